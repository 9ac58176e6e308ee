/** Values laid out ready-made in the data segment, each once, strings with their hashes. */
import { ByteWriter } from './byte-writer.js';

export class Constants {
  private readonly out = new ByteWriter();
  private readonly strings = new Map<string, number>();
  private readonly integers = new Map<bigint, number>();
  readonly falseValue: number;
  readonly trueValue: number;
  readonly nullValue: number;

  private readonly encoder = new TextEncoder();

  constructor(readonly offset: number) {
    this.nullValue = this.place(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0));
    this.falseValue = this.place(Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0));
    this.trueValue = this.place(Uint8Array.of(2, 1, 0, 0, 0, 0, 0, 0));
  }

  /** Puts bytes at an address that 8 divides. */
  place(bytes: Uint8Array): number {
    const address = this.here();
    this.out.raw(bytes);
    return address;
  }

  /** The next address that 8 divides, where bytes are about to be written. */
  private here(): number {
    while (this.out.length % 8 !== 0) this.out.byte(0);
    return this.offset + this.out.length;
  }

  /** The address of a string value. */
  string(text: string): number {
    const known = this.strings.get(text);
    if (known !== undefined) return known;
    const bytes = this.encoder.encode(text);
    const at = this.place(bytes);
    const address = this.here();
    this.out.word(4).word(bytes.length).word(at).word(hashBytes(bytes));
    this.strings.set(text, address);
    return address;
  }

  /** The address and length of plain text, NUL behind it. */
  text(text: string): { address: number; length: number } {
    const bytes = this.encoder.encode(text);
    const address = this.place(bytes);
    this.out.byte(0);
    return { address, length: bytes.length };
  }

  /** The address of an integer value. */
  integer(value: bigint): number {
    const known = this.integers.get(value);
    if (known !== undefined) return known;
    const low = Number(BigInt.asUintN(32, value));
    const high = Number(BigInt.asUintN(32, value >> 32n));
    const address = this.here();
    this.out.word(3).word(0).word(low).word(high);
    this.integers.set(value, address);
    return address;
  }

  /** The address of a list of addresses. */
  addresses(list: readonly number[]): number {
    const address = this.here();
    for (const each of list) this.out.word(each);
    return address;
  }

  /** A table of all strings so far by their hashes: open addressing, 0 where a slot is free, a power of two of slots. */
  stringTable(): { address: number; mask: number } {
    let size = 16;
    while (size < this.strings.size * 2) size *= 2;
    const slots = new Array<number>(size).fill(0);
    for (const [text, address] of this.strings) {
      let slot = hashBytes(this.encoder.encode(text)) & (size - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
      slots[slot] = address;
    }
    return { address: this.addresses(slots), mask: size - 1 };
  }

  /** Room that begins as zeros. */
  zeros(length: number): number {
    return this.place(new Uint8Array(length));
  }

  done(): Uint8Array {
    return this.out.done();
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
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b) >>> 0;
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35) >>> 0;
  hash = (hash ^ (hash >>> 16)) >>> 0;
  return hash === 0 ? 1 : hash;
}
