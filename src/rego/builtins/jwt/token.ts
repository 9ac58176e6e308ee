import { BuiltinError } from '../declaration.js';
import { parseJsonValue } from '../json-value.js';
import { field } from '../operands.js';
import { RegoObject } from '../value.js';
import { decodeSegment } from './base64.js';

/** A JSON Web Token, taken apart; nothing of it is verified. */
export interface Token {
  readonly header: RegoObject;
  readonly payload: string;
  readonly signature: Buffer;
  /** What was signed: header and payload as they stood in the text. */
  readonly signed: string;
}

/** Splits a compact token. Messages are OPA's. */
export function splitToken(text: string): Token {
  if (!text.includes('.')) {
    throw new BuiltinError('builtin', 'encoded JWT had no period separators');
  }
  const parts = text.split('.');
  const [header = '', payload = '', signature = ''] = parts;
  if (parts.length !== 3) {
    throw new BuiltinError('builtin', `encoded JWT must have 3 sections, found ${parts.length}`);
  }
  return {
    header: headerOf(decodeSegment(header, 'JWT header had invalid encoding').toString('utf8')),
    payload: decodeSegment(payload, 'JWT payload had invalid encoding').toString('utf8'),
    signature: decodeSegment(signature, 'JWT signature had invalid encoding'),
    signed: `${header}.${payload}`,
  };
}

function headerOf(text: string): RegoObject {
  const header = parseJsonValue(text);
  if (!(header instanceof RegoObject)) {
    throw new BuiltinError('builtin', 'JWT header was not a JSON object');
  }
  if (field(header, 'enc') !== undefined) {
    throw new BuiltinError('builtin', 'JWT is a JWE object, which is not supported');
  }
  return header;
}

/** Whether the payload is a token of its own (`cty: JWT`). */
export function isNested({ header }: Token): boolean {
  const type = field(header, 'cty');
  return typeof type === 'string' && type.toUpperCase() === 'JWT';
}

/** The payload as an object. */
export function claimsOf({ payload }: Token): RegoObject {
  const claims = parseJsonValue(payload);
  if (!(claims instanceof RegoObject)) {
    throw new BuiltinError('builtin', 'JWT payload was not a JSON object');
  }
  return claims;
}

/** A nested payload as token text: it may be a JSON string. */
export function innerText({ payload }: Token): string {
  const text = parseJsonValue(payload);
  return typeof text === 'string' ? text : payload;
}
