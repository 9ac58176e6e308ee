/** Where the parts of an image are: in a folder, or in an archive. */
import type { ByteSource, FileTree } from '../../model/document.js';
import { compressionOf, decompressor } from './decompress.js';
import { type LayerContent, LayerReader, readLayer } from './read-layer.js';
import { type TarEntry, TarReader } from './tar-reader.js';

export interface Blobs {
  /** A small part by its path; undefined where there is none, or where it is too large to be a manifest. */
  readonly small: (path: string) => Uint8Array | undefined;
  /** A layer by its path. */
  readonly layer: (path: string) => LayerContent | undefined;
}

/** Manifests and configs are smaller than this. Bytes. */
const SMALL = 16 * 1024 * 1024;

/** Bytes read at once. */
const PIECE = 256 * 1024;

/** The parts of an image in a folder. */
export function folderBlobs(folder: string, files: FileTree): Blobs {
  const open = (path: string): ByteSource | undefined => {
    if (files.open) return files.open(`${folder}${path}`);
    const bytes = files.read(`${folder}${path}`);
    return bytes && bytesSource(bytes);
  };
  return {
    small: (path) => {
      const source = open(path);
      return source && source.size <= SMALL ? source.read(0, source.size) : undefined;
    },
    layer: (path) => {
      const source = open(path);
      return source && readLayer(source);
    },
  };
}

function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) };
}

/**
 * The parts of an image in an archive. A plain archive is skimmed, and layers are read where they lie; a compressed one is read once
 * from front to back, its layers as they come by.
 */
export function archiveBlobs(source: ByteSource): { blobs: Blobs; fault?: string } {
  const compression = compressionOf(source.read(0, 4));
  return compression === 'none' ? plainArchive(source) : packedArchive(source, compression);
}

function plainArchive(source: ByteSource): { blobs: Blobs; fault?: string } {
  const members = new Map<string, ByteSource>();
  let skipTo = 0;
  const reader = new TarReader({
    entry: ({ path, type, size, offset }: TarEntry) => {
      if (type !== 'file') return undefined;
      skipTo = offset + size;
      members.set(cleaned(path), {
        size,
        read: (at, length) => source.read(offset + at, Math.max(0, Math.min(length, size - at))),
      });
      return undefined;
    },
    end: () => undefined,
  });
  let fault: string | undefined;
  try {
    for (let at = 0; at < source.size; ) {
      // Contents are not read, only counted.
      const from = Math.max(at, Math.min(skipTo - (skipTo % PIECE), source.size));
      if (from > at) reader.skip(from - at);
      const piece = source.read(from, PIECE);
      if (piece.length === 0) break;
      reader.push(piece);
      at = from + piece.length;
    }
    reader.finish();
  } catch (failure) {
    fault = failure instanceof Error ? failure.message : 'it is no archive';
  }
  const blobs: Blobs = {
    small: (path) => {
      const member = members.get(path);
      return member && member.size <= SMALL ? member.read(0, member.size) : undefined;
    },
    layer: (path) => {
      const member = members.get(path);
      return member && readLayer(member);
    },
  };
  return { blobs, ...(fault !== undefined && { fault }) };
}

/** Members up to this size are kept as they are. Bytes. */
const KEPT = 1024 * 1024;

/** All kept members together. Bytes. */
const KEPT_IN_ALL = 64 * 1024 * 1024;

function packedArchive(
  source: ByteSource,
  compression: 'gzip' | 'zstd',
): { blobs: Blobs; fault?: string } {
  const kept = new Map<string, Uint8Array>();
  const layers = new Map<string, LayerContent>();
  let keptInAll = 0;
  let taking: { readonly bytes: Uint8Array; length: number } | LayerReader | undefined;
  const reader = new TarReader({
    entry: ({ type, size }: TarEntry) => {
      taking = undefined;
      if (type !== 'file') return undefined;
      if (size <= KEPT && keptInAll + size <= KEPT_IN_ALL) {
        const held = { bytes: new Uint8Array(size), length: 0 };
        taking = held;
        keptInAll += size;
        return (chunk) => {
          held.bytes.set(chunk, held.length);
          held.length += chunk.length;
        };
      }
      // Its first bytes, which say how it is compressed, may come in two pieces.
      let lead: Uint8Array = new Uint8Array(0);
      return (chunk) => {
        if (taking instanceof LayerReader) taking.push(chunk);
        else {
          lead = Uint8Array.from([...lead, ...chunk]);
          if (lead.length < 4) return;
          taking = new LayerReader(compressionOf(lead));
          taking.push(lead);
        }
      };
    },
    end: ({ path }) => {
      if (taking instanceof LayerReader) layers.set(cleaned(path), taking.finish());
      else if (taking) kept.set(cleaned(path), taking.bytes);
      taking = undefined;
    },
  });
  let fault: string | undefined;
  try {
    const stream = decompressor(compression, (chunk) => reader.push(chunk));
    for (let at = 0; at < source.size; at += PIECE) stream.push(source.read(at, PIECE));
    stream.finish();
    reader.finish();
  } catch (failure) {
    fault = failure instanceof Error ? failure.message : 'it is no archive';
  }
  const blobs: Blobs = {
    small: (path) => kept.get(path),
    layer: (path) => {
      const bytes = kept.get(path);
      return bytes ? readLayer(bytesSource(bytes)) : layers.get(path);
    },
  };
  return { blobs, ...(fault !== undefined && { fault }) };
}

function cleaned(path: string): string {
  return path.replace(/^(\.?\/)+/, '');
}
