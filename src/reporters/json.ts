import type { Reporter } from './reporter.js';

/** The verdict as it is, its fields in the order of `schemas/verdict.json`. */
export const json: Reporter = {
  name: 'json',
  about: 'the whole verdict, after schemas/verdict.json',
  render: (verdict) => `${JSON.stringify(verdict, null, 2)}\n`,
};
