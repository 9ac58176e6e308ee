/** Plans entrypoints and queries over analysed modules. What no plan reaches is not planned at all. */
import type { Analysed, AnalysedQuery } from '../analysis/analysed.js';
import { refOf } from '../analysis/names.js';
import { planBody } from './bodies.js';
import { FunctionContext, PolicyContext } from './context.js';
import { OUTERMOST } from './generation.js';
import type * as ir from './ir.js';
import { planRef } from './refs.js';
import { planTerm } from './terms.js';

/** One plan per entrypoint (`a/b/allow`), each giving `{"result": value}` or nothing where it is undefined. */
export function planEntrypoints(analysed: Analysed, entrypoints: readonly string[]): ir.Policy {
  const policy = new PolicyContext(analysed);
  const plans = entrypoints.map((name): ir.Plan => {
    const span = { source: { path: name, text: '' }, start: 0, end: 0 };
    const context = new FunctionContext(policy, OUTERMOST, 2, span);
    const block = context.block(() => {
      planRef(context, refOf(['data', ...name.split('/')], span), (value) => {
        const row = context.local();
        context.emit({ kind: 'MakeObject', target: row });
        context.emit({
          kind: 'ObjectInsert',
          key: context.stringOperand('result'),
          value,
          object: row,
        });
        context.emit({ kind: 'ResultSetAdd', value: row });
      });
    });
    return { name, blocks: [block] };
  });
  return finish(policy, plans);
}

/**
 * One plan for a query, each row binding the query's vars by name.
 *
 * @param rows whether each row is a result, so that equal ones are one, or all of them together are the only one: an array
 */
export function planQuery(
  analysed: Analysed,
  query: AnalysedQuery,
  name: string,
  rows: 'set' | 'list' = 'set',
): ir.Policy {
  const policy = new PolicyContext(analysed);
  const span = query.body[0]?.span ?? { source: { path: name, text: '' }, start: 0, end: 0 };
  const context = new FunctionContext(policy, OUTERMOST, 2, span);
  const each = (put: (row: ir.Local) => void) =>
    planBody(context, query.body, () => {
      const row = context.local();
      context.emit({ kind: 'MakeObject', target: row });
      for (const binding of query.bindings) {
        planTerm(context, { kind: 'var', name: binding.local, span }, (value) => {
          context.emit({
            kind: 'ObjectInsert',
            key: context.stringOperand(binding.name),
            value,
            object: row,
          });
        });
      }
      put(row);
    });
  const block = context.block(() => {
    if (rows === 'set') {
      each((value) => context.emit({ kind: 'ResultSetAdd', value }));
      return;
    }
    const array = context.local();
    context.emit({ kind: 'MakeArray', capacity: 0, target: array });
    context.inBlock(() =>
      each((local) =>
        context.emit({ kind: 'ArrayAppend', value: { kind: 'local', local }, array }),
      ),
    );
    context.emit({ kind: 'ResultSetAdd', value: array });
  });
  return finish(policy, [{ name, blocks: [block] }]);
}

function finish(policy: PolicyContext, plans: readonly ir.Plan[]): ir.Policy {
  for (let work = policy.queue.shift(); work !== undefined; work = policy.queue.shift()) work();
  return {
    static: {
      strings: policy.strings,
      builtins: [...policy.builtins.values()],
      files: policy.files,
    },
    plans,
    functions: policy.functions,
  };
}
