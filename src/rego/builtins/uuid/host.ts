import { randomUUID } from 'node:crypto';
import { BuiltinError, type HostBuiltin, NotGranted } from '../declaration.js';
import { integerValue, stringOperand } from '../operands.js';
import { makeObject } from '../order.js';
import type { Value } from '../value.js';

/** The same UUID for the same key throughout one query. */
const create: HostBuiltin = (args, { memo, random }) => {
  if (!random) throw new NotGranted('random');
  const key = `uuid.rfc4122 ${stringOperand(args, 0)}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const fresh = randomUUID();
  memo.set(key, fresh);
  return fresh;
};

const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** 100-nanosecond steps between the Gregorian calendar's start and 1970. */
const GREGORIAN = 122_192_928_000_000_000n;

const DOMAINS = ['Person', 'Group', 'Org'];

const parse: HostBuiltin = (args) => {
  const text = stringOperand(args, 0)
    .replace(/^urn:uuid:/i, '')
    .replace(/^\{(.*)\}$/, '$1');
  const dashed = /^[0-9a-f]{32}$/i.test(text)
    ? text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    : text;
  if (!PATTERN.test(dashed)) throw new BuiltinError('builtin', 'invalid UUID');
  const bytes = Buffer.from(dashed.replaceAll('-', ''), 'hex');
  const byte = (index: number): number => bytes[index] ?? 0;
  const version = byte(6) >> 4;
  const fields: Record<string, Value> = { version, variant: variantOf(byte(8)) };
  if (version === 1 || version === 2) {
    const low = BigInt(version === 1 ? bytes.readUInt32BE(0) : 0);
    const time =
      low | (BigInt(bytes.readUInt16BE(4)) << 32n) | (BigInt(bytes.readUInt16BE(6) & 0xfff) << 48n);
    const full = version === 1 ? time : time | BigInt(bytes.readUInt32BE(0));
    fields['nodeid'] = [...bytes.subarray(10)]
      .map((part) => part.toString(16).padStart(2, '0'))
      .join('-');
    fields['macvariables'] = macOf(byte(10));
    fields['time'] = integerValue((full - GREGORIAN) * 100n);
    fields['clocksequence'] = bytes.readUInt16BE(8) & 0x3fff;
    if (version === 2) {
      fields['id'] = bytes.readUInt32BE(0);
      fields['domain'] = DOMAINS[byte(9)] ?? `Domain${byte(9)}`;
    }
  }
  return makeObject(Object.entries(fields));
};

function variantOf(byte: number): string {
  if ((byte & 0xc0) === 0x80) return 'RFC4122';
  if ((byte & 0xe0) === 0xc0) return 'Microsoft';
  return (byte & 0xe0) === 0xe0 ? 'Future' : 'Reserved';
}

function macOf(byte: number): string {
  return `${byte & 2 ? 'local' : 'global'}:${byte & 1 ? 'multicast' : 'unicast'}`;
}

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['uuid.parse', parse],
  ['uuid.rfc4122', create],
]);
