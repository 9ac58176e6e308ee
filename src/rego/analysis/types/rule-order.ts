import type { AnalysedRule, RuleTree } from '../analysed.js';
import { pathText } from '../names.js';

export interface RulesAtPath {
  /** From `data` down. */
  readonly path: readonly string[];
  readonly rules: readonly AnalysedRule[];
}

/**
 * All rules by path, those that others read before them.
 *
 * @param reads the rules, by path text, that each rule path reads; without cycles
 */
export function dependenciesFirst(
  tree: RuleTree,
  reads: ReadonlyMap<string, ReadonlySet<string>>,
): RulesAtPath[] {
  const byName = new Map<string, RulesAtPath>();
  const collect = ({ rules, children }: RuleTree, path: readonly string[]): void => {
    if (rules.length > 0) byName.set(pathText(path), { path, rules });
    for (const [part, child] of children) collect(child, [...path, part]);
  };
  collect(tree, ['data']);
  const ordered: RulesAtPath[] = [];
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const other of reads.get(name) ?? []) visit(other);
    const found = byName.get(name);
    if (found !== undefined) ordered.push(found);
  };
  for (const name of byName.keys()) visit(name);
  return ordered;
}
