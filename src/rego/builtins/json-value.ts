/** Between parsed JSON (with `Numeral`s for what a double cannot hold) and Rego values. */
import { makeObject } from './order.js';
import { Numeral, RegoObject, RegoSet, type Value } from './value.js';

/** A Rego value for plain data: objects, arrays, scalars, bigints; absent (`undefined`) fields are left out. */
export function toValue(data: unknown): Value {
  if (data === null || data === undefined) return null;
  if (typeof data === 'boolean' || typeof data === 'string') return data;
  if (typeof data === 'number') {
    return Number.isInteger(data) && !Number.isSafeInteger(data)
      ? new Numeral(BigInt(data).toString())
      : data;
  }
  if (typeof data === 'bigint') {
    const small = Number(data);
    return Number.isSafeInteger(small) ? small : new Numeral(data.toString());
  }
  if (data instanceof Numeral || data instanceof RegoObject || data instanceof RegoSet) return data;
  if (Array.isArray(data)) return data.map(toValue);
  return makeObject(
    Object.entries(data as Record<string, unknown>)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, toValue(value)] as const),
  );
}

/** Stands for a number that a double would change, while `JSON.parse` reads the text. */
const NUMERAL_KEY = '\u0000numeral';

/** JSON text to a value that loses no digit; undefined where the text is not JSON. */
export function parseJsonValue(text: string): Value | undefined {
  const kept = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') || String(Number(token)) === token
      ? token
      : `{${JSON.stringify(NUMERAL_KEY)}:"${token}"}`,
  );
  try {
    return toValue(
      JSON.parse(kept, (_key, value: unknown) => {
        const numeral = (value as Record<string, unknown> | null)?.[NUMERAL_KEY];
        return typeof numeral === 'string' ? new Numeral(numeral) : value;
      }),
    );
  } catch {
    return undefined;
  }
}

/** Compact JSON text with sorted keys; sets as arrays, other keys than strings as their JSON text. */
export function jsonText(value: Value): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return String(value);
  if (value instanceof Numeral) return value.text;
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof RegoSet) return `[${value.items.map(jsonText).join(',')}]`;
  if (value instanceof RegoObject) {
    const fields = value.entries.map(([key, item]) => {
      const name = typeof key === 'string' ? key : jsonText(key);
      return `${JSON.stringify(name)}:${jsonText(item)}`;
    });
    return `{${fields.join(',')}}`;
  }
  return `[${(value as readonly Value[]).map(jsonText).join(',')}]`;
}

/** Plain data for libraries that take it: sets become arrays, numbers doubles. */
export function plainData(value: Value): unknown {
  return JSON.parse(jsonText(value));
}
