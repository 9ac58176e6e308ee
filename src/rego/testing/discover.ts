/** Tests in modules, after OPA's conventions. */
import { type Position, positionAt } from '../../diagnostics/source.js';
import { groundPrefix, pathText } from '../analysis/names.js';
import { isCallOf, visitTerm } from '../analysis/walk.js';
import type * as ast from '../syntax/ast.js';

/** One test: all rules of a package with a name that begins with `test_` or `todo_test_`. */
export interface TestRule {
  /** `data.a.b_test` */
  readonly package: string;
  readonly name: string;
  /** The slash-separated path below `data`. */
  readonly entrypoint: string;
  readonly file: string;
  readonly position: Position;
  /** To be skipped: its name begins with `todo_`. */
  readonly isTodo: boolean;
}

const TEST = /^(?:todo_)?test_/;

export function discoverTests(modules: readonly ast.Module[]): TestRule[] {
  const found = new Map<string, TestRule>();
  for (const module of modules) {
    const path = groundPrefix(module.package.path);
    for (const { head } of module.rules) {
      const name = testName(head);
      if (name === undefined) continue;
      const { source, start } = head.span;
      const entrypoint = [...path.slice(1), name].join('/');
      if (found.has(entrypoint)) continue;
      found.set(entrypoint, {
        package: pathText(path),
        name,
        entrypoint,
        file: source.path,
        position: positionAt(source, start),
        isTodo: name.startsWith('todo_'),
      });
    }
  }
  return [...found.values()];
}

function testName({ ref }: ast.Head): string | undefined {
  const [first] = ref.parts;
  return first?.kind === 'var' && TEST.test(first.name) ? first.name : undefined;
}

/**
 * Modules in which tests with vars in their heads (`test_concat[note] if …`) tell each case when it begins, so that a case that
 * does not hold is known by its name.
 */
export function recordCases(modules: readonly ast.Module[]): ast.Module[] {
  return modules.map((module) => ({
    ...module,
    rules: module.rules.map((rule) => {
      const { head, body } = rule;
      const keys = head.ref.parts.slice(1);
      if (testName(head) === undefined || keys.every(({ kind }) => kind === 'string')) return rule;
      const { span } = head;
      const parts: ast.Term[] = [
        { kind: 'var', name: 'internal', span },
        { kind: 'string', value: 'test_case', span },
      ];
      const record: ast.Expr = {
        kind: 'callExpr',
        negated: false,
        operator: { kind: 'ref', parts, span },
        operands: [{ kind: 'array', items: keys, span }],
        with: [],
        span,
      };
      const at = firstUse(body, keys);
      return { ...rule, body: [...body.slice(0, at), record, ...body.slice(at)] };
    }),
  }));
}

/** Where vars may be named first: behind the expressions that declare them. */
function firstUse(body: ast.Body, keys: readonly ast.Term[]): number {
  const names = new Set<string>();
  for (const key of keys) visitTerm(key, { variable: ({ name }) => names.add(name) });
  let at = 0;
  for (const [index, expr] of body.entries()) {
    const declared =
      expr.kind === 'some'
        ? expr.symbols
        : isCallOf(expr, 'assign')
          ? expr.operands.slice(0, 1)
          : [];
    for (const term of declared) {
      visitTerm(term, {
        variable: ({ name }) => {
          if (names.has(name)) at = index + 1;
        },
      });
    }
  }
  return at;
}
