import type { Rule } from '../model/rule.js';

/** What a name stands for: one rule, several, or none. */
export type Found =
  | { readonly kind: 'rule'; readonly rule: Rule }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly string[] }
  | { readonly kind: 'unknown' };

/** Finds rules by canonical id, short id, code or alias. */
export interface RuleIndex {
  readonly find: (name: string) => Found;
  /** Every name that finds a rule, for suggestions. */
  readonly names: readonly string[];
}

/** The id without the root package of its layer: `dockerfile/user-not-root`. */
export function shortId(rule: Rule, root: string): string {
  return rule.id.slice(root.length + 1);
}

/**
 * Builds the index. A canonical id always means its rule, whatever other rules call themselves.
 *
 * @param rules with the root package of the layer that each comes from
 */
export function indexRules(rules: readonly { rule: Rule; root: string }[]): RuleIndex {
  const canonical = new Map(rules.map(({ rule }) => [rule.id, rule]));
  const others = new Map<string, Set<Rule>>();
  const add = (name: string, rule: Rule) => {
    const known = others.get(name) ?? new Set();
    others.set(name, known.add(rule));
  };
  for (const { rule, root } of rules) {
    add(shortId(rule, root), rule);
    if (rule.code) add(rule.code, rule);
    for (const alias of rule.aliases) add(alias, rule);
    for (const check of rule.checks.values()) for (const alias of check.aliases) add(alias, rule);
  }
  return {
    names: [...new Set([...canonical.keys(), ...others.keys()])],
    find: (name) => {
      const exact = canonical.get(name);
      if (exact) return { kind: 'rule', rule: exact };
      const candidates = [...(others.get(name) ?? [])];
      const [only] = candidates;
      if (only === undefined) return { kind: 'unknown' };
      if (candidates.length === 1) return { kind: 'rule', rule: only };
      return { kind: 'ambiguous', candidates: candidates.map(({ id }) => id).sort() };
    },
  };
}
