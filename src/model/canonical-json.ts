import type { Json } from './json.js';

/**
 * One value as text after RFC 8785 (JSON Canonicalization Scheme): keys in the order of their UTF-16 units, no white space, numbers
 * and strings as JavaScript writes them. Equal values, and only those, give the same text.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = value as { readonly [key: string]: Json };
  const parts = Object.keys(fields)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(fields[key] as Json)}`);
  return `{${parts.join(',')}}`;
}
