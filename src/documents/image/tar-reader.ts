/** Reads a tar archive as its bytes come along; nothing is unpacked, and no member is held in memory. */

export interface TarEntry {
  readonly path: string;
  readonly type: 'file' | 'folder' | 'link' | 'symlink' | 'device' | 'other';
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly target: string;
  /** Offset of the content in the archive. */
  readonly offset: number;
}

export interface TarHandler {
  /** Called for each member; the answer takes its content as it comes, or is undefined for content that nobody wants. */
  readonly entry: (entry: TarEntry) => ((chunk: Uint8Array) => void) | undefined;
  /** Called when the content of a member is complete. */
  readonly end: (entry: TarEntry) => void;
}

const BLOCK = 512;

/** Headers of long names and extended attributes are refused beyond this size. Bytes. */
const LARGEST_META = 1024 * 1024;

/** An archive that is none, or that ends too early. */
export class TarFault extends Error {}

/** A tar archive in any number of pieces. Throws `TarFault` for what is none. */
export class TarReader {
  readonly #handler: TarHandler;
  /** What has come of a header or of meta data. */
  #held = new Uint8Array(0);
  #entry: TarEntry | undefined;
  #sink: ((chunk: Uint8Array) => void) | undefined;
  /** Bytes of content, then of padding, still to come. */
  #left = 0;
  #padding = 0;
  /** Bytes of the archive taken so far. */
  #position = 0;
  #meta: { kind: string; size: number } | undefined;
  #long = new Map<string, string>();
  #zeros = 0;

  constructor(handler: TarHandler) {
    this.#handler = handler;
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length && this.#zeros < 2; ) {
      const taken = this.#step(chunk.subarray(at));
      this.#position += taken;
      at += taken;
      this.#finishMember();
    }
  }

  #step(chunk: Uint8Array): number {
    if (this.#left > 0) return this.#content(chunk);
    if (this.#padding === 0) return this.#header(chunk);
    const skipped = Math.min(this.#padding, chunk.length);
    this.#padding -= skipped;
    return skipped;
  }

  /** Leaves bytes of content out that nobody wants. */
  skip(bytes: number): void {
    this.#left -= bytes;
    this.#position += bytes;
  }

  /** Says that nothing more comes. */
  finish(): void {
    if (this.#left > 0 || this.#held.length > 0) throw new TarFault('the archive ends too early');
  }

  #content(chunk: Uint8Array): number {
    const part = chunk.subarray(0, Math.min(this.#left, chunk.length));
    this.#left -= part.length;
    if (this.#meta) this.#held = joined(this.#held, part);
    else this.#sink?.(part);
    return part.length;
  }

  #finishMember(): void {
    if (this.#left > 0) return;
    if (this.#meta) {
      this.#takeMeta(this.#meta.kind, this.#held);
      this.#meta = undefined;
      this.#held = new Uint8Array(0);
    } else if (this.#entry) {
      this.#handler.end(this.#entry);
      this.#entry = undefined;
      this.#sink = undefined;
    }
  }

  /** Collects a header; answers how many bytes it took. */
  #header(chunk: Uint8Array): number {
    const part = chunk.subarray(0, BLOCK - this.#held.length);
    this.#held = joined(this.#held, part);
    if (this.#held.length < BLOCK) return part.length;
    const block = this.#held;
    this.#held = new Uint8Array(0);
    if (block.every((byte) => byte === 0)) {
      this.#zeros += 1;
      return part.length;
    }
    this.#zeros = 0;
    checkSum(block);
    const size = numberAt(block, 124, 12);
    const kind = String.fromCharCode(block[156] ?? 0);
    this.#left = size;
    this.#padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if ('xgLK'.includes(kind)) {
      if (size > LARGEST_META) throw new TarFault('a header of the archive is too large');
      this.#meta = { kind, size };
      return part.length;
    }
    this.#begin(block, kind, size, this.#position + part.length);
    return part.length;
  }

  #begin(block: Uint8Array, kind: string, written: number, offset: number): void {
    const long = this.#long;
    const prefix = textAt(block, 257, 5) === 'ustar' ? textAt(block, 345, 155) : '';
    const name = textAt(block, 0, 100);
    const size = Number(long.get('size') ?? written);
    if (!Number.isSafeInteger(size) || size < 0) throw new TarFault('a size is no number');
    const hasContent = !'12345'.includes(kind);
    this.#left = hasContent ? size : 0;
    this.#padding = hasContent ? (BLOCK - (size % BLOCK)) % BLOCK : 0;
    const entry: TarEntry = {
      path: long.get('path') ?? (prefix === '' ? name : `${prefix}/${name}`),
      type: TYPES.get(kind) ?? 'other',
      size: this.#left,
      mode: numberAt(block, 100, 8) & 0o7777,
      uid: Number(long.get('uid') ?? numberAt(block, 108, 8)),
      gid: Number(long.get('gid') ?? numberAt(block, 116, 8)),
      target: long.get('linkpath') ?? textAt(block, 157, 100),
      offset,
    };
    this.#long = new Map();
    this.#entry = entry;
    this.#sink = this.#handler.entry(entry);
  }

  #takeMeta(kind: string, bytes: Uint8Array): void {
    if (kind === 'L') this.#long.set('path', textAt(bytes, 0, bytes.length));
    else if (kind === 'K') this.#long.set('linkpath', textAt(bytes, 0, bytes.length));
    else if (kind === 'x') for (const [key, value] of paxRecords(bytes)) this.#long.set(key, value);
  }
}

const TYPES: ReadonlyMap<string, TarEntry['type']> = new Map([
  ['0', 'file'],
  ['\0', 'file'],
  ['7', 'file'],
  ['1', 'link'],
  ['2', 'symlink'],
  ['3', 'device'],
  ['4', 'device'],
  ['5', 'folder'],
  ['6', 'device'],
]);

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

const UTF8 = new TextDecoder('utf-8');

function textAt(block: Uint8Array, start: number, length: number): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return UTF8.decode(end < 0 ? field : field.subarray(0, end));
}

/** Octal digits, or a binary number where the first bit is set. */
function numberAt(block: Uint8Array, start: number, length: number): number {
  const first = block[start] ?? 0;
  if (first & 0x80) {
    let value = first & 0x7f;
    for (let at = 1; at < length; at++) value = value * 256 + (block[start + at] ?? 0);
    return value;
  }
  const digits = textAt(block, start, length).trim();
  if (!/^[0-7]*$/.test(digits)) throw new TarFault('it is no tar archive');
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

function checkSum(block: Uint8Array): void {
  let sum = 0;
  for (let at = 0; at < BLOCK; at++) sum += at >= 148 && at < 156 ? 32 : (block[at] ?? 0);
  if (sum !== numberAt(block, 148, 8)) throw new TarFault('it is no tar archive');
}

/** `<length> <key>=<value>\n`, the length in bytes and counting itself. */
function paxRecords(bytes: Uint8Array): [string, string][] {
  const records: [string, string][] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const length = space < 0 ? 0 : Number(UTF8.decode(bytes.subarray(at, space)));
    if (!Number.isInteger(length) || length <= 0) break;
    const record = UTF8.decode(bytes.subarray(space + 1, at + length - 1));
    const equals = record.indexOf('=');
    if (equals > 0) records.push([record.slice(0, equals), record.slice(equals + 1)]);
    at += length;
  }
  return records;
}
