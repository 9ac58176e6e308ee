import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { parseJsonValue, toValue } from '../json-value.js';
import { RegoObject, type Value } from '../value.js';
import { compileSchema } from './compile-schema.js';
import { matchSchema } from './match-schema.js';
import type { Subschema } from './subschema.js';

/** A document as itself, or as JSON text. */
function documentOf(value: Value | undefined): Value {
  if (typeof value === 'string') {
    const parsed = parseJsonValue(value);
    if (parsed === undefined) throw new BuiltinError('builtin', 'invalid JSON string');
    return parsed;
  }
  if (value instanceof RegoObject || Array.isArray(value)) return value as Value;
  throw new BuiltinError('builtin', 'wrong type, expected string or object');
}

/** The schema that was used last: a rule checks many documents with one. */
let last: { readonly text: string; readonly schema: Subschema } | undefined;

function schemaOf(value: Value | undefined): Subschema {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (last !== undefined && last.text === text) return last.schema;
  const document = documentOf(value);
  const schema = compileSchema(document);
  last = { text, schema };
  return schema;
}

const match: HostBuiltin = (args) => {
  const document = documentOf(args[0]);
  const report = matchSchema(schemaOf(args[1]), document);
  const errors = report.mismatches.map(({ type, field, description }) => ({
    desc: description,
    error: `${field}: ${description}`,
    field,
    type,
  }));
  return toValue([report.valid, errors]);
};

const verify: HostBuiltin = (args) => {
  try {
    compileSchema(documentOf(args[0]));
    return [true, null];
  } catch (failure) {
    if (!(failure instanceof BuiltinError)) throw failure;
    return [false, `jsonschema: ${failure.message}`];
  }
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['json.match_schema', match],
  ['json.verify_schema', verify],
]);
