/** `npm run test:long`: the properties of merging and of exceptions on many more generated cases than the test run takes. */
process.env['RUNS'] ??= '100000';
await import('./layers/merge-layers.test.js');
await import('./exceptions/waive.test.js');
