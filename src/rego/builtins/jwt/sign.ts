import { createPrivateKey, createSecretKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { jsonText, parseJsonValue } from '../json-value.js';
import { field, objectOperand, stringOperand } from '../operands.js';
import { RegoObject, type Value } from '../value.js';
import { isAlgorithm, isHmac, signData } from './algorithms.js';
import { encodeSegment } from './base64.js';

/** `io.jwt.encode_sign`: header, payload and key are objects; the text is their compact JSON. */
export const encodeSign: HostBuiltin = (args) =>
  signed(
    jsonText(objectOperand(args, 0)),
    jsonText(objectOperand(args, 1)),
    jsonText(objectOperand(args, 2)),
  );

/** `io.jwt.encode_sign_raw`: the bytes of header and payload are kept as they are. */
export const encodeSignRaw: HostBuiltin = (args) =>
  signed(stringOperand(args, 0), stringOperand(args, 1), stringOperand(args, 2));

function signed(header: string, payload: string, key: string): Value {
  const fields = parseJsonValue(header);
  const algorithm = algorithmOf(header, fields);
  const type = fields instanceof RegoObject ? field(fields, 'typ') : undefined;
  if ((type === undefined || type === 'JWT') && parseJsonValue(payload) === undefined) {
    throw new BuiltinError('builtin', 'type is JWT but payload is not JSON');
  }
  const data = `${encodeSegment(header)}.${encodeSegment(payload)}`;
  return `${data}.${encodeSegment(signature(algorithm, keyOf(algorithm, key), data))}`;
}

function algorithmOf(header: string, fields: Value | undefined): string {
  const invalid = (why: string) =>
    new BuiltinError('builtin', `missing or invalid 'alg' header: ${why}`);
  if (header === '') throw invalid('cannot parse JSON: cannot parse empty string');
  if (!(fields instanceof RegoObject)) throw invalid('cannot parse JSON');
  const algorithm = field(fields, 'alg');
  if (typeof algorithm !== 'string') throw invalid('jwsbb: header "alg" not found');
  if (!isAlgorithm(algorithm)) {
    throw new BuiltinError('builtin', `unknown JWS algorithm: ${algorithm}`);
  }
  return algorithm;
}

function keyOf(algorithm: string, text: string): KeyObject {
  try {
    const jwk = JSON.parse(text) as JsonWebKey;
    if (isHmac(algorithm)) return createSecretKey(Buffer.from(jwk.k ?? '', 'base64url'));
    return createPrivateKey({ key: jwk, format: 'jwk' });
  } catch (error) {
    throw new BuiltinError('builtin', `failed to parse a JWK key: ${(error as Error).message}`);
  }
}

function signature(algorithm: string, key: KeyObject, data: string): Buffer {
  try {
    return signData(algorithm, key, data);
  } catch (error) {
    throw new BuiltinError('builtin', (error as Error).message);
  }
}
