import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { parseJsonValue } from '../json-value.js';
import { arrayOperand, objectOperand, operandError, stringOperand } from '../operands.js';
import type { Value } from '../value.js';
import { marshal, marshalPretty } from './marshal.js';
import { applyPatch } from './patch.js';
import { pathsOperand, pathTree } from './paths.js';
import { keepPaths, removePaths } from './select.js';
import { parseYaml } from './yaml.js';
import { yamlText } from './yaml-text.js';

const OPTIONS = { pretty: 'boolean', indent: 'string', prefix: 'string' } as const;

const marshalWithOptions: HostBuiltin = (args) => {
  const { entries } = objectOperand(args, 1);
  const given: { pretty?: boolean; indent?: string; prefix?: string } = {};
  for (const [key, value] of entries) {
    if (typeof key !== 'string' || !(key in OPTIONS)) {
      throw new BuiltinError(
        'type',
        `operand 2 object contained unknown key ${JSON.stringify(key)}`,
      );
    }
    const name = key as keyof typeof OPTIONS;
    if (typeof value !== OPTIONS[name]) {
      throw new BuiltinError(
        'type',
        `operand 2 key ${JSON.stringify(name)} failed cast to ${OPTIONS[name]}`,
      );
    }
    Object.assign(given, { [name]: value });
  }
  const isPretty = given.pretty ?? (given.indent !== undefined || given.prefix !== undefined);
  if (!isPretty) return marshal(args[0] as Value);
  return marshalPretty(args[0] as Value, given.prefix ?? '', given.indent ?? '\t');
};

const unmarshal: HostBuiltin = (args) => {
  const text = stringOperand(args, 0);
  const value = parseJsonValue(text);
  if (value === undefined) throw new BuiltinError('builtin', jsonFault(text));
  return value;
};

function jsonFault(text: string): string {
  if (text.trim() === '') return 'EOF';
  try {
    JSON.parse(text);
    return 'invalid JSON';
  } catch (failure) {
    return failure instanceof Error ? failure.message : 'invalid JSON';
  }
}

const filter: HostBuiltin = (args) => {
  const object = objectOperand(args, 0);
  return keepPaths(object, pathTree(pathsOperand(args, 1)));
};

const remove: HostBuiltin = (args) => {
  const object = objectOperand(args, 0);
  return removePaths(object, pathTree(pathsOperand(args, 1)));
};

const patch: HostBuiltin = (args) => {
  if (!Array.isArray(args[1])) throw operandError(args, 1, 'array');
  return applyPatch(args[0] as Value, arrayOperand(args, 1));
};

const yamlIsValid: HostBuiltin = ([text]) => {
  if (typeof text !== 'string') return false;
  try {
    parseYaml(text);
    return true;
  } catch {
    return false;
  }
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['json.filter', filter],
  ['json.is_valid', ([text]) => typeof text === 'string' && parseJsonValue(text) !== undefined],
  ['json.marshal', (args) => marshal(args[0] as Value)],
  ['json.marshal_with_options', marshalWithOptions],
  ['json.patch', patch],
  ['json.remove', remove],
  ['json.unmarshal', unmarshal],
  ['yaml.is_valid', yamlIsValid],
  ['yaml.marshal', (args) => yamlText(args[0] as Value)],
  ['yaml.unmarshal', (args) => parseYaml(stringOperand(args, 0))],
]);
