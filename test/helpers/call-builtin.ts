import type { HostBuiltin, HostContext } from '../../src/rego/builtins/declaration.js';
import { jsonText, toValue } from '../../src/rego/builtins/json-value.js';

/** Calls host built-ins of a family with plain data; the answer is JSON text, or undefined. */
export function caller(
  host: ReadonlyMap<string, HostBuiltin>,
  granted: Partial<HostContext> = {},
): (name: string, ...args: readonly unknown[]) => string | undefined {
  const context: HostContext = {
    now: () => 5n,
    memo: new Map(),
    environment: new Map(),
    ...granted,
  };
  return (name, ...args) => {
    const result = host.get(name)?.(args.map(toValue), context);
    return result === undefined ? undefined : jsonText(result);
  };
}
