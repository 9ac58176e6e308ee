import type { Check, Parameter, Rule } from '../model/rule.js';

/** A rule as JSON: maps as lists of pairs. */
interface StoredRule extends Omit<Rule, 'params' | 'checks'> {
  readonly params: readonly (readonly [string, Parameter])[];
  readonly checks: readonly (readonly [string, Check])[];
}

/** Rules as a text that `readStoredRules` reads: what a layer's modules say of themselves, without reading Rego again. */
export function storedRules(rules: readonly Rule[]): string {
  const stored = rules.map(
    (rule): StoredRule => ({ ...rule, params: [...rule.params], checks: [...rule.checks] }),
  );
  return JSON.stringify(stored);
}

/** The rules in a text that `storedRules` wrote. */
export function readStoredRules(text: string): Rule[] {
  return (JSON.parse(text) as StoredRule[]).map((rule) => ({
    ...rule,
    params: new Map(rule.params),
    checks: new Map(rule.checks),
  }));
}
