/** Values as OPA prints them in messages: Rego's syntax with a space behind `,` and `:`. */

import { Numeral, RegoObject, RegoSet, type Value } from '../value.js';
import { quoted } from './quoted.js';

export function displayText(value: Value): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number')
    return String(value);
  if (value instanceof Numeral) return value.text;
  if (typeof value === 'string') return quoted(value);
  if (value instanceof RegoSet) {
    return value.items.length === 0 ? 'set()' : `{${value.items.map(displayText).join(', ')}}`;
  }
  if (value instanceof RegoObject) {
    const entries = value.entries.map(([key, item]) => `${displayText(key)}: ${displayText(item)}`);
    return `{${entries.join(', ')}}`;
  }
  return `[${(value as readonly Value[]).map(displayText).join(', ')}]`;
}
