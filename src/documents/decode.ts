import { createHash } from 'node:crypto';

/** What the bytes of a text file are, and how sure that is. */
export interface Decoded {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly bom: boolean;
  /** Why the text is not exactly what the bytes say. */
  readonly trouble?: string;
  /** Not a text at all: nothing can be judged. */
  readonly binary: boolean;
}

/** Decodes a file: by its byte order mark, else as UTF-8. */
export function decode(bytes: Uint8Array): Decoded {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return utf16(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return utf16(bytes, 'utf-16be');
  const bom = first === 0xef && second === 0xbb && third === 0xbf;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const binary = text.includes('\0');
    return {
      text,
      encoding: 'utf-8',
      bom,
      binary,
      ...(binary && { trouble: 'it holds NUL bytes' }),
    };
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    const replaced = text.split('\ufffd').length - 1;
    const binary = text.includes('\0') || replaced > text.length / 10;
    return { text, encoding: 'utf-8', bom, binary, trouble: 'it is not valid UTF-8' };
  }
}

/** The text of a file's beginning; a character that is cut in two at its end does not matter. */
export function decodeHead(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, encoding, bom: true, binary: text.includes('\0') };
}

/** `sha256:<hex>` of a file's bytes. */
export function digestBytes(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
