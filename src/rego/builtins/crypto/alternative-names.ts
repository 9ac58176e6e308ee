import { addressText } from './address-text.js';
import { type Der, readAll } from './der.js';

/** What a certificate names, each kind a list or null, as Go writes them. */
export interface AlternativeNames {
  readonly DNSNames: readonly string[] | null;
  readonly EmailAddresses: readonly string[] | null;
  readonly IPAddresses: readonly string[] | null;
  readonly URIs: readonly string[] | null;
}

/** An empty list is null in Go's JSON. */
export const orNull = <T>(list: readonly T[]): readonly T[] | null =>
  list.length === 0 ? null : list;

/** The names in a GeneralNames sequence. */
export function alternativeNames(names: Der | undefined): AlternativeNames {
  const all = (names === undefined ? undefined : readAll(names.content)) ?? [];
  const texts = (tag: number): string[] =>
    all.filter((name) => name.tag === tag).map(({ content }) => content.toString('latin1'));
  return {
    DNSNames: orNull(texts(2)),
    EmailAddresses: orNull(texts(1)),
    IPAddresses: orNull(
      all.filter((name) => name.tag === 7).map(({ content }) => addressText(content)),
    ),
    URIs: orNull(texts(6)),
  };
}

/** A URI as Go's `url.URL` is written as JSON. */
export function uriFields(text: string): Record<string, unknown> {
  const [, scheme = '', rest = '', query, fragment = ''] =
    /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(text) ?? [];
  const authority = /^\/\/([^/]*)(.*)$/s.exec(rest);
  const [, place = '', path = rest] = authority ?? [];
  const isOpaque = scheme !== '' && authority === null && !rest.startsWith('/');
  const [, user, host = place] = /^(.*)@(.*)$/s.exec(place) ?? [];
  return {
    Scheme: scheme.toLowerCase(),
    Opaque: isOpaque ? rest : '',
    User: user === undefined ? null : {},
    Host: host,
    Path: isOpaque ? '' : unescaped(path),
    RawPath: '',
    OmitHost: authority !== null && place === '' && path === '',
    ForceQuery: query === '',
    RawQuery: query ?? '',
    Fragment: unescaped(fragment),
    RawFragment: '',
  };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
