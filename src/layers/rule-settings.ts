import type { RecordReader } from '../model/record-reader.js';
import {
  LEVELS,
  LOCKS,
  type Placed,
  type RuleSettings,
  type Scope,
  SEVERITIES,
} from '../model/settings.js';
import { type PlacedNode, toJson } from '../model/strict-yaml.js';
import { endOf } from '../model/time.js';
import { badDate } from './errors.js';

const KEYS = [
  'level',
  'severity',
  'params',
  'scope',
  'lock',
  'onUnknown',
  'warn_from',
  'effective_on',
  'sunset',
];

/** What one settings file says of each rule, in the order of the rules' names. */
export function readRuleSettings(
  reader: RecordReader,
  node: PlacedNode | undefined,
): RuleSettings[] {
  const rules = reader.fields(node, 'rules');
  const found: RuleSettings[] = [];
  for (const [rule, { key, value }] of rules?.entries() ?? []) {
    const fields = reader.fields(value, rule, KEYS);
    if (fields === undefined) continue;
    const date = (name: string): Placed<string> | undefined => {
      const text = fields.string(name);
      if (text && endOf(text.value) === undefined) {
        reader.diagnostics.push(badDate(text.span, name, text.value));
      }
      return text;
    };
    const level = fields.word('level', LEVELS);
    const severity = fields.word('severity', SEVERITIES);
    const lock = fields.word('lock', LOCKS);
    const onUnknown = fields.word('onUnknown', ['warn', 'fail'] as const);
    const scope = readScope(reader, fields.get('scope'));
    const warnFrom = date('warn_from');
    const effectiveOn = date('effective_on');
    const sunset = date('sunset');
    const params = reader.fields(fields.get('params'), 'params');
    found.push({
      rule: { value: rule, span: key },
      ...(level && { level }),
      ...(severity && { severity }),
      params: new Map(
        (params?.entries() ?? []).map(([name, entry]) => [
          name,
          { value: toJson(entry.value), span: entry.value.span },
        ]),
      ),
      ...(scope && { scope }),
      ...(lock && { lock }),
      ...(onUnknown && { onUnknown }),
      ...(warnFrom && { warnFrom }),
      ...(effectiveOn && { effectiveOn }),
      ...(sunset && { sunset }),
    });
  }
  return found;
}

function readScope(reader: RecordReader, node: PlacedNode | undefined): Placed<Scope> | undefined {
  const fields = reader.fields(node, 'scope', ['paths', 'excludePaths', 'stages']);
  if (fields === undefined) return undefined;
  const list = (key: string) => fields.strings(key)?.map(({ value }) => value);
  const paths = list('paths');
  const excludePaths = list('excludePaths');
  const stages = list('stages');
  return {
    value: {
      ...(paths && { paths }),
      ...(excludePaths && { excludePaths }),
      ...(stages && { stages }),
    },
    span: fields.map.span,
  };
}
