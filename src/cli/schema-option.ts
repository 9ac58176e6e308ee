import { readDocument } from '../bundles/read-document.js';
import type { Diagnosed, Diagnostic } from '../diagnostics/diagnostic.js';
import { pathText } from '../rego/analysis/names.js';
import type { SchemaSet } from '../rego/analysis/schemas/rule-schemas.js';
import type { Value } from '../rego/builtins/value.js';
import { type Arguments, text } from './command.js';
import { pathMissing } from './errors.js';
import type { Io } from './io.js';

export const SCHEMA_OPTION = {
  schema: {
    alias: 's',
    type: 'string',
    describe:
      'a JSON Schema of the input, or a folder of schemas that annotations name: `a/b.json` is `schema.a.b`',
  },
} as const;

/** The schemas that a command line names, by the paths that annotations name them by; undefined where it names none. */
export function readSchemas(args: Arguments, io: Io): Diagnosed<SchemaSet | undefined> {
  const path = text(args, 'schema');
  if (path === undefined) return { value: undefined, diagnostics: [] };
  const schemas = new Map<string, Value>();
  const diagnostics: Diagnostic[] = [];
  const add = (name: readonly string[], file: string, bytes: Uint8Array) => {
    const read = readDocument(file, bytes);
    if ('diagnostic' in read) diagnostics.push(read.diagnostic);
    else schemas.set(pathText(['schema', ...name]), read.value);
  };
  const bytes = io.isFile(path) ? io.read(path) : undefined;
  const tree = bytes === undefined ? io.tree(path) : undefined;
  if (bytes !== undefined) add([], path, bytes);
  else if (tree === undefined) diagnostics.push(pathMissing(path));
  for (const { uri } of tree?.list('') ?? []) {
    const [, name] = /^(.*)\.(?:json|ya?ml)$/.exec(uri) ?? [];
    if (name === undefined) continue;
    add(name.split('/'), `${path.replace(/\/+$/, '')}/${uri}`, tree?.read(uri) ?? new Uint8Array());
  }
  return { value: schemas, diagnostics };
}
