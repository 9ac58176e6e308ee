/** `startswith` and `endswith` with a short constant, as tests. */
import type * as ir from '../plan/ir.js';
import { MOST_INLINE, testBytes } from './equality.js';
import type { FunctionContext } from './function-context.js';

type Call = Extract<ir.Stmt, { kind: 'Call' }>;

/** The first four bytes of a string. */
const STRING = 4;
/** Two bytes of the value `true`. */
const TRUE = 0x0102;

export function isAffix(context: FunctionContext, { function: name, args }: Call): boolean {
  if (name !== 'startswith' && name !== 'endswith') return false;
  // What is no string is an error, which strict evaluations must see.
  if (context.module.options.strictErrors) return false;
  return bytesOf(context, args) !== undefined;
}

function bytesOf(context: FunctionContext, args: readonly ir.Operand[]): Uint8Array | undefined {
  const known = context.constant(args[1] as ir.Operand);
  if (known?.kind !== 'string') return undefined;
  const bytes = new TextEncoder().encode(known.text);
  return bytes.length <= MOST_INLINE ? bytes : undefined;
}

export function writeAffixTest(context: FunctionContext, { function: name, args }: Call): void {
  const { code } = context;
  const bytes = bytesOf(context, args) as Uint8Array;
  const [text, part] = args as [ir.Operand, ir.Operand];
  const result = code.local();
  const at = code.local();
  code.block((done) => {
    code.block((otherwise) => {
      context.push(text);
      code.load().constant(STRING).notEquals().branchIf(otherwise);
      code.constant(0).set(result);
      context.push(text);
      code.load(4).constant(bytes.length).lessThan().branchIf(done);
      context.push(text);
      code.load(8);
      if (name === 'endswith') {
        context.push(text);
        code.load(4).add().constant(-bytes.length).add();
      }
      code.set(at);
      testBytes(
        context,
        bytes,
        () => code.get(at),
        () => code.branchIf(done),
      );
      code.constant(1).set(result).branch(done);
    });
    context.push(text);
    context.push(part);
    context.runtime(name);
    code.loadShort().constant(TRUE).equals().set(result);
  });
  code.get(result);
  context.leaveIfZero();
}
