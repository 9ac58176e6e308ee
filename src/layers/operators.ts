/**
 * How the values of a parameter in two layers become one. Every operator can only tighten, so that what `tighter` means is
 * decided by the rule's author and not by the layer that writes last.
 */
import { canonicalJson as canonical } from '../model/canonical-json.js';
import { coversGlob, isGlob } from '../model/glob.js';
import type { Json } from '../model/json.js';
import type { Lock, MergeOperator } from '../model/settings.js';

/** The value in force and, where the lower layer did not get what it asked for, why. */
export interface Merged {
  readonly value: Json;
  readonly rejected?: string;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * Merges what a lower layer asks for into the value of the layers above it.
 *
 * @param lock the lock of the layers above; `none` lets `replace` replace
 */
export function mergeParameter(
  operator: MergeOperator,
  upper: Json,
  asked: Json,
  lock: Lock,
): Merged {
  if (canonical(upper) === canonical(asked)) return { value: upper };
  if (lock === 'fixed') return { value: upper, rejected: 'the value is locked `fixed`' };
  switch (operator) {
    case 'intersect':
      return intersect(upper, asked);
    case 'union':
      return union(upper, asked);
    case 'min':
    case 'max':
      return bound(operator, upper, asked);
    case 'and':
    case 'or':
      return combine(operator, upper, asked);
    case 'fixed':
      return {
        value: upper,
        rejected: 'the parameter merges `fixed`: only the first layer sets it',
      };
    case 'replace':
      return lock === 'none'
        ? { value: asked }
        : { value: upper, rejected: `the parameter may be replaced only where unlocked` };
  }
}

/** Allow-lists: what both sides allow. A lower entry stays if an upper glob covers it, and the other way round. */
function intersect(upper: Json, asked: Json): Merged {
  if (!isArray(upper) || !isArray(asked)) return mismatch(upper, 'lists');
  const equal = new Set(upper.map(canonical));
  const globs = upper.filter((above) => typeof above === 'string' && isGlob(above));
  const kept = asked.filter(
    (entry) => equal.has(canonical(entry)) || globs.some((above) => covers(above, entry)),
  );
  const wide = asked.filter((entry) => typeof entry === 'string' && isGlob(entry));
  const keptTexts = new Set(kept.map(canonical));
  const narrowed = upper.filter(
    (above) => !keptTexts.has(canonical(above)) && wide.some((entry) => covers(entry, above)),
  );
  const value = distinct([...kept, ...narrowed]);
  const dropped = asked.filter((entry) => !keptTexts.has(canonical(entry)));
  if (value.length === 0) {
    return {
      value: upper,
      rejected: 'nothing would be left of the list, which is no restriction at all',
    };
  }
  if (dropped.length === 0) return { value };
  return { value, rejected: `${list(dropped)} not allowed by the layers above` };
}

/** Deny-lists: what either side denies. */
function union(upper: Json, asked: Json): Merged {
  if (!isArray(upper) || !isArray(asked)) return mismatch(upper, 'lists');
  return { value: distinct([...upper, ...asked]) };
}

function bound(operator: 'min' | 'max', upper: Json, asked: Json): Merged {
  if (typeof upper !== 'number' || typeof asked !== 'number') return mismatch(upper, 'numbers');
  const value = Math[operator](upper, asked);
  if (value === asked) return { value };
  return { value, rejected: `it may be ${operator === 'min' ? 'at most' : 'at least'} ${upper}` };
}

function combine(operator: 'and' | 'or', upper: Json, asked: Json): Merged {
  if (typeof upper !== 'boolean' || typeof asked !== 'boolean') return mismatch(upper, 'booleans');
  const value = operator === 'and' ? upper && asked : upper || asked;
  if (value === asked) return { value };
  return { value, rejected: `it stays ${value} once a layer above says so` };
}

function mismatch(upper: Json, wanted: string): Merged {
  return { value: upper, rejected: `only ${wanted} can be merged so` };
}

function covers(upper: Json, lower: Json): boolean {
  return typeof upper === 'string' && typeof lower === 'string'
    ? coversGlob(upper, lower)
    : canonical(upper) === canonical(lower);
}

function distinct(values: readonly Json[]): Json[] {
  const byText = new Map(values.map((value) => [canonical(value), value]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

function list(values: readonly Json[]): string {
  return values
    .map((value) => `\`${typeof value === 'string' ? value : canonical(value)}\``)
    .join(', ');
}
