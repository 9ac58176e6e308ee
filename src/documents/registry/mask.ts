import type { Json } from '../../model/json.js';
import { isObject } from '../json/fields.js';

/** What stands for a secret. */
export const MASKED = '<masked>';

/** Names of keys whose values are secrets. */
const SECRET = /passw(or)?d|passphrase|secret|token|access_?key|credential|robot_?key/i;

/** Passwords that Harbor's template ships, by the pointer to their keys. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['/harbor_admin_password', 'Harbor12345'],
  ['/database/password', 'root123'],
]);

/**
 * A configuration with its secrets masked. Empty values stay empty, and variables stay variables: neither is a secret, and rules ask for
 * them.
 *
 * @param known gets the pointer of every key that still has the password of the template
 */
export function masked(value: Json, known: string[], ptr = ''): Json {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((one, index) => masked(one, known, `${ptr}/${index}`));
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, masked(one, known, `${ptr}/${key}`)]),
    );
  }
  if (DEFAULTS.get(ptr) === value) known.push(ptr);
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const text = String(value);
  const key = ptr.slice(ptr.lastIndexOf('/') + 1);
  const isSecret = SECRET.test(key) || /-----BEGIN [A-Z ]*PRIVATE KEY/.test(text);
  if (isSecret && text !== '' && !/^\$(\w+|\{\w+\})$/.test(text)) return MASKED;
  return typeof value === 'string'
    ? value.replace(/(:\/\/[^/\s:@]+:)[^/\s@]+@/g, `$1${MASKED}@`)
    : value;
}
