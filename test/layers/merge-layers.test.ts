/**
 * Properties of merging, on generated stacks of layers. `RUNS` sets how many stacks each property is tried on; the test run takes 3,000
 * for each of them, `RUNS=200000` is a long run.
 */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { activate } from '../../src/engine/select.js';
import { type LayerRules, mergeLayers } from '../../src/layers/merge-layers.js';
import { canonicalJson } from '../../src/model/canonical-json.js';
import { matchesGlob } from '../../src/model/glob.js';
import type { Json } from '../../src/model/json.js';
import type { EffectiveRule, Policy } from '../../src/model/policy.js';
import { GATES, LEVELS, LOCKS, SEVERITIES } from '../../src/model/settings.js';
import { layerOf, RULES, type SettingsShape, stdLayer } from '../helpers/generated-layers.js';

const RUNS = Number(process.env['RUNS'] ?? 3000);
const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): void =>
  fc.assert(fc.property(arbitrary, holds), { numRuns: RUNS });

const names = fc.constantFrom('a/**', 'a/b', 'a/*', 'b/**', 'b/c', '**');
const paths = fc.constantFrom('**', 'src/**', 'src/x', 'docs/**', '*');
const list = (of: fc.Arbitrary<string>) => fc.uniqueArray(of, { minLength: 1, maxLength: 3 });
const dates = fc.constantFrom('2026-01-01', '2026-06-01', '2027-01-01');

