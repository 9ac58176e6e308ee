import { BuiltinError, type HostBuiltin, NotGranted } from '../declaration.js';
import { marshal } from '../json/marshal.js';
import { parseJsonValue } from '../json-value.js';
import type { HttpRequest, HttpResponse } from '../net/network.js';
import { field, integerOf, objectOperand } from '../operands.js';
import { makeObject, makeSet } from '../order.js';
import { displayText } from '../strings/display-text.js';
import { parseDuration } from '../time/duration.js';
import { Numeral, RegoObject, type Value } from '../value.js';
import { valueText } from '../value-text.js';

/** Parameters that OPA knows; others are an error. */
const KNOWN = new Set([
  'method',
  'url',
  'body',
  'raw_body',
  'headers',
  'enable_redirect',
  'force_json_decode',
  'force_yaml_decode',
  'timeout',
  'raise_error',
  'cache',
  'force_cache',
  'force_cache_duration_seconds',
  'caching_mode',
  'cache_ignored_headers',
  'max_retry_attempts',
  'tls_use_system_certs',
  'tls_ca_cert',
  'tls_client_cert',
  'tls_client_key',
  'tls_insecure_skip_verify',
  'tls_server_name',
]);

const METHODS = ['get', 'post', 'delete', 'head', 'patch', 'options', 'put', 'trace'];

/** Milliseconds, where none is given. */
const TIMEOUT = 5000;

function typeError(message: string): BuiltinError {
  return new BuiltinError('type', message);
}

function textOf(request: RegoObject, key: string): string | undefined {
  const value = field(request, key);
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw typeError(`operand 1 invalid type for field '${key}'`);
  return value;
}

function flagOf(request: RegoObject, key: string): boolean | undefined {
  const value = field(request, key);
  if (value === undefined) return undefined;
  if (typeof value !== 'boolean') throw typeError(`operand 1 invalid type for field '${key}'`);
  return value;
}

function timeoutOf(request: RegoObject): number {
  const value = field(request, 'timeout');
  if (value === undefined) return TIMEOUT;
  if (typeof value === 'number' || value instanceof Numeral) {
    return Number((integerOf(value) ?? 0n) / 1_000_000n);
  }
  const ns = typeof value === 'string' ? parseDuration(value) : undefined;
  if (ns === undefined) throw typeError(`operand 1 invalid timeout value ${displayText(value)}`);
  return Number(ns / 1_000_000n);
}

function requestOf(operand: RegoObject): HttpRequest {
  const keys = operand.entries.map(([key]) => key);
  const unknown = keys.filter((key) => typeof key !== 'string' || !KNOWN.has(key));
  if (unknown.length > 0) {
    throw typeError(`operand 1 invalid request parameters(s): ${displayText(makeSet(unknown))}`);
  }
  const missing = ['method', 'url'].filter((key) => field(operand, key) === undefined);
  if (missing.length > 0) {
    throw typeError(
      `operand 1 missing required request parameters(s): ${displayText(makeSet(missing))}`,
    );
  }
  const method = textOf(operand, 'method') ?? '';
  if (!METHODS.includes(method.toLowerCase())) throw typeError('operand 1 invalid request method');
  const headers = field(operand, 'headers');
  if (headers !== undefined && !(headers instanceof RegoObject)) {
    throw typeError("operand 1 invalid type for field 'headers'");
  }
  const body = field(operand, 'body');
  const text = textOf(operand, 'raw_body') ?? (body === undefined ? undefined : marshal(body));
  const optional = (name: keyof HttpRequest, value: string | undefined) =>
    value !== undefined && { [name]: value };
  return {
    method: method.toUpperCase(),
    url: textOf(operand, 'url') ?? '',
    headers: Object.fromEntries(
      (headers?.entries ?? []).map(([key, value]) => [
        String(key),
        typeof value === 'string' ? value : displayText(value),
      ]),
    ),
    ...optional('body', text),
    followRedirects: flagOf(operand, 'enable_redirect') ?? false,
    verifyTls: !(flagOf(operand, 'tls_insecure_skip_verify') ?? false),
    ...optional('serverName', textOf(operand, 'tls_server_name')),
    ...optional('authorities', textOf(operand, 'tls_ca_cert')),
    ...optional('certificate', textOf(operand, 'tls_client_cert')),
    ...optional('key', textOf(operand, 'tls_client_key')),
    timeout: timeoutOf(operand),
  };
}

function responseValue(response: HttpResponse, operand: RegoObject): Value {
  const types = response.headers['content-type'] ?? [];
  const isJson = types.some((type) => /^application\/json/i.test(type));
  const decoded =
    isJson || flagOf(operand, 'force_json_decode') ? parseJsonValue(response.body) : undefined;
  return makeObject([
    ['status', response.status],
    ['status_code', response.statusCode],
    ['body', decoded ?? null],
    ['raw_body', response.body],
    [
      'headers',
      makeObject(Object.entries(response.headers).map(([name, values]) => [name, [...values]])),
    ],
  ]);
}

/** One request per query for the same parameters. */
const send: HostBuiltin = (args, { network, memo }) => {
  const operand = objectOperand(args, 0);
  const request = requestOf(operand);
  const key = `http.send ${valueText(operand)}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const raises = flagOf(operand, 'raise_error') ?? true;
  if (network === undefined) {
    throw new NotGranted('network');
  }
  const attempts = Number(field(operand, 'max_retry_attempts') ?? 0);
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = responseValue(network.send(request), operand);
      memo.set(key, answer);
      return answer;
    } catch (failure) {
      if (failure instanceof BuiltinError) throw failure;
      if (attempt < attempts) continue;
      const message = failure instanceof Error ? failure.message : String(failure);
      if (raises) throw new BuiltinError('builtin', message);
      const error = makeObject([
        ['code', 'eval_http_send_network_error'],
        ['message', message],
      ]);
      return makeObject([
        ['status_code', 0],
        ['error', error],
      ]);
    }
  }
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map([['http.send', send]]);
