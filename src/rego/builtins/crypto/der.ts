/** A reader of DER, the encoding of certificates and keys. */
import { BuiltinError } from '../declaration.js';

/** One encoded value. */
export interface Der {
  /** 0 universal, 1 application, 2 context, 3 private. */
  readonly class: number;
  readonly compound: boolean;
  readonly tag: number;
  /** Bytes before the content. */
  readonly header: number;
  readonly content: Buffer;
  /** Header and content. */
  readonly full: Buffer;
}

/** Universal tags. */
export const TAG = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  oid: 6,
  sequence: 16,
  set: 17,
  bmpString: 30,
} as const;

/** The value that begins the bytes, or undefined where there is none or it is cut off. */
export function readDer(bytes: Buffer): Der | undefined {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return undefined;
  let tag = first & 0x1f;
  let at = 1;
  if (tag === 0x1f) {
    tag = 0;
    for (let byte = 0x80; byte & 0x80; ) {
      byte = bytes[at++] ?? 0;
      tag = tag * 128 + (byte & 0x7f);
    }
  }
  let length = bytes[at++] ?? 0;
  if (length === 0x80) return undefined;
  if (length > 0x80) {
    const size = length & 0x7f;
    if (size > 4) return undefined;
    length = bytes.length >= at + size ? bytes.readUIntBE(at, size) : bytes.length;
    at += size;
  }
  if (at + length > bytes.length) return undefined;
  return {
    class: first >> 6,
    compound: (first & 0x20) !== 0,
    tag,
    header: at,
    content: bytes.subarray(at, at + length),
    full: bytes.subarray(0, at + length),
  };
}

/** All values in the bytes, one behind the other; undefined where something else is in between. */
export function readAll(bytes: Buffer): Der[] | undefined {
  const found: Der[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const next = readDer(rest);
    if (next === undefined) return undefined;
    found.push(next);
    rest = rest.subarray(next.full.length);
  }
  return found;
}

/** The values in a sequence or set, or none. */
export const childrenOf = (value: Der | undefined): readonly Der[] =>
  (value?.compound && readAll(value.content)) || [];

/** A value with a context tag among others. */
export const tagged = (values: readonly Der[], tag: number): Der | undefined =>
  values.find((value) => value.class === 2 && value.tag === tag);

/** Whether a value has a universal tag. */
export const isTag = (value: Der | undefined, tag: number): value is Der =>
  value !== undefined && value.class === 0 && value.tag === tag;

/** A signed integer of any size. */
export function integerOfDer(value: Der | undefined): bigint {
  const hex = value?.content.toString('hex') ?? '';
  if (value === undefined || hex === '') return 0n;
  return BigInt.asIntN(value.content.length * 8, BigInt(`0x${hex}`));
}

/** The arcs of an object identifier. */
export function arcsOf(value: Der | undefined): number[] {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of value?.content ?? []) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    if (arcs.length === 0) {
      const first = Math.min(2, Math.floor(arc / 40));
      arcs.push(first, arc - first * 40);
    } else arcs.push(arc);
    arc = 0;
  }
  return arcs;
}

/** An object identifier as text: `2.5.29.17`. */
export const oidOf = (value: Der | undefined): string => arcsOf(value).join('.');

/** A string of any of ASN.1's types. */
export function stringOfDer(value: Der | undefined): string {
  if (value === undefined) return '';
  if (value.tag !== TAG.bmpString) return value.content.toString('utf8');
  return Buffer.from(value.content).swap16().toString('utf16le');
}

/** The bits of a bit string, without the byte that counts the unused ones. */
export const bitsOf = (value: Der | undefined): Buffer =>
  value?.content.subarray(1) ?? Buffer.alloc(0);

/**
 * The sequence that the bytes must be.
 *
 * @param type the name that Go gives to what it reads there
 * @throws BuiltinError in the words of Go's `encoding/asn1`
 */
export function sequenceOf(bytes: Buffer, type: string): Der {
  const value = readDer(bytes);
  const [first = 0, second] = bytes;
  if (second === undefined)
    throw new BuiltinError('builtin', 'asn1: syntax error: sequence truncated');
  const isSequence = (first & 0xdf) === TAG.sequence && (first & 0x20) !== 0;
  if (!isSequence) {
    const header = value?.header ?? 2;
    const length = value?.content.length ?? second;
    const found = `{class:${first >> 6} tag:${first & 0x1f} length:${length} isCompound:${(first & 0x20) !== 0}}`;
    const wanted =
      '{optional:false explicit:false application:false private:false defaultValue:<nil> tag:<nil> stringType:0 timeType:0 set:false omitEmpty:false}';
    throw new BuiltinError(
      'builtin',
      `asn1: structure error: tags don't match (16 vs ${found}) ${wanted} ${type} @${header}`,
    );
  }
  if (value === undefined) throw new BuiltinError('builtin', 'asn1: syntax error: data truncated');
  return value;
}
