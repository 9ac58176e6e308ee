/** How long a response may be used again: RFC 9111 as far as OPA follows it. */
import type { HttpResponse } from '../net/network.js';

/** A response that is kept for later queries. */
export interface Kept {
  readonly response: HttpResponse;
  /** Until when it may be used without asking. Milliseconds since the epoch. */
  readonly expires: number;
}

/** Responses with other status codes are not kept. */
const KEPT_CODES: ReadonlySet<number> = new Set([
  200, 203, 204, 206, 300, 301, 404, 405, 410, 414, 501,
]);

/**
 * A response with the time until which it is fresh; undefined where it must not be kept.
 *
 * @param forced seconds that count whatever the response says
 */
export function keep(response: HttpResponse, forced: number | undefined): Kept | undefined {
  if (!KEPT_CODES.has(response.statusCode)) return undefined;
  const { receivedAt } = response;
  if (forced !== undefined) return { response, expires: receivedAt + forced * 1000 };
  const directives = directivesOf(response);
  if (directives.has('no-store')) return undefined;
  const from = Date.parse(header(response, 'date') ?? '') || receivedAt;
  return { response, expires: from + lifetime(response, directives, from) };
}

/** Milliseconds. */
function lifetime(
  response: HttpResponse,
  directives: ReadonlyMap<string, string>,
  from: number,
): number {
  if (directives.has('no-cache')) return 0;
  const age = directives.get('max-age');
  if (age !== undefined) return (Number.parseInt(age, 10) || 0) * 1000;
  const until = Date.parse(header(response, 'expires') ?? '');
  return Number.isNaN(until) ? 0 : until - from;
}

function directivesOf(response: HttpResponse): Map<string, string> {
  const written = (response.headers['cache-control'] ?? []).join(',');
  return new Map(
    written
      .split(',')
      .map((directive) => directive.trim().toLowerCase().split('='))
      .map(([name = '', value = '']) => [name, value.replaceAll('"', '')] as const),
  );
}

function header({ headers }: HttpResponse, name: string): string | undefined {
  return headers[name]?.[0];
}

/** Headers that ask whether a stale response still holds; none where it cannot be asked. */
export function validators({ response }: Kept): Record<string, string> {
  const tag = header(response, 'etag');
  const modified = header(response, 'last-modified');
  return {
    ...(tag !== undefined && { 'If-None-Match': tag }),
    ...(modified !== undefined && { 'If-Modified-Since': modified }),
  };
}

/** A stale response that the server said still holds, with what its answer says anew. */
export function renewed({ response }: Kept, answer: HttpResponse): HttpResponse {
  return {
    ...response,
    headers: { ...response.headers, ...answer.headers },
    receivedAt: answer.receivedAt,
  };
}
