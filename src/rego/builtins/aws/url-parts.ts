import { BuiltinError } from '../declaration.js';

export interface UrlParts {
  readonly host: string;
  /** Escaped as Go's `url.EscapedPath` does it: as written, where that is a valid spelling. */
  readonly path: string;
  readonly query: string;
}

/** What is signed of a URL. @throws BuiltinError in the words of Go's `net/url` */
export function urlParts(address: string): UrlParts {
  const fail = (reason: string): never => {
    throw new BuiltinError('builtin', `parse ${JSON.stringify(address)}: ${reason}`);
  };
  const [beforeFragment = ''] = address.split('#', 1);
  if (/\p{Cc}/u.test(address)) fail('net/url: invalid control character in URL');
  if (beforeFragment.startsWith(':')) fail('missing protocol scheme');
  const [, rest = '', query = ''] =
    /^(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?([^?]*)\??(.*)$/s.exec(beforeFragment) ?? [];
  const [, authority = '', path = rest] = /^\/\/([^/]*)(.*)$/s.exec(rest) ?? [];
  const [escape] = /%(?![0-9a-fA-F]{2}).{0,2}/s.exec(path) ?? [];
  if (escape !== undefined) fail(`invalid URL escape ${JSON.stringify(escape)}`);
  return { host: authority.replace(/^.*@/, ''), path: escapedPath(path), query };
}

function escapedPath(path: string): string {
  if (/^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:@/[\]]|%[0-9a-fA-F]{2})*$/.test(path)) return path;
  const bytes = path
    .split(/(%[0-9a-fA-F]{2})/)
    .flatMap((part, index) =>
      index % 2 === 0 ? [...Buffer.from(part)] : [Number.parseInt(part.slice(1), 16)],
    );
  return bytes
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9\-_.~$&+,/:;=@]/.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
