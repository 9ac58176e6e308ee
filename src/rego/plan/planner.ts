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

/** One plan for a query, each row binding the query's vars by name. */
export function planQuery(analysed: Analysed, query: AnalysedQuery, name: string): ir.Policy {
  const policy = new PolicyContext(analysed);
  const span = query.body[0]?.span ?? { source: { path: name, text: '' }, start: 0, end: 0 };
  const context = new FunctionContext(policy, OUTERMOST, 2, span);
  const block = context.block(() => {
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
      context.emit({ kind: 'ResultSetAdd', value: row });
    });
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
