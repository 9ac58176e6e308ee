import type { Purl } from './types.js';

/** Types whose names are written in lower case. */
const FOLDED = new Set([
  'alpm',
  'apk',
  'bitbucket',
  'composer',
  'deb',
  'github',
  'gitlab',
  'hex',
  'npm',
  'oci',
  'pypi',
  'rpm',
]);

/** Takes a package URL apart. What is malformed keeps its text and says `valid: false`. */
export function parsePurl(raw: string): Purl {
  const match = /^pkg:\/*([A-Za-z][A-Za-z0-9.+-]*)\/([^?#]*?)(?:\?([^#]*))?(?:#(.*))?$/.exec(
    raw.trim(),
  );
  if (match === null) return { ...BROKEN, raw };
  const [, type = '', path = '', query = '', fragment] = match;
  const kind = type.toLowerCase();
  // An `@` of a scope stands before a slash, that of a version behind the last one.
  const slash = path.lastIndexOf('/');
  const at = path.lastIndexOf('@');
  const hasVersion = at > slash && at > 0;
  const named = hasVersion ? path.slice(0, at) : path;
  const parts = named
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const name = parts.pop();
  if (name === undefined || name === '') return { ...BROKEN, raw };
  const namespace = parts.join('/');
  const qualifiers = query
    .split('&')
    .filter((pair) => pair.includes('='))
    .map((pair) => {
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals).toLowerCase(), decoded(pair.slice(equals + 1))] as const;
    });
  return {
    raw,
    type: kind,
    namespace: namespace === '' ? null : folded(kind, namespace),
    name: kind === 'pypi' ? name.toLowerCase().replaceAll('_', '-') : folded(kind, name),
    version: hasVersion ? decoded(path.slice(at + 1)) : null,
    qualifiers: Object.fromEntries(qualifiers),
    subpath: fragment === undefined || fragment === '' ? null : decoded(fragment),
    valid: true,
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

function folded(type: string, name: string): string {
  return FOLDED.has(type) ? name.toLowerCase() : name;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
