import { BuiltinError, type HostContext } from '../declaration.js';
import { host as json } from '../json/host.js';
import { parseJsonValue } from '../json-value.js';
import type { HttpResponse, NetworkError } from '../net/network.js';
import { makeObject } from '../order.js';
import type { RegoObject, Value } from '../value.js';
import { isSet } from './request.js';

/** A response as policies see it; its body is decoded where its type says how, or the request. */
export function responseValue(
  response: HttpResponse,
  operand: RegoObject,
  context: HostContext,
): Value {
  return makeObject([
    ['status', response.status],
    ['status_code', response.statusCode],
    ['body', decoded(response, operand, context) ?? null],
    ['raw_body', response.body],
    [
      'headers',
      makeObject(Object.entries(response.headers).map(([name, values]) => [name, [...values]])),
    ],
  ]);
}

/** What cannot be decoded is null, as in OPA: `raw_body` has it. */
function decoded(
  { headers, body }: HttpResponse,
  operand: RegoObject,
  context: HostContext,
): Value | undefined {
  const types = headers['content-type'] ?? [];
  const isOf = (pattern: RegExp) => types.some((type) => pattern.test(type));
  if (isSet(operand, 'force_json_decode') || isOf(/^application\/(?:json|[^;]+\+json)\b/i)) {
    return parseJsonValue(body);
  }
  if (!isSet(operand, 'force_yaml_decode') && !isOf(/^application\/(?:x-)?yaml\b/i)) {
    return undefined;
  }
  try {
    return json.get('yaml.unmarshal')?.([body], context);
  } catch (failure) {
    if (failure instanceof BuiltinError) return undefined;
    throw failure;
  }
}

/** A failure as a value, for requests that ask for one. */
export function failureValue({ kind, message }: NetworkError): Value {
  const code =
    kind === 'request' ? 'eval_http_send_internal_error' : 'eval_http_send_network_error';
  return makeObject([
    ['status_code', 0],
    [
      'error',
      makeObject([
        ['code', code],
        ['message', message],
      ]),
    ],
  ]);
}
