import type { Diagnosed, Diagnostic } from '../diagnostics/diagnostic.js';
import type { Span } from '../diagnostics/source.js';
import type { Layer } from '../model/layer.js';
import type { EffectiveRule, LockConflict, Policy } from '../model/policy.js';
import type { Rule } from '../model/rule.js';
import type { Gate, Level, Placed, RuleSettings, Settings } from '../model/settings.js';
import {
  ambiguousRule,
  badParameter,
  conflictingRule,
  emptyPolicy,
  ruleTwice,
  unknownParameter,
  unknownRule,
} from './errors.js';
import { type Contribution, mergeRule } from './merge-rule.js';
import { checkValue } from './parameter-schema.js';
import { indexRules, type RuleIndex } from './rule-index.js';

/** A layer with the rules of its code and the text of the profile it names. */
export interface LayerRules {
  readonly layer: Layer;
  readonly rules: readonly Rule[];
  /** The profile's settings: text of the layer that names it, under the layer's own. */
  readonly profile?: Settings;
}

/** One layer's settings with every rule name resolved. */
interface Resolved {
  readonly input: LayerRules;
  readonly rules: ReadonlyMap<Rule, RuleSettings>;
  readonly gates: ReadonlyMap<Rule, ReadonlyMap<Gate, Placed<Level>>>;
}

/**
 * Merges a stack of layers, from `std` down to the innermost repo layer, into the values in force for every rule.
 *
 * A name in a layer's settings is looked up among the rules of this layer and those above it, so that a lower layer
 * cannot make an upper layer's text mean another rule, or none.
 */
export function mergeLayers(stack: readonly LayerRules[]): Diagnosed<Policy> {
  const diagnostics: Diagnostic[] = [];
  const known: { rule: Rule; root: string }[] = [];
  const resolved: Resolved[] = [];
  const ids = new Set<string>();
  for (const input of stack) {
    for (const rule of input.rules) {
      if (ids.has(rule.id)) {
        const [module] = input.layer.modules;
        const span = module && { source: module, start: 0, end: 0 };
        if (span) diagnostics.push(conflictingRule(span, rule.id));
      }
      ids.add(rule.id);
      known.push({ rule, root: input.layer.root });
    }
    resolved.push(resolveLayer(input, indexRules(known), diagnostics));
  }
  if (known.length === 0) diagnostics.push(emptyPolicy());
  const rules: EffectiveRule[] = [];
  const conflicts: LockConflict[] = [];
  for (const [index, { input }] of resolved.entries()) {
    const own = { layer: input.layer.name, digest: input.layer.digest };
    for (const rule of input.rules) {
      const contributions = resolved.slice(index).map((layer) => contributionOf(layer, rule));
      const merged = mergeRule(rule, own, contributions);
      rules.push(merged.effective);
      conflicts.push(...merged.conflicts);
    }
  }
  rules.sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
  return { value: { rules, conflicts }, diagnostics };
}

function contributionOf({ input, rules, gates }: Resolved, rule: Rule): Contribution {
  const { layer } = input;
  const settings = rules.get(rule);
  const defaultLock = layer.settings.lock?.value ?? (layer.kind === 'org' ? 'tighten' : undefined);
  return {
    layer: layer.name,
    digest: layer.digest,
    isOrg: layer.kind === 'org',
    isStarting: layer.kind === 'std',
    onlyTightens: layer.kind === 'repo' && layer.folder !== '',
    ...(defaultLock && { defaultLock }),
    ...(settings && { settings }),
    gates: gates.get(rule) ?? new Map(),
  };
}

function resolveLayer(input: LayerRules, index: RuleIndex, diagnostics: Diagnostic[]): Resolved {
  const rules = new Map<Rule, RuleSettings>();
  const gates = new Map<Rule, Map<Gate, Placed<Level>>>();
  const strict = input.layer.kind === 'org' || input.layer.kind === 'std';
  for (const settings of input.profile
    ? [input.profile, input.layer.settings]
    : [input.layer.settings]) {
    const places = new Map<Rule, Span>();
    for (const written of settings.rules) {
      const rule = lookUp(written.rule, index, strict, diagnostics);
      if (rule === undefined) continue;
      const before = places.get(rule);
      if (before) diagnostics.push(ruleTwice(written.rule.span, before, rule.id));
      places.set(rule, written.rule.span);
      checkParameters(rule, written, diagnostics);
      rules.set(rule, overlay(rules.get(rule), written));
    }
    for (const [gate, list] of settings.gates) {
      for (const { rule: name, level } of list) {
        const rule = lookUp(name, index, strict, diagnostics);
        if (rule) gates.set(rule, (gates.get(rule) ?? new Map()).set(gate, level));
      }
    }
  }
  return { input, rules, gates };
}

function lookUp(
  name: Placed<string>,
  index: RuleIndex,
  strict: boolean,
  diagnostics: Diagnostic[],
): Rule | undefined {
  const found = index.find(name.value);
  if (found.kind === 'rule') return found.rule;
  if (found.kind === 'ambiguous') {
    diagnostics.push(ambiguousRule(name.span, name.value, found.candidates));
  } else {
    diagnostics.push(unknownRule(name.span, name.value, index.names, strict ? 'error' : 'warning'));
  }
  return undefined;
}

function checkParameters(rule: Rule, written: RuleSettings, diagnostics: Diagnostic[]): void {
  for (const [name, { value, span }] of written.params) {
    const parameter = rule.params.get(name);
    if (parameter === undefined) {
      diagnostics.push(unknownParameter(span, rule.id, name, [...rule.params.keys()]));
      continue;
    }
    const fault = checkValue(parameter.schema, value);
    if (fault) diagnostics.push(badParameter(span, rule.id, name, fault));
  }
}

/** A layer's own words over those of its profile, field by field. */
function overlay(profile: RuleSettings | undefined, own: RuleSettings): RuleSettings {
  if (profile === undefined) return own;
  return { ...profile, ...own, params: new Map([...profile.params, ...own.params]) };
}
