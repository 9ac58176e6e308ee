import { BuiltinError } from '../declaration.js';

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['\u00b5s', 1_000n],
  ['\u03bcs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
  // OPA's own: Go knows none of them.
  ['d', 86_400_000_000_000n],
  ['w', 604_800_000_000_000n],
  ['y', 31_536_000_000_000_000n],
]);

/** Nanoseconds of a Go duration, and days, weeks and years of 365 days: `1h2m3.5s`, `-1.5h`, `0`, `1w2d`. */
export function parseDuration(text: string): bigint {
  const invalid = () => new BuiltinError('builtin', `time: invalid duration "${text}"`);
  const match = /^([+-]?)(0|(?:(?:\d+(?:\.\d*)?|\.\d+)[a-z\u00b5\u03bc]+)+)$/.exec(text);
  if (match === null) {
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text)) {
      throw new BuiltinError('builtin', `time: missing unit in duration "${text}"`);
    }
    throw invalid();
  }
  const [, sign, body = ''] = match;
  let total = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of body.matchAll(
    /(\d*)\.?(\d*)([a-z\u00b5\u03bc]+)/g,
  )) {
    const scale = UNITS.get(unit);
    if (scale === undefined) {
      throw new BuiltinError('builtin', `time: unknown unit "${unit}" in duration "${text}"`);
    }
    total += BigInt(whole || '0') * scale;
    if (fraction !== '') total += (BigInt(fraction) * scale) / 10n ** BigInt(fraction.length);
  }
  if (total > 0x7fff_ffff_ffff_ffffn + (sign === '-' ? 1n : 0n)) throw invalid();
  return sign === '-' ? -total : total;
}
