import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import type { Document, FileTree, Problem } from '../../model/document.js';
import { decode, digestBytes } from '../decode.js';
import { documentProblem, notText } from '../errors.js';
import { folderOf } from '../place.js';
import { type IgnorePattern, ignoreMatcher, parseIgnore } from './ignore-matcher.js';
import { PROBES } from './probes.js';
import { isWorthSniffing, type Sniffed, sniff } from './sniff.js';

/** Files of the context are listed up to this number: rules look for what should not be there. */
const MOST_FILES = 5000;

/** Patterns of an ignore file up to this number: each is tried on each file. */
const MOST_PATTERNS = 5000;

/** Files are looked into up to this number. */
const MOST_SNIFFED = 2000;

/** Names that rules look for, listed before everything else. */
const TELLING =
  /(^|\/)(\.env[^/]*|\.npmrc|\.pypirc|\.netrc|\.dockercfg|id_[a-z0-9]+|[^/]*(secret|credential|password|token|cosign|kubeconfig)[^/]*|[^/]*\.(key|pem|p12|pfx|jks|keystore|ppk|asc|gpg|tfstate|tfvars|kdbx)|package(-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|requirements[^/]*\.txt|Pipfile(\.lock)?|poetry\.lock|uv\.lock|pyproject\.toml|go\.(mod|sum)|Cargo\.(toml|lock)|Gemfile(\.lock)?|composer\.(json|lock)|pom\.xml|build\.gradle(\.kts)?|gradle\.lockfile)$/i;

/** What is known of the build context of a Dockerfile, or of one ignore file. */
export interface ContextFacts {
  /** The ignore file's uri; where there is none, the one that would count. */
  readonly uri: string;
  /** Absent where there is no ignore file. */
  readonly bytes?: Uint8Array;
  readonly dockerfile?: string;
  /** The context folder, `''` for the root. */
  readonly folder: string;
  readonly files?: FileTree;
  /** Further paths to try, such as those that the Dockerfile copies. */
  readonly probes?: readonly string[];
}

/** The document of a build context: its ignore patterns, and what they let through. */
export function contextDocument(facts: ContextFacts): Document {
  const { uri, bytes, dockerfile, folder, files, probes = [] } = facts;
  const content = bytes ?? new Uint8Array();
  const decoded = decode(content);
  const source: Source = { path: uri, text: decoded.binary ? '' : decoded.text };
  const written = parseIgnore(source.text);
  const patterns = written.slice(0, MOST_PATTERNS);
  const isIgnored = ignoreMatcher(patterns);
  const diagnostics: Diagnostic[] = [];
  const problems: Problem[] = [];
  const start = { uri, line: 1, col: 1, endLine: 1, endCol: 1 };
  const problem = (code: string, message: string, loc: typeof start) => {
    problems.push({ code, message, loc });
    diagnostics.push(documentProblem(source, loc, message));
  };
  if (decoded.binary) {
    const reason = decoded.trouble ?? 'it is not a text';
    problems.push({ code: 'not-text', message: reason, loc: start });
    diagnostics.push(notText(uri, reason));
  } else if (decoded.trouble) problem('encoding', decoded.trouble, start);
  const place = ({ line, raw }: IgnorePattern) => ({
    uri,
    line,
    col: 1,
    endLine: line,
    endCol: raw.length + 1,
  });
  if (written.length > MOST_PATTERNS) {
    problem('patterns', `only the first ${MOST_PATTERNS} patterns are read`, start);
  }
  for (const pattern of patterns) {
    if (pattern.fault !== undefined) problem('pattern', pattern.fault, place(pattern));
  }
  const fileDigest = digestBytes(content);
  return {
    kind: 'context',
    uri,
    fileDigest,
    ...(bytes && { source }),
    complete: diagnostics.length === 0,
    diagnostics,
    value: {
      kind: 'context',
      uri,
      format: 'dockerignore',
      fileDigest,
      problems,
      loc: start,
      dockerfile: dockerfile ?? null,
      folder: folder === '' ? '.' : folder,
      ignoreFile: bytes === undefined ? null : uri,
      patterns: patterns.map((pattern) => ({
        raw: pattern.raw,
        pattern: pattern.pattern,
        negated: pattern.negated,
        loc: place(pattern),
      })),
      probe: Object.fromEntries(
        [...new Set([...PROBES, ...probes])].map((path) => [path, isIgnored(path)]),
      ),
      ...(files && listFiles(files, folder, isIgnored)),
    },
  };
}

interface ListedFile {
  readonly path: string;
  readonly size: number;
  readonly sniff?: Sniffed;
}

/** What the builder is sent: all that tells something, and the rest as far as there is room. */
function listFiles(
  files: FileTree,
  folder: string,
  isIgnored: (path: string) => boolean,
): { readonly files: readonly ListedFile[]; readonly filesOmitted: number } {
  const prefix = folder === '' ? '' : `${folder}/`;
  const sent = files
    .list(folder)
    .map(({ uri, size }) => ({ path: uri.slice(prefix.length), size }))
    .filter(({ path }) => !isIgnored(path));
  let looked = 0;
  const sniffed = sent.map(({ path, size }): ListedFile => {
    if (looked >= MOST_SNIFFED || !isWorthSniffing(path, size)) return { path, size };
    looked += 1;
    const bytes = files.read(`${prefix}${path}`);
    const found = bytes && sniff(bytes);
    return { path, size, ...(found && { sniff: found }) };
  });
  if (sniffed.length <= MOST_FILES) return { files: sniffed, filesOmitted: 0 };
  const isTelling = (file: ListedFile) => file.sniff !== undefined || TELLING.test(file.path);
  const telling = sniffed.filter(isTelling);
  const others = sniffed.filter((file) => !isTelling(file));
  const listed = [...telling, ...others].slice(0, MOST_FILES);
  return {
    files: listed.sort((a, b) => (a.path < b.path ? -1 : 1)),
    filesOmitted: sniffed.length - listed.length,
  };
}

/** Where a context lies, and what is asked about it. */
export interface ContextRequest {
  /** The context folder, `''` for the root; the Dockerfile's own where not given. */
  readonly folder?: string;
  /** Paths that the Dockerfile copies, relative to the context. */
  readonly probes?: readonly string[];
}

/** The context of a Dockerfile, with the ignore file that counts for it: the Dockerfile's own, else that of the folder. */
export function contextOf(
  dockerfile: string,
  files: FileTree,
  { folder = folderOf(dockerfile), probes = [] }: ContextRequest = {},
): Document {
  const prefix = folder === '' ? '' : `${folder}/`;
  // Docker knows `.dockerignore` alone; Podman, which Containerfiles are made for, looks for `.containerignore` first.
  const isContainerfile = /(^|\/)containerfile[^/]*$|\.containerfile$/i.test(dockerfile);
  const docker = [`${dockerfile}.dockerignore`, `${prefix}.dockerignore`];
  const podman = [`${dockerfile}.containerignore`, `${prefix}.containerignore`];
  const candidates = isContainerfile ? [...podman, ...docker] : [...docker, ...podman];
  for (const uri of candidates) {
    const bytes = files.read(uri);
    if (bytes) return contextDocument({ uri, bytes, dockerfile, folder, files, probes });
  }
  return contextDocument({ uri: `${prefix}.dockerignore`, dockerfile, folder, files, probes });
}
