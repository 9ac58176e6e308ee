/** `<`, `<=`, `>` and `>=` as tests: no boolean value is made for them. */
import type * as ir from '../plan/ir.js';
import type { Comparison } from './code-writer.js';
import type { FunctionContext } from './function-context.js';

type Call = Extract<ir.Stmt, { kind: 'Call' }>;

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['lt', 'less'],
  ['lte', 'lessOrEqual'],
  ['gt', 'greater'],
  ['gte', 'greaterOrEqual'],
]);

/** The same with its sides changed. */
const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  less: 'greater',
  lessOrEqual: 'greaterOrEqual',
  greater: 'less',
  greaterOrEqual: 'lessOrEqual',
};

/** The first eight bytes of a small integer. */
const INTEGER = 3n;

export const isOrder = ({ function: name }: Call): boolean => COMPARISONS.has(name);

export function writeOrderTest(context: FunctionContext, { function: name, args }: Call): void {
  const { code } = context;
  const comparison = COMPARISONS.get(name) as Comparison;
  const [left, right] = args as [ir.Operand, ir.Operand];
  const [known, other, mirrored] =
    context.constant(right)?.kind === 'integer'
      ? [context.constant(right), left, comparison]
      : [context.constant(left), right, MIRRORED[comparison]];
  if (known?.kind !== 'integer') {
    compare(context, left, right, comparison);
    context.leaveIfZero();
    return;
  }
  const result = code.local();
  code.block((done) => {
    code.block((otherwise) => {
      context.push(other);
      code.loadLong().longConstant(INTEGER).notEqualsLong().branchIf(otherwise);
      context.push(other);
      code.loadLong(8).longConstant(known.value).compareLong(mirrored).set(result).branch(done);
    });
    compare(context, left, right, comparison);
    code.set(result);
  });
  code.get(result);
  context.leaveIfZero();
}

/** Compares any two values by Rego's total order. */
function compare(
  context: FunctionContext,
  left: ir.Operand,
  right: ir.Operand,
  comparison: Comparison,
): void {
  context.push(left);
  context.push(right);
  context.runtime('opa_value_compare');
  context.code.constant(0).compare(comparison);
}
