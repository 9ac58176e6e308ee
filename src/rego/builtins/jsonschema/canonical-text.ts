import { jsonText } from '../json-value.js';
import { floatOf } from '../operands.js';
import { Numeral, RegoObject, RegoSet, type Value } from '../value.js';

/** JSON text that equal values share: numbers as doubles, keys sorted. */
export function canonicalText(value: Value): string {
  if (value instanceof Numeral) return jsonText(floatOf(value));
  if (value instanceof RegoSet) return canonicalText(value.items);
  if (value instanceof RegoObject) {
    const fields = value.entries.map(
      ([key, item]) => `${JSON.stringify(key)}:${canonicalText(item)}`,
    );
    return `{${fields.join(',')}}`;
  }
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(canonicalText).join(',')}]`;
  return jsonText(value);
}
