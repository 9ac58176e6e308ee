import { createPublicKey, type KeyObject } from 'node:crypto';

/** Reads SSH's binary format (RFC 4251 §5). Every method answers undefined at the end of the bytes. */
export class WireReader {
  #at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(count: number): Uint8Array | undefined {
    if (this.#at + count > this.#bytes.length) return undefined;
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  number(): number | undefined {
    const four = this.take(4);
    return four && new DataView(four.buffer, four.byteOffset, 4).getUint32(0);
  }

  string(): Uint8Array | undefined {
    const length = this.number();
    return length === undefined ? undefined : this.take(length);
  }

  text(): string | undefined {
    const bytes = this.string();
    return bytes && new TextDecoder('latin1').decode(bytes);
  }

  get isDone(): boolean {
    return this.#at === this.#bytes.length;
  }
}

/** A byte string with its length before it. */
export function wireString(content: Uint8Array | string): Uint8Array {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const whole = new Uint8Array(4 + bytes.length);
  new DataView(whole.buffer).setUint32(0, bytes.length);
  whole.set(bytes, 4);
  return whole;
}

const CURVES: Readonly<Record<string, { name: string; size: number }>> = {
  nistp256: { name: 'P-256', size: 32 },
  nistp384: { name: 'P-384', size: 48 },
  nistp521: { name: 'P-521', size: 66 },
};

/** The public key in SSH's format as one of `node:crypto`; undefined for what is no key, or of an unknown type. */
export function sshPublicKey(blob: Uint8Array): KeyObject | undefined {
  const reader = new WireReader(blob);
  const type = reader.text();
  try {
    if (type === 'ssh-ed25519') {
      const point = reader.string();
      if (point?.length !== 32 || !reader.isDone) return undefined;
      return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: url(point) }, format: 'jwk' });
    }
    if (type === 'ssh-rsa') {
      const e = reader.string();
      const n = reader.string();
      if (!e || !n || !reader.isDone || n.length < 257) return undefined;
      return createPublicKey({
        key: { kty: 'RSA', e: url(unsigned(e)), n: url(unsigned(n)) },
        format: 'jwk',
      });
    }
    const curve = CURVES[type?.replace(/^ecdsa-sha2-/, '') ?? ''];
    if (!type?.startsWith('ecdsa-sha2-') || curve === undefined) return undefined;
    reader.string();
    const point = reader.string();
    if (point?.length !== 2 * curve.size + 1 || point[0] !== 4 || !reader.isDone) return undefined;
    const x = url(point.subarray(1, 1 + curve.size));
    const y = url(point.subarray(1 + curve.size));
    return createPublicKey({ key: { kty: 'EC', crv: curve.name, x, y }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** Without the leading zeros that SSH puts before numbers. */
export function unsigned(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  return bytes.subarray(start);
}

function url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
