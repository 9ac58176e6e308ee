import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { stringOperand } from '../operands.js';
import { quoted } from '../strings/quoted.js';
import type { Value } from '../value.js';

interface Version {
  readonly core: readonly bigint[];
  readonly preRelease: readonly string[];
}

const PATTERN = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]*))?(?:\+([0-9A-Za-z.-]*))?$/;

const LARGEST = 0x7fff_ffff_ffff_ffffn;

/** A version after semver.org as OPA takes it: with a `v`, zeros in front, and nothing behind `-` and `+`; undefined for others. */
function parse(text: string): Version | undefined {
  const [, major, minor, patch, preRelease = '', build = ''] = PATTERN.exec(text) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  const core = [major, minor, patch].map(BigInt);
  if (core.some((part) => part > LARGEST)) return undefined;
  const [identifiers, builds] = [preRelease, build].map((part) =>
    part === '' ? [] : part.split('.'),
  ) as [string[], string[]];
  return [...identifiers, ...builds].includes('') ? undefined : { core, preRelease: identifiers };
}

function operand(args: readonly Value[], index: number): Version {
  const text = stringOperand(args, index);
  const version = parse(text);
  if (version === undefined) {
    throw new BuiltinError(
      'builtin',
      `operand ${index + 1}: string ${quoted(text)} is not a valid SemVer`,
    );
  }
  return version;
}

const sign = (a: bigint | number | string, b: bigint | number | string): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** A pre-release comes before its release; identifiers of digits compare as numbers and come first. */
function compare(a: Version, b: Version): number {
  for (const [index, part] of a.core.entries()) {
    const order = sign(part, b.core[index] ?? 0n);
    if (order !== 0) return order;
  }
  if (a.preRelease.length === 0 || b.preRelease.length === 0) {
    return sign(b.preRelease.length === 0 ? 0 : 1, a.preRelease.length === 0 ? 0 : 1);
  }
  for (const [index, left] of a.preRelease.entries()) {
    const right = b.preRelease[index];
    if (right === undefined) return 1;
    const areNumbers = [left, right].map((text) => /^\d+$/.test(text));
    const order =
      areNumbers[0] && areNumbers[1]
        ? sign(BigInt(left), BigInt(right))
        : areNumbers[0] !== areNumbers[1]
          ? areNumbers[0]
            ? -1
            : 1
          : sign(left, right);
    if (order !== 0) return order;
  }
  return sign(a.preRelease.length, b.preRelease.length);
}

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  [
    'semver.compare',
    (args) => {
      const left = operand(args, 0);
      return compare(left, operand(args, 1));
    },
  ],
  ['semver.is_valid', ([text]) => typeof text === 'string' && parse(text) !== undefined],
]);
