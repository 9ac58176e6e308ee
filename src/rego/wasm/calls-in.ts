/** Which functions a function's encoded body calls: WebAssembly's instructions, as far as their operands must be skipped. */
import { invariant } from '../../diagnostics/invariant.js';

/** Instructions that a number in LEB128 follows, signed or not: all that is wanted is where it ends. */
const ONE_NUMBER: ReadonlySet<number> = new Set([
  // Blocks with their type, branches, calls, locals, globals, tables, memory.size and grow, constants, ref.null and ref.func.
  0x02,
  0x03, 0x04, 0x0c, 0x0d, 0x10, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0x41, 0x42,
  0xd0, 0xd2,
]);

/** How many numbers follow each instruction with the prefix 0xfc. */
const PREFIXED: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

const CALL = 0x10;

/**
 * @param body a function's locals and instructions, without its size
 * @throws if an instruction is none that the runtime's compiler writes
 */
export function callsIn(body: Uint8Array): number[] {
  const calls: number[] = [];
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = body[at++] as number;
      value |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return value >>> 0;
    }
  };
  const numbers = (count: number): void => {
    for (let index = 0; index < count; index++) number();
  };
  numbers(number() * 2);
  while (at < body.length) {
    const code = body[at++] as number;
    if (code === CALL) calls.push(number());
    else if (ONE_NUMBER.has(code)) number();
    // Loads and stores with alignment and offset, call_indirect with type and table.
    else if ((code >= 0x28 && code <= 0x3e) || code === 0x11) numbers(2);
    else if (code === 0x0e) numbers(number() + 1);
    else if (code === 0x1c) numbers(number());
    else if (code === 0x43) at += 4;
    else if (code === 0x44) at += 8;
    else if (code === 0xfc) numbers(PREFIXED[number()] ?? 0);
    else {
      const isPlain = code <= 0x1b || (code >= 0x45 && code <= 0xc4) || code === 0xd1;
      invariant(isPlain, `the runtime has the instruction 0x${code.toString(16)}`);
    }
  }
  return calls;
}
