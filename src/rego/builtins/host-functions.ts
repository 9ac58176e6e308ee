/** The functions that a module's host gives to the SDK: value text in, value text out. */
import { BuiltinError, type HostBuiltin, type HostContext, NotGranted } from './declaration.js';
import { hosts } from './hosts.generated.js';
import { plainData, toValue } from './json-value.js';
import type { Value } from './value.js';
import { parseValueText, valueText } from './value-text.js';

/** Before the names that modules ask for, so that the SDK's own functions of the same names stay out of the way. */
export const HOST_PREFIX = 'drydock:';

/** Byte values before the message of an error, as the runtime's `host_result` reads them. */
const MARKS = { type: '\u0001', builtin: '\u0002' } as const;

/** Host functions of an embedder's own, by built-in name. */
export type ExtraHosts = ReadonlyMap<string, HostBuiltin>;

/**
 * Loads the families that implement built-ins.
 *
 * @param names built-ins as the module lists them, with the prefix
 * @param context what the functions may use; read anew at every call
 */
export async function hostFunctions(
  names: Iterable<string>,
  context: () => HostContext,
  extra: ExtraHosts = new Map(),
): Promise<Record<string, HostFunction>> {
  const functions: Record<string, HostFunction> = {};
  for (const asked of names) {
    const isOurs = asked.startsWith(HOST_PREFIX);
    const name = isOurs ? asked.slice(HOST_PREFIX.length) : asked;
    const host = named(name, extra.get(name) ?? (await hosts.get(name)?.())?.get(name));
    functions[asked] = isOurs
      ? (text) => answer(host, text as string, context())
      : (...args) => plainAnswer(host, args, context());
  }
  return functions;
}

/** As the SDK calls them: parsed JSON in, plain data out. */
export type HostFunction = (...args: readonly unknown[]) => unknown;

/** A host function that says its name where it needs what was not granted. */
function named(name: string, host: HostBuiltin = unavailable): HostBuiltin {
  return (args, context) => {
    try {
      return host(args, context);
    } catch (failure) {
      throw failure instanceof NotGranted ? new NotGranted(failure.grant, name) : failure;
    }
  };
}

const unavailable: HostBuiltin = () => {
  throw new BuiltinError('builtin', 'not available in this host');
};

/** For modules of other compilers, which call hosts with plain JSON: sets come as arrays, errors are undefined. */
function plainAnswer(host: HostBuiltin, args: readonly unknown[], context: HostContext): unknown {
  try {
    const result = host(args.map(toValue), context);
    return result === undefined ? undefined : plainData(result);
  } catch (failure) {
    if (failure instanceof BuiltinError) return undefined;
    throw failure;
  }
}

/** Undefined is the empty text; errors are marked, for the module to raise where it was built with strict errors. */
function answer(host: HostBuiltin, text: string, context: HostContext): string {
  let result: Value | undefined;
  try {
    result = host(parseValueText(text) as readonly Value[], context);
  } catch (failure) {
    if (failure instanceof BuiltinError) return MARKS[failure.kind] + failure.message;
    throw failure;
  }
  return result === undefined ? '' : valueText(result);
}
