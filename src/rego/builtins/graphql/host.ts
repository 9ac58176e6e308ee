import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { plainData, toValue } from '../json-value.js';
import { operandError, stringOperand } from '../operands.js';
import { RegoObject, type Value } from '../value.js';
import type { Positions, QueryDocument, SchemaDocument } from './ast.js';
import { parseQuery } from './parse-query.js';
import { parseSchema } from './parse-schema.js';
import { buildSchema } from './schema.js';
import { validate } from './validate.js';

/** A query's or schema's text, or the object that parsing one gave. */
function documentOperand<T>(args: readonly Value[], index: number, parse: (text: string) => T): T {
  const operand = args[index];
  if (typeof operand === 'string') return parse(operand);
  if (operand instanceof RegoObject) return plainData(operand) as T;
  throw operandError(args, index, '{string, object}');
}

interface Parsed {
  readonly query: QueryDocument;
  readonly schema: SchemaDocument;
}

/** Both documents, the query checked against the schema. */
function checked(args: readonly Value[]): Parsed {
  const positions: Positions = new WeakMap();
  const query = documentOperand(args, 0, (text) => parseQuery(text, positions));
  const schema = documentOperand(args, 1, (text) => parseSchema(text));
  const [first] = validate(buildSchema(schema), query, positions);
  if (first !== undefined) throw first;
  return { query, schema };
}

/** The answer of `attempt`, or `failed` where the documents are wrong. */
const orElse =
  (attempt: HostBuiltin, failed: Value): HostBuiltin =>
  (args, context) => {
    try {
      return attempt(args, context);
    } catch (failure) {
      if (failure instanceof BuiltinError && failure.kind === 'builtin') return failed;
      throw failure;
    }
  };

const parseBoth: HostBuiltin = (args) => {
  const { query, schema } = checked(args);
  return [toValue(query), toValue(schema)];
};

const isValid: HostBuiltin = (args) => {
  checked(args);
  return true;
};

const parseAndVerify: HostBuiltin = (args) => {
  const { query, schema } = checked(args);
  return [true, toValue(query), toValue(schema)];
};

const schemaIsValid: HostBuiltin = (args) => {
  buildSchema(documentOperand(args, 0, (text) => parseSchema(text)));
  return true;
};

const NOTHING = new RegoObject([]);

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['graphql.is_valid', orElse(isValid, false)],
  ['graphql.parse', parseBoth],
  ['graphql.parse_and_verify', orElse(parseAndVerify, [false, NOTHING, NOTHING])],
  ['graphql.parse_query', (args) => toValue(parseQuery(stringOperand(args, 0)))],
  ['graphql.parse_schema', (args) => toValue(parseSchema(stringOperand(args, 0)))],
  ['graphql.schema_is_valid', orElse(schemaIsValid, false)],
]);
