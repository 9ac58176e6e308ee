import { integerOf } from '../operands.js';
import { Numeral, RegoObject, RegoSet, type Value } from '../value.js';
import { matchArray } from './match-array.js';
import { matchObject } from './match-object.js';
import { matchCommon, matchNumber, matchString } from './match-scalar.js';
import { Report } from './report.js';
import type { SchemaType, Subschema } from './subschema.js';

/** Everything about `value` that the schema does not allow. `path` leads from the document's root to it. */
export function matchSchema(schema: Subschema, value: Value, path: readonly string[] = []): Report {
  const report = new Report();
  matchInto(report, schema, value, path);
  return report;
}

function typeOf(value: Value): SchemaType {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (value instanceof RegoObject) return 'object';
  if (typeof value === 'number' || value instanceof Numeral) {
    return integerOf(value) === undefined ? 'number' : 'integer';
  }
  return 'array';
}

/** As `matchSchema`, into a report that others write as well. */
export function matchInto(
  report: Report,
  schema: Subschema,
  value: Value,
  path: readonly string[],
): void {
  if (schema.always === false) report.add(path, 'false', 'False always fails validation');
  if (schema.always !== undefined) return;
  if (schema.target !== undefined) {
    matchInto(report, schema.target, value, path);
    return;
  }
  const type = typeOf(value);
  const { types } = schema;
  const isAllowed = types.includes(type) || (type === 'integer' && types.includes('number'));
  if (types.length > 0 && !isAllowed) {
    const [only] = types;
    const expected = types.length === 1 ? only : `[${types.join(',')}]`;
    report.add(path, 'invalid_type', `Invalid type. Expected: ${expected}, given: ${type}`);
    return;
  }
  matchChoices(report, schema, value, path);
  if (value instanceof RegoObject) {
    matchObject(report, schema, value, path);
    matchCommon(report, schema, value, path);
    for (const [key, property] of schema.properties) {
      const found = value.entries.find(([name]) => name === key);
      if (found !== undefined) matchInto(report, property, found[1], [...path, key]);
    }
  } else if (type === 'array') {
    const items = value instanceof RegoSet ? value.items : (value as readonly Value[]);
    matchArray(report, schema, items, path);
    matchCommon(report, schema, items, path);
  } else {
    if (typeof value === 'number' || value instanceof Numeral) {
      matchNumber(report, schema, value, path);
    }
    matchCommon(report, schema, value, path);
    if (typeof value === 'string') matchString(report, schema, value, path);
  }
  report.score++;
}

/** The report that came nearest, of several that all failed. */
export function nearest(reports: readonly Report[]): Report | undefined {
  let best: Report | undefined;
  for (const report of reports) if (best === undefined || report.score > best.score) best = report;
  return best;
}

function matchChoices(
  report: Report,
  schema: Subschema,
  value: Value,
  path: readonly string[],
): void {
  const each = (schemas: readonly Subschema[]): Report[] =>
    schemas.map((item) => matchSchema(item, value, path));
  if (schema.anyOf.length > 0) {
    const reports = each(schema.anyOf);
    if (!reports.some(({ valid }) => valid)) {
      report.add(path, 'number_any_of', 'Must validate at least one schema (anyOf)');
      report.merge(nearest(reports) as Report);
    }
  }
  if (schema.oneOf.length > 0) {
    const reports = each(schema.oneOf);
    const matching = reports.filter(({ valid }) => valid).length;
    if (matching !== 1) {
      report.add(path, 'number_one_of', 'Must validate one and only one schema (oneOf)');
      if (matching === 0) report.merge(nearest(reports) as Report);
    }
  }
  if (schema.allOf.length > 0) {
    const reports = each(schema.allOf);
    for (const one of reports) report.merge(one);
    if (!reports.every(({ valid }) => valid)) {
      report.add(path, 'number_all_of', 'Must validate all the schemas (allOf)');
    }
  }
  if (schema.not !== undefined && matchSchema(schema.not, value, path).valid) {
    report.add(path, 'number_not', 'Must not validate the schema (not)');
  }
  matchDependencies(report, schema, value, path);
  matchCondition(report, schema, value, path);
  report.score++;
}

function matchDependencies(
  report: Report,
  { dependencies }: Subschema,
  value: Value,
  path: readonly string[],
): void {
  if (!(value instanceof RegoObject)) return;
  for (const [key] of value.entries) {
    const wanted = dependencies.get(key as string);
    if (wanted === undefined) continue;
    if (!Array.isArray(wanted)) {
      matchInto(report, wanted as Subschema, value, path);
      continue;
    }
    for (const name of wanted as readonly string[]) {
      if (value.entries.some(([present]) => present === name)) continue;
      report.add(path, 'missing_dependency', `Has a dependency on ${name}`);
    }
  }
}

function matchCondition(
  report: Report,
  schema: Subschema,
  value: Value,
  path: readonly string[],
): void {
  if (schema.if === undefined) return;
  const holds = matchSchema(schema.if, value, path).valid;
  const branch = holds ? schema.then : schema.else;
  if (branch === undefined) return;
  const outcome = matchSchema(branch, value, path);
  if (outcome.valid) return;
  if (holds) report.add(path, 'condition_then', 'Must validate "then" as "if" was valid');
  else report.add(path, 'condition_else', 'Must validate "else" as "if" was not valid');
  report.merge(outcome);
}
