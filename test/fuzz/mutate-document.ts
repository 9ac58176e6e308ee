/** Small random changes to documents: in the bytes, as a broken disk or a bad merge leaves them, and in the structure of JSON. */

type Numbers = () => number;

const SPARE_TEXTS = [
  '',
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ',',
  ':',
  'null',
  '\n',
  '\r\n',
  '\u0000',
  '\ufeff',
  '\ud800',
  '<',
  '>',
  '<text>',
  '&amp;',
  '<![CDATA[',
  '1e999',
  '{"a":1}',
];

const at = (random: Numbers, length: number): number => Math.floor(random() * length);

function pick<Item>(random: Numbers, items: readonly Item[]): Item {
  return items[at(random, items.length)] as Item;
}

/** One to four changes of a text: cut out, doubled, put in, cut off. */
export function mutateText(text: string, random: Numbers): string {
  let changed = text;
  for (let left = 1 + at(random, 4); left > 0; left--) {
    const start = at(random, changed.length + 1);
    const end = Math.min(changed.length, start + at(random, 40));
    const piece = changed.slice(start, end);
    const kind = at(random, 5);
    if (kind === 0) changed = changed.slice(0, start) + changed.slice(end);
    else if (kind === 1) changed = changed.slice(0, end) + piece + changed.slice(end);
    else if (kind === 2) {
      changed = changed.slice(0, start) + pick(random, SPARE_TEXTS) + changed.slice(start);
    } else if (kind === 3) changed = changed.slice(0, start);
    else changed = changed.slice(0, start) + pick(random, SPARE_TEXTS) + changed.slice(end);
  }
  return changed;
}

/** One to four bytes set to others. */
export function mutateBytes(bytes: Uint8Array, random: Numbers): Uint8Array {
  const changed = bytes.slice();
  for (let left = 1 + at(random, 4); left > 0; left--) {
    changed[at(random, changed.length)] = at(random, 256);
  }
  return changed;
}

const SPARE_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e300,
  '',
  'x',
  '/',
  '~',
  'pkg:',
  'pkg:npm/%zz@1',
  'sha256:',
  '2026-13-45T99:99:99Z',
  [],
  {},
  [null],
  [[[]]],
  { '': {} },
  { __proto__: null },
  'long '.repeat(500),
];

/** One to four values of a JSON value put in place of others, left out, or doubled. */
export function mutateValue(value: unknown, random: Numbers): unknown {
  const root: { value: unknown } = { value: structuredClone(value) };
  for (let left = 1 + at(random, 4); left > 0; left--) {
    let holder: Record<string, unknown> | unknown[] = root as Record<string, unknown>;
    let key: string | number = 'value';
    for (let depth = at(random, 12); depth > 0; depth--) {
      const inner: unknown = (holder as Record<string | number, unknown>)[key];
      if (typeof inner !== 'object' || inner === null) break;
      const keys = Object.keys(inner);
      if (keys.length === 0) break;
      holder = inner as Record<string, unknown>;
      key = pick(random, keys);
    }
    const spot = holder as Record<string | number, unknown>;
    const kind = at(random, 4);
    if (kind === 0 && key !== 'value') delete spot[key];
    else if (kind === 1 && Array.isArray(spot[key])) {
      spot[key] = [...(spot[key] as unknown[]), ...structuredClone(spot[key] as unknown[])];
    } else if (kind === 2) spot[pick(random, Object.keys(spot))] = structuredClone(spot[key]);
    else spot[key] = structuredClone(pick(random, SPARE_VALUES));
  }
  return root.value;
}
