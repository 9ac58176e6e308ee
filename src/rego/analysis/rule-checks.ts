/** Conflicts between rules, between rules and packages, and several defaults of one rule. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { renderPlace } from '../../diagnostics/render.js';
import type { Span } from '../../diagnostics/source.js';
import type * as ast from '../syntax/ast.js';
import type { AnalysedRule, RuleTree } from './analysed.js';
import { constantOf } from './constants.js';
import * as errors from './errors.js';
import { groundPrefix, pathText } from './names.js';
import { dynamicSuffix } from './rule-tree.js';
import { shownRef, termText } from './term-text.js';

export function checkRules(modules: readonly ast.Module[], tree: RuleTree): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  checkNode(tree, diagnostics);
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
          `package ${pathText(packagePath.slice(1))} conflicts with rule ${packagePath.at(-1)} defined at ${lineOf(clash.rule.span)}`,
          clash.rule.span,
        ),
      );
    }
  }
  return diagnostics;
}

function checkNode(node: RuleTree, diagnostics: Diagnostic[]): void {
  // Rules behind a key that is no name, such as `p[2]`, have places of their own.
  const keyed = new Map<string, AnalysedRule[]>();
  const here: AnalysedRule[] = [];
  for (const item of node.rules) {
    const [first] = dynamicSuffix(item.rule);
    const key = first && constantOf(first);
    if (key === undefined) here.push(item);
    else {
      const text = JSON.stringify(key);
      const group = keyed.get(text);
      if (group === undefined) keyed.set(text, [item]);
      else group.push(item);
    }
  }
  const below = [...[...keyed.values()].flat(), ...rulesOf(node.children.values())];
  const fault = conflictOf(here, below);
  if (fault !== undefined) diagnostics.push(fault);
  for (const group of keyed.values()) diagnostics.push(...conflictsBehindKey(group, 1));
  for (const child of node.children.values()) checkNode(child, diagnostics);
}

/** Of rules whose heads agree in the first parts of their suffixes. */
function conflictsBehindKey(group: readonly AnalysedRule[], length: number): Diagnostic[] {
  const isConstant = ({ rule }: AnalysedRule) => {
    const part = dynamicSuffix(rule)[length];
    return part !== undefined && constantOf(part) !== undefined;
  };
  const below = group.filter(isConstant);
  const here = group.filter((item) => !isConstant(item));
  const fault = conflictOf(here, below);
  return fault === undefined ? [] : [fault];
}

/**
 * What is wrong with the rules at one place, told once.
 *
 * @param below the rules further down
 */
function conflictOf(
  rules: readonly AnalysedRule[],
  below: readonly AnalysedRule[],
): Diagnostic | undefined {
  const [first] = rules;
  const last = rules.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const name = headText(last.rule);
  const inTheWay = rules.some(({ rule }) => isGround(rule))
    ? below
    : below.filter(({ rule }) => rule.head.args !== undefined);
  if (inTheWay.length > 0) {
    return errors.rulesBelow(
      first.rule.span,
      name,
      inTheWay.map(({ rule }) => `rule ${headText(rule)} at ${lineOf(rule.span)}`).sort(),
    );
  }
  const odd = rules.find(({ rule }) => shapeOf(rule) !== shapeOf(first.rule));
  if (odd !== undefined) {
    return errors.conflictingRules(
      first.rule.span,
      `conflicting rules ${name} found`,
      odd.rule.span,
    );
  }
  const defaults = rules.filter(({ rule }) => rule.default);
  const [, second] = defaults;
  if (second === undefined) return undefined;
  const places = defaults.map(({ rule }) => lineOf(rule.span)).join(', ');
  return errors.conflictingRules(
    second.rule.span,
    `multiple default rules ${name} found at ${places}`,
  );
}

/** What all rules at one place must have in common. */
function shapeOf(rule: ast.Rule): string {
  const { args, key } = rule.head;
  if (args !== undefined) return `function of ${args.length}`;
  return `${key === undefined ? 'value' : 'set'}, ${key === undefined && isGround(rule)}`;
}

function isGround(rule: ast.Rule): boolean {
  return dynamicSuffix(rule).every((part) => constantOf(part) !== undefined);
}

function headText({ head }: ast.Rule): string {
  return termText(shownRef(head.ref));
}

/** `file:line`, as OPA's messages have it. */
function lineOf(span: Span): string {
  return renderPlace(span).replace(/:\d+$/, '');
}

function* rulesOf(nodes: Iterable<RuleTree>): Iterable<AnalysedRule> {
  for (const { rules, children } of nodes) {
    yield* rules;
    yield* rulesOf(children.values());
  }
}
