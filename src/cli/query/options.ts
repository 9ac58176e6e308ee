import { CAPABILITIES_OPTION } from '../capabilities-option.js';
import type { Arguments } from '../command.js';
import { GRANT_OPTIONS } from '../grants.js';
import { REGO_FILE_OPTIONS } from '../rego-options.js';
import { SCHEMA_OPTION } from '../schema-option.js';

/** How answers of queries can be printed: OPA's formats. */
export const QUERY_FORMATS = ['json', 'pretty', 'values', 'bindings', 'raw', 'discard'] as const;
export type QueryFormat = (typeof QUERY_FORMATS)[number];

/** Options of `policy eval` that belong to `--query` alone; names and meaning are those of `opa eval`. */
export const QUERY_OPTIONS = {
  query: {
    alias: 'q',
    type: 'string',
    describe: 'answer a query over plain Rego, as `opa eval` does, instead of judging',
  },
  stdin: { type: 'boolean', describe: 'read the query from standard input' },
  data: {
    alias: 'd',
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'Rego and data: files, folders, or `name:path` for data below a name',
  },
  bundle: {
    alias: 'b',
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'bundles: `.tar.gz` files, or folders in the layout of bundles',
  },
  input: { alias: 'i', type: 'string', describe: 'the input, a file of JSON or YAML' },
  'stdin-input': { alias: 'I', type: 'boolean', describe: 'read the input from standard input' },
  'input-shape': {
    choices: ['conftest', 'trivy'],
    describe:
      'read the input as a Dockerfile, and give it to the query as policies of a tool get it',
  },
  package: { type: 'string', describe: 'the package that the query stands in' },
  import: { type: 'string', array: true, nargs: 1, describe: 'an import of the query' },
  entrypoint: {
    alias: 'e',
    type: 'string',
    describe: 'instead of a query, the path of a document such as `app/authz/allow`',
  },
  ...REGO_FILE_OPTIONS,
  fail: { type: 'boolean', describe: 'exit 1 where the answer is undefined or empty' },
  'fail-defined': { type: 'boolean', describe: 'exit 1 where there is an answer' },
  'strict-builtin-errors': {
    type: 'boolean',
    describe: 'end with an error where a built-in fails; it is undefined otherwise',
  },
  strict: { alias: 'S', type: 'boolean', describe: "compile under the compiler's strict mode" },
  ...SCHEMA_OPTION,
  ...CAPABILITIES_OPTION,
  ...GRANT_OPTIONS,
} as const;

/** Whether a command line asks for a query. */
export function asksQuery(args: Arguments): boolean {
  return ['query', 'stdin', 'entrypoint'].some((name) => args[name] !== undefined);
}

/** The options among these that were given. */
export function given(args: Arguments, names: readonly string[]): string[] {
  return names.filter((name) => args[name] !== undefined).map((name) => `\`--${name}\``);
}