const settings = fc.record(
  {
    level: fc.constantFrom(...LEVELS),
    severity: fc.constantFrom(...SEVERITIES),
    lock: fc.constantFrom(...LOCKS),
    onUnknown: fc.constantFrom('warn' as const, 'fail' as const),
    effective_on: dates,
    warn_from: dates,
    sunset: dates,
    params: fc.record(
      {
        allowed: list(names),
        denied: list(names),
        least: fc.integer({ min: 0, max: 9 }),
        most: fc.integer({ min: 0, max: 9 }),
        strict: fc.boolean(),
        lax: fc.boolean(),
        label: fc.constantFrom('x', 'y'),
      },
      { requiredKeys: [] },
    ),
    scope: fc.record({ paths: list(paths), excludePaths: list(paths) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

const layerSettings: fc.Arbitrary<SettingsShape> = fc.record(
  {
    lock: fc.constantFrom('tighten' as const, 'fixed' as const),
    rules: fc.dictionary(fc.constantFrom(...RULES), settings, { maxKeys: 2 }),
    gates: fc.dictionary(
      fc.constantFrom(...GATES),
      fc.dictionary(fc.constantFrom(...RULES), fc.constantFrom(...LEVELS), { maxKeys: 2 }),
      { maxKeys: 2 },
    ),
  },
  { requiredKeys: [] },
);

/** An org that locks: no rule of it is written `none`. */
const org = layerSettings.map((shape): SettingsShape => {
  const rules = Object.entries(shape.rules ?? {}).map(([name, rule]) => {
    const { lock, ...rest } = rule;
    return [name, { ...rest, ...(lock && lock !== 'none' && { lock }) }];
  });
  return { ...shape, rules: Object.fromEntries(rules) };
});
const below = fc.array(layerSettings, { minLength: 1, maxLength: 3 });

function merge(stack: readonly LayerRules[]): Policy {
  const { value, diagnostics } = mergeLayers(stack);
  assert.equal(
    diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    [],
  );
  return value;
}

const stackOf = (upper: SettingsShape, lower: readonly SettingsShape[]): LayerRules[] => [
  stdLayer,
  layerOf('org', 'acme', upper),
  ...lower.map((shape, index) =>
    layerOf(index === 0 ? 'team' : 'repo', index === 0 ? 'team' : `repo${index}`, shape),
  ),
];

/** Whether values of the lower policy refuse at least what those of the upper one refuse. */
function isAsStrict(upper: EffectiveRule, lower: EffectiveRule): string | undefined {
  for (const gate of ['any', ...GATES] as const) {
    for (const day of ['2025-12-31', '2026-03-01', '2026-07-01', '2027-02-01']) {
      const at = (rule: EffectiveRule) =>
        LEVELS.indexOf(activate(rule, gate, Date.parse(day)).level.value);
      if (at(lower) < at(upper)) return `level at ${gate} on ${day}`;
    }
  }
  if (SEVERITIES.indexOf(lower.severity.value) < SEVERITIES.indexOf(upper.severity.value)) {
    return 'severity';
  }
  if (upper.onUnknown.value === 'fail' && lower.onUnknown.value !== 'fail') return 'onUnknown';
  if (LOCKS.indexOf(lower.lock.value) < LOCKS.indexOf(upper.lock.value)) return 'lock';
  const value = (rule: EffectiveRule, name: string) => rule.params.get(name)?.value as Json;
  const samples = ['a/b', 'a/x', 'a/b/c', 'b/c', 'b/d', 'c'];
  const hits = (rule: EffectiveRule, name: string, sample: string) =>
    (value(rule, name) as string[]).some((glob) => matchesGlob(glob, sample));
  for (const sample of samples) {
    if (hits(lower, 'allowed', sample) && !hits(upper, 'allowed', sample)) return 'allowed';
    if (!hits(lower, 'denied', sample) && hits(upper, 'denied', sample)) return 'denied';
  }
  if ((value(lower, 'least') as number) < (value(upper, 'least') as number)) return 'least';
  if ((value(lower, 'most') as number) > (value(upper, 'most') as number)) return 'most';
  if (value(lower, 'strict') === true && value(upper, 'strict') === false) return 'strict';
  if (value(lower, 'lax') === false && value(upper, 'lax') === true) return 'lax';
  if (value(lower, 'label') !== value(upper, 'label')) return 'label';
  const sees = ({ scope: { value: scope } }: EffectiveRule, uri: string) =>
    (scope.paths ?? ['**']).some((glob) => matchesGlob(glob, uri)) &&
    !(scope.excludePaths ?? []).some((glob) => matchesGlob(glob, uri));
  for (const uri of ['src/x', 'src/y/z', 'docs/a', 'top']) {
    if (sees(upper, uri) && !sees(lower, uri)) return `scope: ${uri}`;
  }
  return undefined;
}

const merging = suite('mergeLayers');

merging('lets no lower layer loosen what an org locks', () => {
  check(fc.tuple(org, below), ([upper, lower]) => {
    const alone = merge(stackOf(upper, []));
    const all = merge(stackOf(upper, lower));
    for (const [index, rule] of alone.rules.entries()) {
      const loosened = isAsStrict(rule, all.rules[index] as EffectiveRule);
      assert.is(loosened, undefined, `${rule.rule.id}: ${loosened}`);
    }
  });
});

merging('gives the same for the same layers, and for any order of what one layer says', () => {
  check(fc.tuple(org, below), ([upper, lower]) => {
    const reversed = (shape: SettingsShape): SettingsShape => ({
      ...shape,
      rules: Object.fromEntries(Object.entries(shape.rules ?? {}).reverse()),
      gates: Object.fromEntries(Object.entries(shape.gates ?? {}).reverse()),
    });
    const first = valuesOf(merge(stackOf(upper, lower)));
    assert.is(valuesOf(merge(stackOf(upper, lower))), first);
    assert.is(valuesOf(merge(stackOf(reversed(upper), lower.map(reversed)))), first);
  });
});

merging('is idempotent: a layer that says the same once more changes nothing', () => {
  check(fc.tuple(org, layerSettings), ([upper, shape]) => {
    const once = merge(stackOf(upper, [shape]));
    const twice = merge(stackOf(upper, [shape, shape]));
    const plain = (policy: Policy) => policy.rules.map((rule) => canonicalJson(plainValues(rule)));
    assert.equal(plain(twice), plain(once));
  });
});

merging('gives every value in force an origin, and every rejection both places', () => {
  check(fc.tuple(org, below), ([upper, lower]) => {
    const { rules, conflicts } = merge(stackOf(upper, lower));
    for (const rule of rules) {
      const decided = [
        ...rule.levels.values(),
        ...rule.params.values(),
        rule.severity,
        rule.scope,
        rule.lock,
        rule.onUnknown,
      ];
      for (const { origin } of decided) assert.ok(origin.layer.length > 0);
    }
    for (const { asked, decidedBy, reason } of conflicts) {
      assert.ok(asked.file !== undefined && (asked.line ?? 0) > 0 && reason.length > 0);
      assert.ok(decidedBy.layer.length > 0);
      assert.is.not(decidedBy.layer, asked.layer);
    }
  });
});

merging.run();

function plainValues(rule: EffectiveRule): Json {
  return {
    levels: Object.fromEntries([...rule.levels].map(([gate, { value }]) => [gate, value])),
    params: Object.fromEntries([...rule.params].map(([name, { value }]) => [name, value])),
    severity: rule.severity.value,
    scope: rule.scope.value as Json,
    lock: rule.lock.value,
    onUnknown: rule.onUnknown.value,
    dates: [rule.warnFrom, rule.effectiveOn, rule.sunset].map((date) => date?.value ?? null),
  };
}

/** All that was decided and by whom, places left out: they move when lines do. */
function valuesOf({ rules, conflicts }: Policy): string {
  const by = rules.map((rule) => [...rule.levels.values()].map(({ origin }) => origin.layer));
  const rejected = conflicts
    .map(({ rule, field, asked, effective, decidedBy }) =>
      canonicalJson([rule, field, asked.layer, asked.value, effective, decidedBy.layer]),
    )
    .sort();
  return canonicalJson([rules.map(plainValues), by, rejected]);
}
