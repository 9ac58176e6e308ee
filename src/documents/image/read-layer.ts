import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { ByteSource } from '../../model/document.js';
import { isWorthSniffing, SNIFFED_BYTES, sniff } from '../context/sniff.js';
import { type Compression, compressionOf, decompressor } from './decompress.js';
import { type TarEntry, TarFault, TarReader } from './tar-reader.js';
import type { LayerFile } from './types.js';

/** Bytes read at once. */
const PIECE = 1024 * 1024;

/** Layers up to this size are unpacked at once, which is several times faster, if that takes no more than `AT_ONCE` bytes. */
const SMALL = 16 * 1024 * 1024;
const AT_ONCE = 128 * 1024 * 1024;

/** Unpacked bytes of one layer beyond which it is taken for a bomb. */
const LARGEST = 64 * 1024 * 1024 * 1024;

/** How often a layer may unpack to more than its own size, once it is large. */
const LARGEST_RATIO = 200;

/** Below this many unpacked bytes nobody counts. */
const SUSPICIOUS = 256 * 1024 * 1024;

/** Members of one layer that are looked at. */
const MOST_ENTRIES = 2_000_000;

/** What a layer is made of. */
export interface LayerContent {
  readonly files: readonly LayerFile[];
  /** `sha256:…` of the layer as stored, and unpacked. */
  readonly digest: string;
  readonly diffId: string;
  readonly size: number;
  readonly compression: Compression;
  /** Why it could not be read to its end, or what is wrong with it. */
  readonly faults: readonly string[];
}

/**
 * Reads a layer piece by piece.
 *
 * @param suspicious unpacked bytes from which a layer may be a bomb
 */
export function readLayer(source: ByteSource, suspicious = SUSPICIOUS): LayerContent {
  const compression = compressionOf(source.read(0, 4));
  const reader = new LayerReader(compression, suspicious);
  if (compression === 'gzip' && source.size <= SMALL) {
    const stored = source.read(0, source.size);
    const unpacked = gunzipAtOnce(stored, Math.max(suspicious, stored.length * LARGEST_RATIO));
    if (unpacked) return reader.finishAtOnce(stored, unpacked);
  }
  for (let at = 0; at < source.size && !reader.isBroken; at += PIECE) {
    reader.push(source.read(at, PIECE));
  }
  return reader.finish();
}

/** Undefined for what is broken or large: reading it piece by piece tells which. */
function gunzipAtOnce(bytes: Uint8Array, most: number): Uint8Array | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: Math.min(AT_ONCE, most) });
  } catch {
    return undefined;
  }
}

/** A layer in any number of pieces. */
export class LayerReader {
  readonly #compression: Compression;
  readonly #suspicious: number;
  readonly #stored = createHash('sha256');
  readonly #unpacked = createHash('sha256');
  readonly #files: LayerFile[] = [];
  readonly #faults = new Set<string>();
  readonly #tar: TarReader;
  readonly #stream: ReturnType<typeof decompressor>;
  #size = 0;
  #unpackedSize = 0;
  #entries = 0;
  #sniffing: { readonly bytes: Uint8Array; length: number } | undefined;

  constructor(compression: Compression, suspicious = SUSPICIOUS) {
    this.#compression = compression;
    this.#suspicious = suspicious;
    this.#tar = new TarReader({
      entry: (entry) => this.#entry(entry),
      end: (entry) => this.#end(entry),
    });
    this.#stream = decompressor(compression, (chunk) => {
      this.#unpackedSize += chunk.length;
      // An unpacked layer need not be hashed twice.
      if (compression !== 'none') this.#unpacked.update(chunk);
      this.#tar.push(chunk);
    });
  }

  /** Takes a layer whole, as it is stored and unpacked. */
  finishAtOnce(stored: Uint8Array, unpacked: Uint8Array): LayerContent {
    this.#size = stored.length;
    this.#stored.update(stored);
    this.#unpacked.update(unpacked);
    this.#attempt(() => {
      this.#tar.push(unpacked);
      this.#tar.finish();
    });
    return this.#content();
  }

  get isBroken(): boolean {
    return this.#faults.has(BROKEN) || this.#faults.has(BOMB);
  }

  push(chunk: Uint8Array): void {
    if (this.isBroken) return;
    this.#size += chunk.length;
    this.#stored.update(chunk);
    this.#attempt(() => this.#stream.push(chunk));
    const isHuge = this.#unpackedSize > Math.max(this.#suspicious, this.#size * LARGEST_RATIO);
    if (isHuge || this.#unpackedSize > LARGEST) this.#faults.add(BOMB);
  }

  finish(): LayerContent {
    if (!this.isBroken) {
      this.#attempt(() => {
        this.#stream.finish();
        this.#tar.finish();
      });
    }
    return this.#content();
  }

  #content(): LayerContent {
    const digest = `sha256:${this.#stored.digest('hex')}`;
    const isPlain = this.#compression === 'none';
    return {
      files: this.#files,
      digest,
      diffId: isPlain ? digest : `sha256:${this.#unpacked.digest('hex')}`,
      size: this.#size,
      compression: this.#compression,
      faults: [...this.#faults],
    };
  }

  #attempt(act: () => void): void {
    try {
      act();
    } catch (failure) {
      this.#faults.add(BROKEN);
      // The decompressors throw errors of their own; what they say helps nobody.
      if (failure instanceof TarFault) this.#faults.add(failure.message);
    }
  }

  #entry(entry: TarEntry): ((chunk: Uint8Array) => void) | undefined {
    this.#sniffing = undefined;
    if (!isWorthSniffing(entry.path, entry.size) || entry.type !== 'file') return undefined;
    const held = { bytes: new Uint8Array(Math.min(entry.size, SNIFFED_BYTES)), length: 0 };
    this.#sniffing = held;
    return (chunk) => {
      held.bytes.set(chunk.subarray(0, held.bytes.length - held.length), held.length);
      held.length = Math.min(held.bytes.length, held.length + chunk.length);
    };
  }

  #end(entry: TarEntry): void {
    if (++this.#entries > MOST_ENTRIES) {
      this.#faults.add(BOMB);
      return;
    }
    const { path, isHostile } = cleanPath(entry.path);
    if (isHostile) this.#faults.add('a path in it leads out of the image');
    if (isHostile || path === '' || entry.type === 'folder' || entry.type === 'other') return;
    const slash = path.lastIndexOf('/') + 1;
    const name = path.slice(slash);
    const isOpaque = name === '.wh..wh..opq';
    const whiteout = name.startsWith('.wh.');
    const found = this.#sniffing && sniff(this.#sniffing.bytes.subarray(0, this.#sniffing.length));
    this.#files.push({
      path: isOpaque
        ? path.slice(0, Math.max(0, slash - 1))
        : whiteout
          ? path.slice(0, slash) + name.slice(4)
          : path,
      type: entry.type,
      size: entry.size,
      mode: entry.mode.toString(8).padStart(4, '0'),
      uid: entry.uid,
      gid: entry.gid,
      whiteout,
      ...(isOpaque && { opaque: true }),
      ...(entry.target !== '' && { target: entry.target }),
      ...(found && { sniff: found }),
    });
  }
}

const BROKEN = 'it cannot be read to its end';
const BOMB = 'it unpacks to far more than an image has';

/** A path without leading slash and dots; one with `..` leads out of the image. */
function cleanPath(path: string): { path: string; isHostile: boolean } {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return { path: parts.join('/'), isHostile: parts.includes('..') || path.includes('\0') };
}
