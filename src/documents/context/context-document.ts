import type { Source } from '../../diagnostics/source.js';
import type { Document, FileTree } from '../../model/document.js';
import { decode, digestBytes } from '../decode.js';
import { notText } from '../errors.js';
import { isIgnored, parseIgnore } from './ignore-matcher.js';

/** Paths that rules ask about: secrets, history, what a build makes anew. */
const PROBES = [
  '.git',
  '.git/config',
  '.env',
  '.env.local',
  '.npmrc',
  '.pypirc',
  '.netrc',
  '.aws/credentials',
  '.ssh/id_rsa',
  '.kube/config',
  '.docker/config.json',
  'id_rsa',
  'server.key',
  'server.pem',
  'secrets.yaml',
  'terraform.tfstate',
  'node_modules',
  'dist',
  'target',
  '.venv',
  '__pycache__',
  'Dockerfile',
  '.dockerignore',
  'npm-debug.log',
  '.vscode',
  '.idea',
  'coverage',
];

/** Files of the context are listed up to this number: rules look for what should not be there. */
const MOST_FILES = 5000;

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
}

/** The document of a build context: its ignore patterns, and what they let through. */
export function contextDocument({ uri, bytes, dockerfile, folder, files }: ContextFacts): Document {
  const content = bytes ?? new Uint8Array();
  const decoded = decode(content);
  const source: Source = { path: uri, text: decoded.text };
  const patterns = parseIgnore(decoded.binary ? '' : decoded.text);
  const fileDigest = digestBytes(content);
  const prefix = folder === '' ? '' : `${folder}/`;
  const listed = files?.list(folder).slice(0, MOST_FILES);
  return {
    kind: 'context',
    uri,
    fileDigest,
    ...(bytes && { source }),
    complete: !decoded.binary,
    diagnostics: decoded.binary ? [notText(uri, decoded.trouble ?? 'it is not a text')] : [],
    value: {
      kind: 'context',
      uri,
      format: 'dockerignore',
      fileDigest,
      problems: [],
      loc: { uri, line: 1, col: 1, endLine: 1, endCol: 1 },
      dockerfile: dockerfile ?? null,
      folder: folder === '' ? '.' : folder,
      ignoreFile: bytes === undefined ? null : uri,
      patterns: patterns.map(({ raw, pattern, negated, line }) => ({
        raw,
        pattern,
        negated,
        loc: { uri, line, col: 1, endLine: line, endCol: raw.length + 1 },
      })),
      probe: Object.fromEntries(PROBES.map((path) => [path, isIgnored(patterns, path)])),
      ...(listed && {
        files: listed
          .map(({ uri: file, size }) => ({ path: file.slice(prefix.length), size }))
          .filter(({ path }) => !isIgnored(patterns, path)),
      }),
    },
  };
}

/** The context of a Dockerfile: the folder it lies in, with the ignore file that counts for it. */
export function contextOf(dockerfile: string, files: FileTree): Document {
  const slash = dockerfile.lastIndexOf('/');
  const folder = slash < 0 ? '' : dockerfile.slice(0, slash);
  const prefix = folder === '' ? '' : `${folder}/`;
  const candidates = [
    `${dockerfile}.dockerignore`,
    `${dockerfile}.containerignore`,
    `${prefix}.containerignore`,
    `${prefix}.dockerignore`,
  ];
  for (const uri of candidates) {
    const bytes = files.read(uri);
    if (bytes) return contextDocument({ uri, bytes, dockerfile, folder, files });
  }
  return contextDocument({ uri: `${prefix}.dockerignore`, dockerfile, folder, files });
}
