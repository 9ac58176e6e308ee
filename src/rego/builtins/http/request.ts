/** The operand of `http.send` as a request. Where a parameter has another type than it should, OPA leaves out most, and so do we. */
import { BuiltinError } from '../declaration.js';
import { marshal } from '../json/marshal.js';
import type { HttpRequest } from '../net/network.js';
import { field, integerOf, typeName } from '../operands.js';
import { makeSet } from '../order.js';
import { displayText } from '../strings/display-text.js';
import { parseDuration } from '../time/duration.js';
import { Numeral, RegoObject, type Value } from '../value.js';

/** Parameters that OPA knows; others are an error. */
const KNOWN: ReadonlySet<string> = new Set([
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
  'tls_ca_cert_file',
  'tls_ca_cert_env_variable',
  'tls_client_cert',
  'tls_client_cert_file',
  'tls_client_cert_env_variable',
  'tls_client_key',
  'tls_client_key_file',
  'tls_client_key_env_variable',
  'tls_insecure_skip_verify',
  'tls_server_name',
]);

/** Milliseconds, where none is given. */
const TIMEOUT = 5000;

const builtinError = (message: string) => new BuiltinError('builtin', message);

/** Whether a flag is set; anything but a boolean is none. */
export function isSet(operand: RegoObject, name: string): boolean {
  return field(operand, name) === true;
}

/** A number of seconds, attempts and the like. */
export function wholeNumber(operand: RegoObject, name: string): number | undefined {
  const value = field(operand, name);
  if (value === undefined) return undefined;
  const whole =
    typeof value === 'number' || value instanceof Numeral ? integerOf(value) : undefined;
  if (whole === undefined) {
    throw builtinError(`invalid value ${displayText(value)} for field ${JSON.stringify(name)}`);
  }
  return Number(whole);
}

/** Whether failures of the network end in an error of the built-in; otherwise in a value that tells of them. */
export function raisesErrors(operand: RegoObject): boolean {
  const value = field(operand, 'raise_error') ?? true;
  if (typeof value !== 'boolean') throw builtinError('invalid value for raise_error field');
  return value;
}

/** @param environment what `tls_…_env_variable` may read: nothing where it was not granted */
export function requestOf(
  operand: RegoObject,
  environment: ReadonlyMap<string, string> = new Map(),
): HttpRequest {
  checkNames(operand);
  const body = field(operand, 'body');
  const raw = field(operand, 'raw_body');
  if (raw !== undefined && typeof raw !== 'string') {
    throw builtinError('"raw_body" must be a string');
  }
  const text = raw ?? (body === undefined ? undefined : marshal(body));
  const authorities = pemOf(operand, 'tls_ca_cert', environment);
  if (authorities !== undefined && !authorities.includes('-----BEGIN CERTIFICATE-----')) {
    throw builtinError('could not append certificates');
  }
  const optional = (name: keyof HttpRequest, value: string | undefined) =>
    value !== undefined && { [name]: value };
  const file = (name: string) => textOf(operand, `${name}_file`);
  return {
    method: required(operand, 'method').toUpperCase(),
    url: required(operand, 'url'),
    headers: headersOf(operand),
    followRedirects: isSet(operand, 'enable_redirect'),
    verifyTls: !isSet(operand, 'tls_insecure_skip_verify'),
    systemAuthorities: isSet(operand, 'tls_use_system_certs'),
    timeout: timeoutOf(operand),
    ...optional('body', text),
    ...optional('serverName', textOf(operand, 'tls_server_name')),
    ...optional('authorities', authorities),
    ...optional('authoritiesFile', file('tls_ca_cert')),
    ...optional('certificate', pemOf(operand, 'tls_client_cert', environment)),
    ...optional('certificateFile', file('tls_client_cert')),
    ...optional('key', pemOf(operand, 'tls_client_key', environment)),
    ...optional('keyFile', file('tls_client_key')),
  };
}

function checkNames(operand: RegoObject): void {
  const keys = operand.entries.map(([key]) => key);
  const refuse = (what: string, names: readonly Value[]): void => {
    if (names.length === 0) return;
    throw new BuiltinError(
      'type',
      `operand 1 ${what} request parameters(s): ${displayText(makeSet(names))}`,
    );
  };
  refuse(
    'invalid',
    keys.filter((key) => typeof key !== 'string' || !KNOWN.has(key)),
  );
  refuse(
    'missing required',
    ['method', 'url'].filter((key) => field(operand, key) === undefined),
  );
}

function required(operand: RegoObject, name: string): string {
  const value = field(operand, name);
  if (typeof value !== 'string') throw builtinError(`${JSON.stringify(name)} must be a string`);
  return value;
}

function textOf(operand: RegoObject, name: string): string | undefined {
  const value = field(operand, name);
  return typeof value === 'string' ? value : undefined;
}

function pemOf(
  operand: RegoObject,
  name: string,
  environment: ReadonlyMap<string, string>,
): string | undefined {
  const variable = textOf(operand, `${name}_env_variable`);
  if (variable === undefined) return textOf(operand, name);
  const value = environment.get(variable);
  if (value !== undefined) return value;
  throw builtinError(
    `the environment variable ${JSON.stringify(variable)} is not set, or not granted`,
  );
}

function headersOf(operand: RegoObject): Record<string, string> {
  const headers = field(operand, 'headers');
  if (headers === undefined) return {};
  if (!(headers instanceof RegoObject)) throw builtinError('invalid type for headers key');
  return Object.fromEntries(
    headers.entries.map(([name, value]) => {
      if (typeof value === 'string') return [String(name), value];
      throw builtinError(`invalid type for headers value ${JSON.stringify(displayText(value))}`);
    }),
  );
}

function timeoutOf(operand: RegoObject): number {
  const value = field(operand, 'timeout');
  if (value === undefined) return TIMEOUT;
  if (typeof value === 'number' || value instanceof Numeral) {
    return Number((integerOf(value) ?? 0n) / 1_000_000n) || TIMEOUT;
  }
  if (typeof value !== 'string') {
    const message = `operand 1 'timeout' must be one of {string, number} but got ${typeName(value)}`;
    throw new BuiltinError('type', message);
  }
  try {
    return Number(parseDuration(value) / 1_000_000n) || TIMEOUT;
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : '';
    throw builtinError(`invalid timeout value ${JSON.stringify(value)}: ${reason}`);
  }
}
