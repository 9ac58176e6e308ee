/** Checks on rules as a whole: conflicting kinds, several defaults, names above others, calls of the right arity. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { renderPlace } from '../../diagnostics/render.js';
import { builtinNamed } from '../builtins/registry.js';
import type * as ast from '../syntax/ast.js';
import type { AnalysedRule, RuleTree } from './analysed.js';
import * as errors from './errors.js';
import { groundPrefix, pathText } from './names.js';
import { dynamicSuffix } from './rule-tree.js';
import { operatorName, visitBody } from './walk.js';

export function checkRules(modules: readonly ast.Module[], tree: RuleTree): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  checkNode(tree, ['data'], diagnostics);
  for (const module of modules) {
    const packagePath = groundPrefix(module.package.path);
    const parent = packagePath.slice(0, -1);
    const rules = parent
      .slice(1)
      .reduce<RuleTree | undefined>((node, part) => node?.children.get(part), tree);
    const clash = rules?.children
      .get(packagePath.at(-1) ?? '')
      ?.rules.find(({ rule }) => dynamicSuffix(rule).length === 0);
    if (clash !== undefined) {
      diagnostics.push(
        errors.conflictingRules(
          module.package.span,
          `package ${pathText(packagePath.slice(1))} conflicts with rule ${packagePath.at(-1)} defined at ${renderPlace(clash.rule.span)}`,
          clash.rule.span,
        ),
      );
    }
  }
  return diagnostics;
}

type Kind = 'function' | 'multi-value' | 'single-value';

function kindOf({ head }: ast.Rule): Kind {
  if (head.args !== undefined) return 'function';
  return head.key !== undefined ? 'multi-value' : 'single-value';
}

function checkNode(node: RuleTree, path: readonly string[], diagnostics: Diagnostic[]): void {
  const name = pathText(path);
  const [first, ...others] = node.rules;
  if (first !== undefined) {
    for (const { rule } of others) {
      const sameSuffix =
        (dynamicSuffix(rule).length === 0) === (dynamicSuffix(first.rule).length === 0);
      const arity = (one: ast.Rule) => one.head.args?.length;
      const differs =
        kindOf(rule) !== kindOf(first.rule) &&
        (sameSuffix || kindOf(rule) === 'function' || kindOf(first.rule) === 'function');
      if (differs || arity(rule) !== arity(first.rule)) {
        diagnostics.push(
          errors.conflictingRules(
            first.rule.head.span,
            `conflicting rules ${name} found`,
            rule.head.span,
          ),
        );
        break;
      }
    }
    const defaults = node.rules.filter(({ rule }) => rule.default);
    if (defaults.length > 1) {
      const places = defaults
        .map(({ rule }) => renderPlace(rule.span).replace(/:\d+$/, ''))
        .join(', ');
      diagnostics.push(
        errors.conflictingRules(
          (defaults[1] as AnalysedRule).rule.span,
          `multiple default rules ${name} found at ${places}`,
        ),
      );
    }
    const complete = node.rules.find(({ rule }) => dynamicSuffix(rule).length === 0);
    const below = complete === undefined ? undefined : firstRule(node.children.values());
    if (complete !== undefined && below !== undefined) {
      diagnostics.push(
        errors.conflictingRules(
          complete.rule.head.span,
          `rule ${name} conflicts with: [${pathText(groundPrefix(below.rule.head.ref))}]`,
          below.rule.span,
        ),
      );
    }
  }
  for (const [part, child] of node.children) checkNode(child, [...path, part], diagnostics);
}

function firstRule(nodes: Iterable<RuleTree>): AnalysedRule | undefined {
  for (const { rules, children } of nodes) {
    const found = rules[0] ?? firstRule(children.values());
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every call has as many operands as its function has parameters, or one more for the result. */
export function checkArity(body: ast.Body, functions: ReadonlyMap<string, number>): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const check = (expr: ast.Expr): void => {
    if (expr.kind === 'every') expr.body.forEach(check);
    if (expr.kind === 'notBody') expr.body.forEach(check);
    if (expr.kind === 'and' || expr.kind === 'or') [...expr.left, ...expr.right].forEach(check);
    if (expr.kind !== 'callExpr') return;
    const name = operatorName(expr.operator);
    const declared = builtinNamed(name);
    const want = functions.get(name) ?? declared?.args.length;
    if (want === undefined || declared?.variadic !== undefined) return;
    const have = expr.operands.length;
    const isVoid = declared !== undefined && declared.result === undefined;
    // A call that stands for a value was given one operand more, for its result.
    const fits =
      expr.generated === true ? have === want + 1 : have === want || (have === want + 1 && !isVoid);
    if (!fits) {
      const written = expr.generated === true ? have - 1 : have;
      diagnostics.push(errors.arityMismatch(expr.span, name, written, want));
    }
  };
  body.forEach(check);
  visitBody(body, {
    closure: (closure) => {
      if ('body' in closure && closure.kind !== 'every' && closure.kind !== 'notBody')
        closure.body.forEach(check);
      return true;
    },
  });
  return diagnostics;
}
