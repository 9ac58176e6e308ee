/** Values known when a module is made: their order and hashes, as the runtime has them. */

export type ConstantValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** 64 bits hold it. */
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly ConstantValue[] }
  /** Sorted, each key once; the members of a set are keys and values. */
  | { readonly kind: 'object' | 'set'; readonly entries: readonly Entry[] };

type Entry = readonly [key: ConstantValue, value: ConstantValue];

const ORDER: readonly ConstantValue['kind'][] = [
  'null',
  'boolean',
  'integer',
  'string',
  'array',
  'object',
  'set',
];

/** An object or set of entries in the order in which they were inserted: of equal keys the last one counts. */
export function constantTable(kind: 'object' | 'set', entries: readonly Entry[]): ConstantValue {
  const sorted = [...entries].sort(([a], [b]) => compare(a, b));
  const distinct = sorted.filter(([key], index) => {
    const next = sorted[index + 1];
    return next === undefined || compare(key, next[0]) !== 0;
  });
  return { kind, entries: distinct };
}

/** Rego's total order. */
function compare(a: ConstantValue, b: ConstantValue): number {
  if (a.kind !== b.kind) return ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
  switch (a.kind) {
    case 'null':
      return 0;
    case 'boolean':
      return Number(a.value) - Number((b as typeof a).value);
    case 'integer': {
      const other = (b as typeof a).value;
      return a.value < other ? -1 : a.value > other ? 1 : 0;
    }
    case 'string':
      return compareTexts(a.text, (b as typeof a).text);
    case 'array':
      return compareLists(a.items, (b as typeof a).items);
    default: {
      // Entry by entry, first the key, then the value.
      const other = (b as typeof a).entries;
      return compareLists(a.entries.flat(), other.flat());
    }
  }
}

function compareLists(a: readonly ConstantValue[], b: readonly ConstantValue[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const order = compare(a[index] as ConstantValue, b[index] as ConstantValue);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** By code points, as UTF-8 bytes order; JavaScript's own comparison goes by halves of surrogate pairs. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [[...a], [...b]];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const order =
      ((left[index] as string).codePointAt(0) ?? 0) -
      ((right[index] as string).codePointAt(0) ?? 0);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

const encoder = new TextEncoder();

/** The runtime's `hashOf`, to the bit. */
export function hashOf(value: ConstantValue): number {
  switch (value.kind) {
    case 'null':
      return 0x9e3779b9;
    case 'boolean':
      return value.value ? 0x1b873593 : 0xcc9e2d51;
    case 'integer': {
      const low = Number(BigInt.asUintN(32, value.value));
      const high = Number(BigInt.asUintN(32, value.value >> 32n));
      return mix((low ^ high ^ 0x5bd1e995) >>> 0);
    }
    case 'string':
      return hashBytes(encoder.encode(value.text));
    case 'array':
      return value.items.reduce(
        (hash, item) => mix((Math.imul(hash, 31) + hashOf(item)) >>> 0),
        0x2545f491,
      );
    default: {
      const isObject = value.kind === 'object';
      return value.entries.reduce(
        (hash, [key, item]) => {
          const own = hashOf(key);
          const entry = isObject ? (Math.imul(own, 17) + hashOf(item)) >>> 0 : own;
          return (hash + mix(entry)) >>> 0;
        },
        isObject ? 0x27d4eb2f : 0x165667b1,
      );
    }
  }
}

/** The runtime's `hashBytes`, to the bit. */
export function hashBytes(bytes: Uint8Array): number {
  let hash = (0x811c9dc5 ^ bytes.length) >>> 0;
  const byte = (index: number): number => bytes[index] as number;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    const word = byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24);
    hash = Math.imul(hash ^ word, 0x01000193) >>> 0;
  }
  for (; at < bytes.length; at++) hash = Math.imul(hash ^ byte(at), 0x01000193) >>> 0;
  hash = mix(hash);
  return hash === 0 ? 1 : hash;
}

function mix(value: number): number {
  let hash = (value ^ (value >>> 16)) >>> 0;
  hash = Math.imul(hash, 0x85ebca6b) >>> 0;
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}
