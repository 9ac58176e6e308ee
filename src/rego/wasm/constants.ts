/** Values laid out ready-made in the data segment, each once, strings with their hashes. */
import { ByteWriter } from './byte-writer.js';
import { type ConstantValue, hashBytes, hashOf } from './constant-value.js';

/** Tables of more entries have an index: the runtime's `UNINDEXED`. */
const UNINDEXED = 8;

export class Constants {
  private readonly out = new ByteWriter();
  private readonly strings = new Map<string, number>();
  private readonly integers = new Map<bigint, number>();
  private readonly collections = new Map<string, number>();
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

  /** The address of a value, with all that it holds. */
  value(value: ConstantValue): number {
    switch (value.kind) {
      case 'null':
        return this.nullValue;
      case 'boolean':
        return value.value ? this.trueValue : this.falseValue;
      case 'integer':
        return this.integer(value.value);
      case 'string':
        return this.string(value.text);
      default:
        return this.collection(value);
    }
  }

  /** Equal collections share their place: nothing changes them. */
  private collection(value: Extract<ConstantValue, { kind: 'array' | 'object' | 'set' }>): number {
    const parts =
      value.kind === 'array'
        ? value.items.map((item) => this.value(item))
        : value.entries.flat().map((part) => this.value(part));
    const key = `${value.kind} ${parts.join(' ')}`;
    const known = this.collections.get(key);
    if (known !== undefined) return known;
    const list = this.addresses(parts);
    const index = value.kind !== 'array' && value.entries.length > UNINDEXED && this.index(value);
    const address = this.here();
    if (value.kind === 'array') {
      this.out.word(5).word(parts.length).word(parts.length).word(list);
    } else {
      // The byte behind the type says that the entries are sorted.
      const length = value.entries.length;
      this.out.word((value.kind === 'object' ? 6 : 7) | 0x100);
      this.out.word(length).word(length).word(list);
      this.out.word(index ? index.address : 0).word(index ? index.slots : 0);
      this.out.word(0).word(0);
    }
    this.collections.set(key, address);
    return address;
  }

  /** The index of a table, as the runtime's `buildIndex` makes it: hashes with positions counted from 1. */
  private index({ entries }: Extract<ConstantValue, { kind: 'object' | 'set' }>) {
    let slots = 32;
    while (slots < entries.length * 2) slots *= 2;
    const words = new Array<number>(slots * 2).fill(0);
    entries.forEach(([key], position) => {
      const hash = hashOf(key);
      let slot = hash & (slots - 1);
      while (words[slot * 2 + 1] !== 0) slot = (slot + 1) & (slots - 1);
      words[slot * 2] = hash;
      words[slot * 2 + 1] = position + 1;
    });
    return { address: this.addresses(words), slots };
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
