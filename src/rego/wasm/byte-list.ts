/**
 * Bytes that become one function's code. A plain list: thousands of small functions would each want a buffer outside of the heap, which is
 * dear to make and to collect.
 */
export class ByteList {
  private readonly bytes: number[] = [];

  byte(value: number): this {
    this.bytes.push(value);
    return this;
  }

  /** Unsigned LEB128 of up to 32 bits. */
  unsigned(value: number): this {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.bytes.push((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.bytes.push(rest);
    return this;
  }

  /** Signed LEB128 of up to 32 bits. */
  signed(value: number): this {
    let rest = value | 0;
    while (rest < -0x40 || rest > 0x3f) {
      this.bytes.push((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.bytes.push(rest & 0x7f);
    return this;
  }

  /** Signed LEB128 of up to 64 bits. */
  signedLong(value: bigint): this {
    let rest = value;
    while (rest < -0x40n || rest > 0x3fn) {
      this.bytes.push(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.bytes.push(Number(rest & 0x7fn));
    return this;
  }

  done(): Uint8Array {
    return new Uint8Array(this.bytes);
  }
}
