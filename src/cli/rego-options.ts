/** Options of the commands over plain Rego: which files are read, and how. */
export const REGO_FILE_OPTIONS = {
  ignore: {
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'leave out files and folders with a name that matches',
  },
  'v0-compatible': { type: 'boolean', describe: 'read files without `import rego.v1` as Rego v0' },
} as const;

/** How many errors of the compiler are told. */
export const MAX_ERRORS_OPTION = {
  'max-errors': {
    alias: 'm',
    type: 'number',
    default: 10,
    describe: 'report at most so many errors of the compiler; 0 for all',
  },
} as const;
