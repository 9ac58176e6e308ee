import type { Value } from '../value.js';
import { canonicalText } from './canonical-text.js';
import { matchSchema, nearest } from './match-schema.js';
import type { Report } from './report.js';
import type { Subschema } from './subschema.js';

/** The keywords of arrays. */
export function matchArray(
  report: Report,
  schema: Subschema,
  items: readonly Value[],
  path: readonly string[],
): void {
  const at = (index: number): readonly string[] => [...path, String(index)];
  matchItems(report, schema, items, path);
  const least = schema.counts.get('minItems');
  if (least !== undefined && items.length < least) {
    report.add(path, 'array_min_items', `Array must have at least ${least} items`);
  }
  const most = schema.counts.get('maxItems');
  if (most !== undefined && items.length > most) {
    report.add(path, 'array_max_items', `Array must have at most ${most} items`);
  }
  if (schema.uniqueItems === true) {
    const seen = new Map<string, number>();
    items.map(canonicalText).forEach((text, index) => {
      const before = seen.get(text);
      if (before !== undefined) {
        report.add(path, 'unique', `array items[${before},${index}] must be unique`);
      }
      seen.set(text, index);
    });
  }
  const { contains } = schema;
  if (contains !== undefined) {
    const outcomes = items.map((item, index) => matchSchema(contains, item, at(index)));
    if (!outcomes.some(({ valid }) => valid)) {
      report.add(path, 'contains', 'At least one of the items must match');
      const best = nearest(outcomes);
      if (best !== undefined) report.merge(best);
    }
  }
  report.score++;
}

function matchItems(
  report: Report,
  { items: wanted, additionalItems }: Subschema,
  items: readonly Value[],
  path: readonly string[],
): void {
  const one = (schema: Subschema, index: number): void =>
    report.merge(matchSchema(schema, items[index] ?? null, [...path, String(index)]));
  if (wanted === undefined) return;
  if (!Array.isArray(wanted)) {
    for (let i = 0; i < items.length; i++) one(wanted as Subschema, i);
    return;
  }
  const places = wanted as readonly Subschema[];
  places.slice(0, items.length).forEach(one);
  if (places.length === 0 || items.length <= places.length) return;
  if (additionalItems === false) {
    report.add(path, 'array_no_additional_items', 'No additional items allowed on array');
  } else if (typeof additionalItems === 'object') {
    for (let i = places.length; i < items.length; i++) one(additionalItems, i);
  }
}
