import type { RegoObject, Value } from '../value.js';
import { matchSchema } from './match-schema.js';
import type { Report } from './report.js';
import type { Subschema } from './subschema.js';

/** The keywords of objects, `properties` left out: those come last. */
export function matchObject(
  report: Report,
  schema: Subschema,
  value: RegoObject,
  path: readonly string[],
): void {
  const count = value.entries.length;
  const least = schema.counts.get('minProperties');
  if (least !== undefined && count < least) {
    report.add(path, 'array_min_properties', `Must have at least ${least} properties`);
  }
  const most = schema.counts.get('maxProperties');
  if (most !== undefined && count > most) {
    report.add(path, 'array_max_properties', `Must have at most ${most} properties`);
  }
  for (const name of schema.required) {
    if (value.entries.some(([key]) => key === name)) report.score++;
    else report.add(path, 'required', `${name} is required`);
  }
  for (const [key, item] of value.entries) {
    matchProperty(report, schema, key as string, item, path);
  }
  if (schema.propertyNames !== undefined) {
    for (const [key] of value.entries) {
      const outcome = matchSchema(schema.propertyNames, key, path);
      if (outcome.valid) continue;
      report.add(path, 'invalid_property_name', `Property name of "${String(key)}" does not match`);
      report.merge(outcome);
    }
  }
  report.score++;
}

/** One that no `properties` and no pattern describes is additional. */
function matchProperty(
  report: Report,
  { properties, patterns, additionalProperties }: Subschema,
  key: string,
  item: Value,
  path: readonly string[],
): void {
  const inside = [...path, key];
  let isDescribed = properties.has(key);
  for (const { pattern, schema } of patterns.values()) {
    if (!pattern.matcher(key).find()) continue;
    isDescribed = true;
    report.merge(matchSchema(schema, item, inside));
    report.score++;
  }
  if (isDescribed) return;
  if (additionalProperties === false) {
    report.add(
      path,
      'additional_property_not_allowed',
      `Additional property ${key} is not allowed`,
    );
  } else if (typeof additionalProperties === 'object') {
    report.merge(matchSchema(additionalProperties, item, inside));
  }
}
