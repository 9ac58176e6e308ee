import { BuiltinError, type HostBuiltin, type HostContext, NotGranted } from '../declaration.js';
import { type HttpRequest, type HttpResponse, type Network, NetworkError } from '../net/network.js';
import { field, objectOperand } from '../operands.js';
import { makeObject } from '../order.js';
import { RegoObject, type Value } from '../value.js';
import { valueText } from '../value-text.js';
import { type Kept, keep, renewed, validators } from './cache.js';
import { isSet, raisesErrors, requestOf, wholeNumber } from './request.js';
import { failureValue, responseValue } from './response.js';

/** Before a second attempt, and the longest that is waited before one. Milliseconds. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 60_000;

/** One request per query for the same parameters. */
const send: HostBuiltin = (args, context) => {
  const operand = objectOperand(args, 0);
  const { network, memo } = context;
  const raises = raisesErrors(operand);
  const request = requestOf(operand, context.environment);
  const forced = forcedSeconds(operand);
  if (network === undefined) throw new NotGranted('network');
  const key = `http.send ${valueText(keyOf(operand))}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  let answer: Value;
  try {
    const attempts = wholeNumber(operand, 'max_retry_attempts') ?? 0;
    const response = cached(request, operand, forced, key, context, (asked) =>
      attempt(network, asked, attempts),
    );
    answer = responseValue(response, operand, context);
  } catch (failure) {
    if (!(failure instanceof NetworkError)) throw failure;
    if (raises) throw new BuiltinError('builtin', reasonOf(failure, request));
    answer = failureValue(failure);
  }
  memo.set(key, answer);
  return answer;
};

/** As OPA says it. */
function reasonOf({ kind, message }: NetworkError, { method, url }: HttpRequest): string {
  if (kind !== 'timeout') return message;
  const name = method.charAt(0) + method.slice(1).toLowerCase();
  return `${name} ${url}: request timed out`;
}

/** How long a response counts whatever it says itself; undefined where the request does not ask for that. */
function forcedSeconds(operand: RegoObject): number | undefined {
  if (!isSet(operand, 'force_cache')) return undefined;
  const seconds = wholeNumber(operand, 'force_cache_duration_seconds');
  if (seconds !== undefined) return seconds;
  throw new BuiltinError(
    'builtin',
    "'force_cache' set but 'force_cache_duration_seconds' parameter is missing",
  );
}

/** A kept response where it may be used, else one that is asked for. */
function cached(
  request: HttpRequest,
  operand: RegoObject,
  forced: number | undefined,
  key: string,
  { responses }: HostContext,
  ask: (request: HttpRequest) => HttpResponse,
): HttpResponse {
  if (responses === undefined || !(isSet(operand, 'cache') || forced !== undefined)) {
    return ask(request);
  }
  const kept = responses.get(key);
  if (kept !== undefined && Date.now() < kept.expires) return kept.response;
  const asked = { ...request, headers: { ...request.headers, ...(kept && validators(kept)) } };
  const answer = ask(asked);
  const response = kept && answer.statusCode === 304 ? renewed(kept, answer) : answer;
  const next: Kept | undefined = keep(response, forced);
  if (next === undefined) responses.delete(key);
  else responses.set(key, next);
  return response;
}

/** Asks again after failures of the network, as often as is allowed, after ever longer pauses. */
function attempt(network: Network, request: HttpRequest, again: number): HttpResponse {
  for (let turn = 0; ; turn++) {
    try {
      return network.send(request);
    } catch (failure) {
      const mayHelp = failure instanceof NetworkError && failure.kind !== 'request';
      if (!mayHelp || turn >= again) throw failure;
      network.pause(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** turn));
    }
  }
}

/** The operand without headers that make no difference. */
function keyOf(operand: RegoObject): RegoObject {
  const ignored = field(operand, 'cache_ignored_headers');
  const headers = field(operand, 'headers');
  const names = Array.isArray(ignored)
    ? new Set((ignored as readonly Value[]).map(String))
    : undefined;
  return makeObject(
    operand.entries
      .filter(([name]) => name !== 'cache_ignored_headers')
      .map(([name, value]) => {
        if (name !== 'headers' || names === undefined || !(headers instanceof RegoObject)) {
          return [name, value];
        }
        return [name, makeObject(headers.entries.filter(([header]) => !names.has(String(header))))];
      }),
  );
}

export const host: ReadonlyMap<string, HostBuiltin> = new Map([['http.send', send]]);
