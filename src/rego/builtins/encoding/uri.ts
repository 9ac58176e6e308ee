/** URIs taken apart as Go's `net/url` does it, as far as `uri.parse` shows them. */
import { BuiltinError } from '../declaration.js';

export type UriParts = Readonly<
  Partial<
    Record<'scheme' | 'hostname' | 'port' | 'path' | 'raw_path' | 'raw_query' | 'fragment', string>
  >
>;

/** @throws BuiltinError in Go's words */
export function parseUri(text: string): UriParts {
  const fail = (reason: string): never => {
    throw new BuiltinError('builtin', `parse ${JSON.stringify(text)}: ${reason}`);
  };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(text)) fail('net/url: invalid control character in URL');
  const [beforeFragment = '', ...fragments] = text.split('#');
  const [beforeQuery = '', ...queries] = beforeFragment.split('?');
  let rest = beforeQuery;
  let scheme = '';
  const colon = rest.indexOf(':');
  const slash = rest.indexOf('/');
  if (colon >= 0 && (slash < 0 || colon < slash)) {
    if (colon === 0) fail('missing protocol scheme');
    const name = rest.slice(0, colon);
    if (/^[A-Za-z][A-Za-z0-9+.-]*$/.test(name)) {
      scheme = name.toLowerCase();
      rest = rest.slice(colon + 1);
    } else fail('first path segment in URL cannot contain colon');
  }
  let hostname = '';
  let port = '';
  if (scheme !== '' && !rest.startsWith('/')) rest = '';
  else if (rest.startsWith('//')) {
    const end = rest.indexOf('/', 2);
    const authority = rest.slice(2, end < 0 ? undefined : end);
    rest = end < 0 ? '' : rest.slice(end);
    ({ hostname, port } = readHost(authority.slice(authority.lastIndexOf('@') + 1), fail));
  }
  const path = unescape(rest, fail);
  const fragment = unescape(fragments.join('#'), fail);
  const parts = {
    scheme,
    hostname,
    port,
    path,
    raw_path: rest,
    raw_query: queries.join('?'),
    fragment,
  };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== ''));
}

function readHost(
  host: string,
  fail: (reason: string) => never,
): { hostname: string; port: string } {
  const [, bracketed, bare = '', port = ''] =
    /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/.exec(host) ?? [];
  if (!/^\d*$/.test(port)) fail(`invalid port ${JSON.stringify(`:${port}`)} after host`);
  const name = bracketed ?? bare;
  const bad = /[ <>"\\^`{|}]/.exec(name);
  if (bad !== null) fail(`invalid character ${JSON.stringify(bad[0])} in host name`);
  return { hostname: name, port };
}

function unescape(text: string, fail: (reason: string) => never): string {
  const bad = /%(?![0-9a-fA-F]{2}).{0,2}/.exec(text);
  if (bad !== null) fail(`invalid URL escape ${JSON.stringify(bad[0])}`);
  return Buffer.from(
    text.replace(/[^%]|%../gsu, (piece) =>
      piece.startsWith('%') && piece.length === 3
        ? String.fromCharCode(Number.parseInt(piece.slice(1), 16))
        : Buffer.from(piece, 'utf8').toString('latin1'),
    ),
    'latin1',
  ).toString('utf8');
}
