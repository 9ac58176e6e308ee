// Host functions called by native built-ins, for the rare cases that these leave to the host.
import { BUILTIN_ERROR, fail } from './error.as';
import { host_result } from './evaluation.as';
import { opa_builtin1, opa_builtin2, opa_builtin3 } from './imports.as';
import { pack_arguments } from './ops.as';
import { dumpString } from './text.as';

/** The compiler's word that the host is never needed. */
const NO_HOST: u32 = 0xffffffff;
/** A bit of the number where the host wants one value per argument, as OPA's modules call theirs. */
const PLAIN: u32 = 0x40000000;

/**
 * Calls a host function.
 *
 * @param host its number, as the compiler passes it to the native built-in
 * @param count 1 to 3 arguments
 */
export function callHost(host: u32, count: u32, a: u32, b: u32, c: u32): u32 {
  if (host == NO_HOST) return fail(BUILTIN_ERROR, 'not available in this host');
  if (host & PLAIN) {
    const id = host ^ PLAIN;
    if (count == 1) return opa_builtin1(id, 0, a);
    return count == 2 ? opa_builtin2(id, 0, a, b) : opa_builtin3(id, 0, a, b, c);
  }
  return host_result(opa_builtin1(host, 0, dumpString(pack_arguments(count, a, b, c, 0, 0), true)));
}
