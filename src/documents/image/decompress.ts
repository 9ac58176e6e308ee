import { Gunzip } from 'fflate';
import { Decompress } from 'fzstd';

/** Takes compressed bytes piece by piece. Throws where they are broken. */
export interface Decompressor {
  readonly push: (chunk: Uint8Array) => void;
  readonly finish: () => void;
}

export type Compression = 'none' | 'gzip' | 'zstd';

/** How a file is compressed, by its first bytes. */
export function compressionOf(head: Uint8Array): Compression {
  const [first, second, third, fourth] = head;
  if (first === 0x1f && second === 0x8b) return 'gzip';
  const isZstd = first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd;
  return isZstd ? 'zstd' : 'none';
}

/** Unpacks bytes as they come, in memory that does not grow with them. */
export function decompressor(
  compression: Compression,
  sink: (chunk: Uint8Array) => void,
): Decompressor {
  if (compression === 'none') return { push: sink, finish: () => undefined };
  const stream =
    compression === 'gzip'
      ? new Gunzip((chunk) => sink(chunk))
      : new Decompress((chunk) => sink(chunk));
  return {
    push: (chunk) => stream.push(chunk, false),
    finish: () => stream.push(new Uint8Array(0), true),
  };
}
