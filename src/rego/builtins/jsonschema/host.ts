import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { plainData, toValue } from '../json-value.js';
import { operandError } from '../operands.js';
import { RegoObject, type Value } from '../value.js';
import { checkSchema, type Schema, SchemaFault } from './compile.js';
import { validate } from './validate.js';

/** JSON text, or an object. */
function documentOperand(args: readonly Value[], index: number): unknown {
  const operand = args[index];
  if (operand instanceof RegoObject) return plainData(operand);
  if (typeof operand !== 'string') throw operandError(args, index, '{object, string}');
  try {
    return JSON.parse(operand);
  } catch {
    throw new BuiltinError('builtin', 'invalid JSON string');
  }
}

function schemaOperand(args: readonly Value[], index: number): Schema {
  const schema = documentOperand(args, index);
  try {
    checkSchema(schema);
  } catch (failure) {
    if (failure instanceof SchemaFault) throw new BuiltinError('builtin', failure.message);
    throw failure;
  }
  return schema as Schema;
}

const matchSchema: HostBuiltin = (args) => {
  const document = documentOperand(args, 0);
  const faults = validate(document, schemaOperand(args, 1));
  return [faults.length === 0, toValue(faults)];
};

const verifySchema: HostBuiltin = (args) => {
  try {
    schemaOperand(args, 0);
    return [true, null];
  } catch (failure) {
    if (!(failure instanceof BuiltinError) || failure.kind === 'type') throw failure;
    return [false, `jsonschema: ${failure.message}`];
  }
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['json.match_schema', matchSchema],
  ['json.verify_schema', verifySchema],
]);
