import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import type { BuiltinDeclaration, TypeJson } from '../builtins/declaration.js';
import type { Capabilities } from './capabilities.js';
import { badCapabilities } from './errors.js';

/** Reads a capabilities file. What it does not list is not there, as in OPA; keys that we do not know are left alone. */
export function parseCapabilities({
  path,
  text,
}: Source): { readonly value: Capabilities } | { readonly diagnostic: Diagnostic } {
  try {
    return { value: readCapabilities(JSON.parse(text)) };
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    return { diagnostic: badCapabilities(path, reason.split('\n')[0] ?? '') };
  }
}

function readCapabilities(file: unknown): Capabilities {
  if (!isObject(file)) throw new Error('it is a JSON object');
  const { builtins, future_keywords, features, allow_net } = file;
  const hosts =
    allow_net === undefined || allow_net === null ? undefined : texts(allow_net, 'allow_net');
  const declared = list(builtins ?? [], 'builtins').map(readBuiltin);
  return {
    builtins: new Map(declared.map((declaration) => [declaration.name, declaration])),
    futureKeywords: new Set(texts(future_keywords ?? [], 'future_keywords')),
    features: new Set(texts(features ?? [], 'features')),
    ...(hosts && { allowNet: hosts }),
  };
}

function readBuiltin(item: unknown): BuiltinDeclaration {
  if (!isObject(item) || typeof item['name'] !== 'string') {
    throw new Error('each item of `builtins` has a `name`');
  }
  const { name, infix, relation, deprecated, nondeterministic } = item;
  const decl = item['decl'] ?? {};
  if (!isObject(decl)) throw new Error(`\`decl\` of \`${name}\` is an object`);
  const { result, variadic } = decl;
  return {
    name,
    args: list(decl['args'] ?? [], `decl.args of ${name}`) as readonly TypeJson[],
    ...(isObject(result) && { result: result as unknown as TypeJson }),
    ...(isObject(variadic) && { variadic: variadic as unknown as TypeJson }),
    ...(typeof infix === 'string' && infix !== '' && { infix }),
    ...(relation === true && { relation }),
    ...(deprecated === true && { deprecated }),
    ...(nondeterministic === true && { nondeterministic }),
  };
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`\`${name}\` is a list`);
  return value;
}

function texts(value: unknown, name: string): readonly string[] {
  const items = list(value, name);
  if (!items.every((item) => typeof item === 'string')) throw new Error(`\`${name}\` lists texts`);
  return items as readonly string[];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
