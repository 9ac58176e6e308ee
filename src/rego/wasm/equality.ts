/** Comparisons: with what is known when the module is made, without a call. */
import type * as ir from '../plan/ir.js';
import type { FunctionContext } from './function-context.js';

type Comparison = Extract<ir.Stmt, { kind: 'Equal' | 'NotEqual' }>;

/** Two bytes of a boolean value: its type and what it says. */
const FALSE = 0x0002;
const TRUE = 0x0102;

/** The first eight bytes of a small integer, two of a number that keeps its spelling, the byte of null. */
const INTEGER = 3n;
const SPELLED = 0x0203;
const NULL = 1;

/** Longer strings are compared by a call. */
export const MOST_INLINE = 16;

const encoder = new TextEncoder();

export function writeEqual(context: FunctionContext, { kind, a, b }: Comparison): void {
  const { code } = context;
  // What is known goes to the right.
  const [left, right] = context.constant(b) === undefined ? [b, a] : [a, b];
  const known = context.constant(right);
  switch (known?.kind) {
    case 'boolean':
      context.push(left);
      code
        .loadShort()
        .constant(known.value ? TRUE : FALSE)
        .notEquals();
      leaveWhereDifferent(context, kind);
      return;
    case 'null':
      context.push(left);
      code.loadByte().constant(NULL).notEquals();
      leaveWhereDifferent(context, kind);
      return;
    case 'integer':
      writeTests(context, kind, (different) =>
        testInteger(context, left, right, known.value, different),
      );
      return;
    case 'string':
      writeTests(context, kind, (different) =>
        testString(context, left, right, known.text, different),
      );
      return;
    default:
      context.push(left);
      context.push(right);
      context.runtime('values_equal');
      code.isZero();
      leaveWhereDifferent(context, kind);
  }
}

/** Leaves the block by the number on the stack, which is not zero where the values differ. */
function leaveWhereDifferent(context: FunctionContext, kind: Comparison['kind']): void {
  if (kind === 'Equal') context.leaveIf();
  else context.leaveIfZero();
}

/** Several tests, each of which pushes a number that is not zero where the values differ, and calls its argument. */
function writeTests(
  context: FunctionContext,
  kind: Comparison['kind'],
  test: (different: () => void) => void,
): void {
  if (kind === 'Equal') {
    test(() => context.leaveIf());
    return;
  }
  context.code.block((end) => {
    test(() => context.code.branchIf(end));
    context.leave();
  });
}

/** A small integer is compared at once; `1.0` and the like, which are rare, by a call. */
function testInteger(
  context: FunctionContext,
  left: ir.Operand,
  right: ir.Operand,
  value: bigint,
  different: () => void,
): void {
  const { code } = context;
  code.block((same) => {
    code.block((small) => {
      context.push(left);
      code.loadLong().longConstant(INTEGER).equalsLong().branchIf(small);
      context.push(left);
      code.loadShort().constant(SPELLED).notEquals();
      different();
      context.push(left);
      context.push(right);
      context.runtime('values_equal');
      code.isZero();
      different();
      code.branch(same);
    });
    context.push(left);
    code.loadLong(8).longConstant(value).notEqualsLong();
    different();
  });
}

/** Type and length in one word, then the bytes, eight at a time: the last ones may be looked at twice. */
function testString(
  context: FunctionContext,
  left: ir.Operand,
  right: ir.Operand,
  text: string,
  different: () => void,
): void {
  const { code } = context;
  const bytes = encoder.encode(text);
  const { length } = bytes;
  context.push(left);
  code
    .loadLong()
    .longConstant(4n | (BigInt(length) << 32n))
    .notEqualsLong();
  different();
  if (length > MOST_INLINE) {
    context.push(left);
    context.push(right);
    context.runtime('is_string_value');
    code.isZero();
    different();
    return;
  }
  testBytes(
    context,
    bytes,
    () => {
      context.push(left);
      code.load(8);
    },
    different,
  );
}

/**
 * Compares up to sixteen bytes in memory with known ones.
 *
 * @param address pushes where they begin
 * @param different as for `writeTests`
 */
export function testBytes(
  { code }: FunctionContext,
  bytes: Uint8Array,
  address: () => void,
  different: () => void,
): void {
  const { length } = bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  const step = length >= 8 ? 8 : length >= 4 ? 4 : length >= 2 ? 2 : 1;
  const offsets = length === 0 ? [] : length === step ? [0] : [0, length - step];
  for (const offset of offsets) {
    address();
    if (step === 8)
      code.loadLong(offset).longConstant(view.getBigInt64(offset, true)).notEqualsLong();
    else if (step === 4) code.load(offset).constant(view.getInt32(offset, true)).notEquals();
    else if (step === 2) code.loadShort(offset).constant(view.getUint16(offset, true)).notEquals();
    else code.loadByte(offset).constant(view.getUint8(offset)).notEquals();
    different();
  }
}
