import type { Purl } from './types.js';

/** Types whose names are written in lower case; their namespaces as well. */
const FOLDED = new Set([
  'alpm',
  'apk',
  'bitbucket',
  'composer',
  'deb',
  'github',
  'gitlab',
  'golang',
  'hex',
  'luarocks',
  'npm',
  'oci',
  'otp',
  'pub',
  'pypi',
  'vscode-extension',
]);

/** Types whose namespaces alone are. */
const FOLDED_NAMESPACE = new Set(['qpkg', 'rpm']);

/** Types without namespaces, and types that need one, by the definitions of purl-spec. */
const NO_NAMESPACE = new Set([
  'bitnami',
  'cargo',
  'cocoapods',
  'conda',
  'cran',
  'gem',
  'hackage',
  'mlflow',
  'nuget',
  'oci',
  'opam',
  'otp',
  'pub',
  'pypi',
  'vcpkg',
]);
const NEEDS_NAMESPACE = new Set(['swift', 'vscode-extension']);

/** Types whose qualifiers must be written in lower case; those of others are folded, as purl-spec's cases want it for Maven. */
const LOWER_CASE_KEYS = new Set(['rpm']);

/** Texts longer than this are no package URLs. */
const LONGEST = 4096;

/**
 * Takes a package URL apart, by purl-spec's rules for parsing and its rules for types. One that cannot be taken apart keeps its text
 * and says `valid: false`; one that only breaks a rule of its type keeps its parts as well.
 */
export function parsePurl(raw: string): Purl {
  const text = raw.trim();
  const match =
    text.length > LONGEST
      ? null
      : /^pkg:\/*([A-Za-z][A-Za-z0-9.-]*)\/([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(text);
  if (match === null) return { ...BROKEN, raw };
  const [, type = '', path = '', query = '', fragment = ''] = match;
  const kind = type.toLowerCase();
  // An `@` of a scope stands before a slash, that of a version behind the last one.
  const at = path.lastIndexOf('@');
  const hasVersion = at > path.lastIndexOf('/');
  const named = hasVersion ? path.slice(0, at) : path;
  const isNamed = named !== '' && !named.endsWith('/');
  const parts = named.split('/').filter((part) => part !== '');
  // What identifies a repository of git is its host and, as one name, the path there.
  const name = kind === 'git' && parts.length > 1 ? parts.splice(1).join('/') : parts.pop();
  const qualifiers = qualifiersOf(query, kind);
  if (name === undefined || !isNamed || qualifiers === undefined) return { ...BROKEN, raw };
  const namespace = parts.map(decoded).join('/');
  const version = hasVersion ? decoded(path.slice(at + 1)) : '';
  return {
    raw,
    type: kind,
    namespace: namespace === '' ? null : foldedNamespace(kind, namespace),
    name: foldedName(kind, decoded(name)),
    version: version === '' ? null : kind === 'huggingface' ? version.toLowerCase() : version,
    qualifiers,
    subpath: subpathOf(fragment),
    valid:
      !(namespace !== '' && NO_NAMESPACE.has(kind)) &&
      !(namespace === '' && NEEDS_NAMESPACE.has(kind)) &&
      // A distribution, not a module.
      !(kind === 'cpan' && name.includes('::')),
  };
}

const BROKEN: Omit<Purl, 'raw'> = {
  type: null,
  namespace: null,
  name: null,
  version: null,
  qualifiers: {},
  subpath: null,
  valid: false,
};

const NO_QUALIFIERS: { readonly [name: string]: string } = {};

/** Undefined where a key is none. */
function qualifiersOf(
  query: string,
  kind: string,
): { readonly [name: string]: string } | undefined {
  if (query === '') return NO_QUALIFIERS;
  const found: { [name: string]: string } = {};
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    if (equals <= 0) continue;
    const written = pair.slice(0, equals);
    const key = written.toLowerCase();
    if (LOWER_CASE_KEYS.has(kind) && written !== key) return undefined;
    if (!/^[a-z.\-_][a-z0-9.\-_]*$/.test(key)) return undefined;
    const value = decoded(pair.slice(equals + 1));
    if (value !== '') found[key] = value;
  }
  return found;
}

function subpathOf(fragment: string): string | null {
  const parts = fragment.split('/').map(decoded);
  const path = parts.filter((part) => !['', '.', '..'].includes(part)).join('/');
  return path === '' ? null : path;
}

function foldedNamespace(type: string, namespace: string): string {
  if (type === 'cpan') return namespace.toUpperCase();
  const isFolded = FOLDED.has(type) || FOLDED_NAMESPACE.has(type);
  return isFolded ? namespace.toLowerCase() : namespace;
}

function foldedName(type: string, name: string): string {
  if (type === 'pypi') return name.toLowerCase().replaceAll('_', '-');
  return FOLDED.has(type) ? name.toLowerCase() : name;
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
