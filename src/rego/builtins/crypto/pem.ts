import { BuiltinError } from '../declaration.js';

/** One block of PEM text. */
export interface PemBlock {
  readonly type: string;
  readonly bytes: Buffer;
}

const BLOCK = /-----BEGIN ([^\n-]+)-----\r?\n([\s\S]*?)-----END \1-----/g;

/** The blocks in a text; what is no block is passed over. */
export function pemBlocks(text: string): PemBlock[] {
  return [...text.matchAll(BLOCK)].flatMap(([, type = '', body = '']) => {
    const encoded = body.replace(/^(?:[\w-]+:.*\r?\n)+\r?\n/, '').replace(/\s/g, '');
    const bytes = decodeBase64(encoded);
    return bytes === undefined ? [] : [{ type, bytes }];
  });
}

function decodeBase64(text: string): Buffer | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  return Buffer.from(text, 'base64');
}

/** Bytes of base64 text; as in Go, line ends in it do not count. @throws BuiltinError */
export function base64Bytes(text: string): Buffer {
  const bytes = decodeBase64(text.replace(/[\r\n]/g, ''));
  if (bytes !== undefined) return bytes;
  const at = /[^A-Za-z0-9+/\r\n]/.exec(text)?.index ?? text.length - (text.length % 4);
  throw new BuiltinError('builtin', `illegal base64 data at input byte ${at}`);
}
