import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { jsonText } from '../json-value.js';
import { objectOperand, stringOperand } from '../operands.js';
import { makeObject } from '../order.js';
import { RegoSet, type Value } from '../value.js';
import { parseUri } from './uri.js';

const encode = (text: string, encoding: 'base64' | 'base64url' | 'hex'): string =>
  Buffer.from(text, 'utf8').toString(encoding);

/** Go's padded alphabets: what is not exactly one is an error at the first byte that does not fit. */
function decodeBase64(text: string, isUrl: boolean): string {
  const alphabet = isUrl ? /[A-Za-z0-9_-]/ : /[A-Za-z0-9+/]/;
  const bare = text.replace(/[\r\n]/g, '');
  const end = bare.replace(/=+$/, '').length;
  const padding = bare.length - end;
  for (let at = 0; at < end; at++) {
    if (!alphabet.test(bare[at] ?? '')) throw illegal(at);
  }
  if (bare.length % 4 !== 0 || padding > 2) throw illegal(bare.length - (bare.length % 4));
  return Buffer.from(bare, isUrl ? 'base64url' : 'base64').toString('utf8');
}

function illegal(at: number): BuiltinError {
  return new BuiltinError('builtin', `illegal base64 data at input byte ${at}`);
}

/** Padded or not. */
function decodeBase64Url(text: string): string {
  const missing = (4 - (text.length % 4)) % 4;
  return decodeBase64(missing < 3 ? text + '='.repeat(missing) : text, true);
}

const isBase64: HostBuiltin = (args) => {
  const text = stringOperand(args, 0);
  try {
    decodeBase64(text, false);
    return true;
  } catch {
    return false;
  }
};

const padded = (text: string): string => text + '='.repeat((4 - (text.length % 4)) % 4);

const decodeHex: HostBuiltin = (args) => {
  const text = stringOperand(args, 0);
  const bad = /[^0-9a-fA-F]/u.exec(text)?.[0];
  if (bad !== undefined) {
    // The first byte of it, as if it were a character.
    const [byte = 0] = Buffer.from(bad, 'utf8');
    const code = byte.toString(16).toUpperCase().padStart(4, '0');
    const shown =
      byte < 0x20 || (byte > 0x7e && byte < 0xa1) ? '' : ` '${String.fromCharCode(byte)}'`;
    throw new BuiltinError('builtin', `encoding/hex: invalid byte: U+${code}${shown}`);
  }
  if (text.length % 2 !== 0)
    throw new BuiltinError('builtin', 'encoding/hex: odd length hex string');
  return Buffer.from(text, 'hex').toString('utf8');
};

/** Go's url.QueryEscape. */
function queryEscape(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');
}

/** Go's url.QueryUnescape. */
function queryUnescape(text: string): string {
  const bad = /%(?![0-9a-fA-F]{2})[\s\S]{0,2}/.exec(text);
  if (bad !== null) {
    throw new BuiltinError('builtin', `invalid URL escape ${JSON.stringify(bad[0])}`);
  }
  const bytes: number[] = [];
  const source = Buffer.from(text, 'utf8');
  for (let at = 0; at < source.length; at++) {
    const byte = source[at] ?? 0;
    if (byte === 0x25) {
      bytes.push(Number.parseInt(source.toString('latin1', at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(byte === 0x2b ? 0x20 : byte);
  }
  return Buffer.from(bytes).toString('utf8');
}

const encodeObject: HostBuiltin = (args) => {
  const pairs: string[] = [];
  for (const [key, value] of objectOperand(args, 0).entries) {
    const name = typeof key === 'string' ? key : jsonText(key);
    const values =
      typeof value === 'string'
        ? [value]
        : Array.isArray(value)
          ? (value as readonly Value[])
          : value instanceof RegoSet
            ? value.items
            : undefined;
    for (const item of values ?? [null]) {
      if (typeof item !== 'string') {
        const wanted = 'must be string, array[string], or set[string]';
        throw new BuiltinError('type', `operand 1 values ${wanted}`);
      }
      pairs.push(`${queryEscape(name)}=${queryEscape(item)}`);
    }
  }
  return pairs.join('&');
};

const decodeObject: HostBuiltin = (args) => {
  const found = new Map<string, string[]>();
  for (const pair of stringOperand(args, 0).split('&')) {
    if (pair === '') continue;
    if (pair.includes(';')) {
      throw new BuiltinError('builtin', 'invalid semicolon separator in query');
    }
    const [key = '', ...rest] = pair.split('=');
    const name = queryUnescape(key);
    const values = found.get(name) ?? [];
    values.push(queryUnescape(rest.join('=')));
    found.set(name, values);
  }
  return makeObject([...found]);
};

function isUri(text: string): boolean {
  try {
    parseUri(text);
    return true;
  } catch (failure) {
    if (failure instanceof BuiltinError) return false;
    throw failure;
  }
}

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['base64.decode', (args) => decodeBase64(stringOperand(args, 0), false)],
  ['base64.encode', (args) => encode(stringOperand(args, 0), 'base64')],
  ['base64.is_valid', isBase64],
  ['base64url.decode', (args) => decodeBase64Url(stringOperand(args, 0))],
  ['base64url.encode', (args) => padded(encode(stringOperand(args, 0), 'base64url'))],
  ['base64url.encode_no_pad', (args) => encode(stringOperand(args, 0), 'base64url')],
  ['hex.decode', decodeHex],
  ['hex.encode', (args) => encode(stringOperand(args, 0), 'hex')],
  ['uri.is_valid', ([text]) => typeof text === 'string' && text !== '' && isUri(text)],
  ['uri.parse', (args) => makeObject(Object.entries(parseUri(stringOperand(args, 0))))],
  ['urlquery.decode', (args) => queryUnescape(stringOperand(args, 0))],
  ['urlquery.decode_object', decodeObject],
  ['urlquery.encode', (args) => queryEscape(stringOperand(args, 0))],
  ['urlquery.encode_object', encodeObject],
]);
