/** `npm run test:long`: properties and mutated policies on many more generated cases than the test run takes. */
process.env['RUNS'] ??= '100000';
process.env['MUTATIONS'] ??= '1000000';
process.env['DOCUMENTS'] ??= '20000';
process.env['POLICIES'] ??= '20000';
await import('./layers/merge-layers.test.js');
await import('./exceptions/waive.test.js');
await import('./fuzz/compiler.test.js');
await import('./fuzz/documents.test.js');
await import('./fuzz/reports.test.js');
await import('./differential/generated-policies.test.js');
