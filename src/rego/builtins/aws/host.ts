import { createHash, createHmac } from 'node:crypto';
import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { marshal } from '../json/marshal.js';
import { field, integerOf, objectOperand, typeName } from '../operands.js';
import { makeObject, makeSet } from '../order.js';
import { displayText } from '../strings/display-text.js';
import { Numeral, RegoObject, type Value } from '../value.js';
import { urlParts } from './url-parts.js';

const CONFIG_KEYS = ['aws_access_key', 'aws_region', 'aws_secret_access_key', 'aws_service'];
const UNSIGNED = 'UNSIGNED-PAYLOAD';

function typeError(message: string): BuiltinError {
  return new BuiltinError('type', message);
}

/** The string fields of an operand that must be there; what is missing or no string is listed as a set. */
function strings(
  object: RegoObject,
  keys: readonly string[],
  operand: number,
  what: string,
): string[] {
  const listed = (found: readonly string[]) => displayText(makeSet(found));
  const missing = keys.filter((key) => field(object, key) === undefined);
  if (missing.length > 0) {
    throw typeError(
      `operand ${operand} missing required ${what} parameters(s): ${listed(missing)}`,
    );
  }
  const invalid = keys.filter((key) => typeof field(object, key) !== 'string');
  if (invalid.length > 0) {
    throw typeError(
      `operand ${operand} invalid values for required ${what} parameters(s): ${listed(invalid)}`,
    );
  }
  return keys.map((key) => String(field(object, key)));
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** `20151228T140825Z` for nanoseconds since the epoch. */
function timestamp(value: Value | undefined): string {
  const ns = typeof value === 'number' || value instanceof Numeral ? integerOf(value) : undefined;
  if (ns === undefined || ns < 0n) {
    throw typeError('operand 3 could not convert time_ns value into a unix timestamp');
  }
  const date = new Date(Number(ns / 1_000_000n));
  return `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** The headers of a request as they are written; what is no string counts as empty. */
function headersOf(request: RegoObject): readonly (readonly [string, string])[] {
  const headers = field(request, 'headers');
  if (headers === undefined) return [];
  if (!(headers instanceof RegoObject)) {
    throw typeError(`operand 0 must be object but got ${typeName(headers)}`);
  }
  return headers.entries.map(([name, value]) => [
    typeof name === 'string' ? name : displayText(name),
    typeof value === 'string' ? value : '',
  ]);
}

function bodyOf(request: RegoObject): string {
  const raw = field(request, 'raw_body');
  if (raw !== undefined) return typeof raw === 'string' ? raw : '';
  const body = field(request, 'body');
  return body === undefined ? '' : marshal(body);
}

/** Services whose requests carry the hash of their body. */
const HASHED = ['s3', 'glacier'];

/** AWS Signature Version 4 in the headers of a request for `http.send`, computed as OPA does it. */
const signRequest: HostBuiltin = (args) => {
  const request = objectOperand(args, 0);
  const config = objectOperand(args, 1);
  const [method = '', address = ''] = strings(request, ['method', 'url'], 1, 'request');
  const [accessKey = '', region = '', secretKey = '', service = ''] = strings(
    config,
    CONFIG_KEYS,
    2,
    'AWS config',
  );
  const unsigned = field(config, 'disable_payload_signing') ?? false;
  if (typeof unsigned !== 'boolean') {
    throw typeError("operand 2 invalid value for 'disable_payload_signing' in AWS config");
  }
  const at = timestamp(args[2]);
  const url = urlParts(address);
  const given = headersOf(request);
  const payload = unsigned ? UNSIGNED : sha256(bodyOf(request));
  const token = field(config, 'aws_session_token');
  const added = new Map([
    ['host', url.host],
    ['x-amz-date', at],
    ...(HASHED.includes(service) ? ([['x-amz-content-sha256', payload]] as const) : []),
    ...(typeof token === 'string' ? ([['x-amz-security-token', token]] as const) : []),
  ]);
  // What the request says itself is what OPA signs, even where it sends another value.
  const signed = new Map([
    ...added,
    ...given.map(([name, value]) => [name.toLowerCase(), value] as const),
  ]);
  const names = [...signed.keys()].sort();
  const canonical = [
    method,
    url.path,
    url.query,
    ...names.map((name) => `${name}:${signed.get(name)}`),
    '',
    names.join(';'),
    payload,
  ].join('\n');
  const scope = `${at.slice(0, 8)}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n');
  const key = [region, service, 'aws4_request'].reduce<Buffer>(
    hmac,
    hmac(`AWS4${secretKey}`, at.slice(0, 8)),
  );
  const signature = hmac(key, text).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`;
  const headers = makeObject([...given, ...added, ['Authorization', authorization]]);
  return makeObject([...request.entries, ['headers', headers]]);
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map([
  ['providers.aws.sign_req', signRequest],
]);
