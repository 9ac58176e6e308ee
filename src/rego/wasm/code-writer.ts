/** Instructions of one function, with labels counted so that branches can name blocks. Knows no Rego. */
import { ByteList } from './byte-list.js';

/** A block that code may leave: how many labels were open when it began. */
export interface Label {
  readonly level: number;
}

/** Comparisons of signed numbers. */
export type Comparison = 'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual';

/** Their instructions for 32 and for 64 bits. */
const COMPARISONS: Readonly<Record<Comparison, readonly [number, number]>> = {
  less: [0x48, 0x53],
  lessOrEqual: [0x4c, 0x57],
  greater: [0x4a, 0x55],
  greaterOrEqual: [0x4e, 0x59],
};

export class CodeWriter {
  private readonly out = new ByteList();
  private level = 0;
  private extra = 0;

  /** @param firstFree the index of the first local that is no parameter */
  constructor(private readonly firstFree: number) {}

  /** A further local of 32 bits. */
  local(): number {
    return this.firstFree + this.extra++;
  }

  get locals(): number {
    return this.extra;
  }

  get(local: number): this {
    this.out.byte(0x20).unsigned(local);
    return this;
  }

  set(local: number): this {
    this.out.byte(0x21).unsigned(local);
    return this;
  }

  tee(local: number): this {
    this.out.byte(0x22).unsigned(local);
    return this;
  }

  constant(value: number): this {
    this.out.byte(0x41).signed(value);
    return this;
  }

  /** 64 bits. */
  longConstant(value: bigint): this {
    this.out.byte(0x42).signedLong(value);
    return this;
  }

  call(index: number): this {
    this.out.byte(0x10).unsigned(index);
    return this;
  }

  drop(): this {
    this.out.byte(0x1a);
    return this;
  }

  return(): this {
    this.out.byte(0x0f);
    return this;
  }

  unreachable(): this {
    this.out.byte(0x00);
    return this;
  }

  /** Loads 32 bits from the address on the stack. */
  load(offset = 0): this {
    this.out.byte(0x28).unsigned(2).unsigned(offset);
    return this;
  }

  /** Loads 64 bits. */
  loadLong(offset = 0): this {
    this.out.byte(0x29).unsigned(3).unsigned(offset);
    return this;
  }

  /** Loads 16 bits, unsigned. */
  loadShort(offset = 0): this {
    this.out.byte(0x2f).unsigned(1).unsigned(offset);
    return this;
  }

  loadByte(offset = 0): this {
    this.out.byte(0x2d).unsigned(0).unsigned(offset);
    return this;
  }

  store(offset = 0): this {
    this.out.byte(0x36).unsigned(2).unsigned(offset);
    return this;
  }

  storeByte(offset = 0): this {
    this.out.byte(0x3a).unsigned(0).unsigned(offset);
    return this;
  }

  /** Unsigned 32 bits to 64. */
  extend(): this {
    this.out.byte(0xad);
    return this;
  }

  isZero(): this {
    this.out.byte(0x45);
    return this;
  }

  equals(): this {
    this.out.byte(0x46);
    return this;
  }

  notEquals(): this {
    this.out.byte(0x47);
    return this;
  }

  equalsLong(): this {
    this.out.byte(0x51);
    return this;
  }

  compare(comparison: Comparison): this {
    this.out.byte(COMPARISONS[comparison][0]);
    return this;
  }

  /** Compares 64 bits. */
  compareLong(comparison: Comparison): this {
    this.out.byte(COMPARISONS[comparison][1]);
    return this;
  }

  notEqualsLong(): this {
    this.out.byte(0x52);
    return this;
  }

  /** Unsigned `<`. */
  lessThan(): this {
    this.out.byte(0x49);
    return this;
  }

  /** The first of two numbers if the third is not zero, else the second. */
  select(): this {
    this.out.byte(0x1b);
    return this;
  }

  add(): this {
    this.out.byte(0x6a);
    return this;
  }

  block(inside: (label: Label) => void): this {
    return this.structured(0x02, inside);
  }

  loop(inside: (label: Label) => void): this {
    return this.structured(0x03, inside);
  }

  /** Runs `inside` if the number on the stack is not zero. */
  if(inside: (label: Label) => void): this {
    return this.structured(0x04, inside);
  }

  private structured(opcode: number, inside: (label: Label) => void): this {
    this.out.byte(opcode).byte(0x40);
    const label = { level: this.level++ };
    inside(label);
    this.level--;
    this.out.byte(0x0b);
    return this;
  }

  branch({ level }: Label): this {
    this.out.byte(0x0c).unsigned(this.level - level - 1);
    return this;
  }

  branchIf({ level }: Label): this {
    this.out.byte(0x0d).unsigned(this.level - level - 1);
    return this;
  }

  done(): Uint8Array {
    return this.out.done();
  }
}
