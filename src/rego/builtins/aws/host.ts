import { createHash, createHmac } from 'node:crypto';
import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { marshal } from '../json/marshal.js';
import { field, integerOf, objectOperand } from '../operands.js';
import { makeObject, makeSet } from '../order.js';
import { displayText } from '../strings/display-text.js';
import { Numeral, RegoObject, type Value } from '../value.js';

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

/** The headers of a request, names in lower case. */
function headersOf(request: RegoObject): Map<string, string> {
  const headers = field(request, 'headers');
  if (headers === undefined) return new Map();
  if (!(headers instanceof RegoObject))
    throw typeError('operand 1 invalid values for request headers');
  return new Map(
    headers.entries.map(([name, value]) => [
      String(name).toLowerCase(),
      typeof value === 'string' ? value : displayText(value),
    ]),
  );
}

function bodyOf(request: RegoObject): string {
  const raw = field(request, 'raw_body');
  if (typeof raw === 'string') return raw;
  const body = field(request, 'body');
  return body === undefined ? '' : marshal(body);
}

/** AWS Signature Version 4 in the headers of a request for `http.send`. */
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
  const url = new URL(address);
  const headers = headersOf(request);
  const payload = unsigned ? UNSIGNED : sha256(bodyOf(request));
  headers.set('host', url.host).set('x-amz-date', at);
  if (service === 's3' || unsigned) headers.set('x-amz-content-sha256', payload);
  const token = field(config, 'aws_session_token');
  if (typeof token === 'string') headers.set('x-amz-security-token', token);
  const names = [...headers.keys()].sort();
  const canonical = [
    method.toUpperCase(),
    /^[^:]+:\/\/[^/?#]*(?:[?#]|$)/.test(address) ? '' : url.pathname,
    url.search.slice(1).split('&').sort().join('&'),
    ...names.map((name) => `${name}:${(headers.get(name) ?? '').trim()}`),
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
  headers.set(
    'Authorization',
    `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`,
  );
  return makeObject([...request.entries, ['headers', makeObject([...headers])]]);
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map([
  ['providers.aws.sign_req', signRequest],
]);
