import type { Span } from '../../diagnostics/source.js';
import type { FileTree, Problem } from '../../model/document.js';
import type { Json } from '../../model/json.js';
import { type JsonObject, objectOf } from '../json/fields.js';
import { decodeFile } from '../make-document.js';
import {
  entriesOf,
  entryOf,
  jsonOf,
  locationOf,
  type YamlEntry,
  type YamlNode,
} from '../yaml/node.js';
import { readYaml } from '../yaml/read-yaml.js';
import type { Environment, Include, Places } from './types.js';

/** Jobs and steps are read up to these numbers. */
export const MOST_JOBS = 500;
export const MOST_STEPS = 1000;

/** Files that one pipeline may take in. */
const MOST_FILES = 150;

/** What is gathered while the files of a pipeline are read. */
export interface Reading {
  readonly files: FileTree;
  readonly problems: Problem[];
  readonly includes: Include[];
  /** Files that were read, by uri; undefined for one that is none. */
  readonly read: Map<string, YamlNode | undefined>;
  /** Tags that mean something. */
  readonly tags: ReadonlySet<string>;
}

export function report({ problems }: Reading, code: string, message: string, span: Span): void {
  problems.push({ code, message, loc: locationOf(span) });
}

/** Another file of the pipeline; undefined where it is not there, or where there are too many. */
export function readFileOf(reading: Reading, uri: string): YamlNode | undefined {
  if (reading.read.has(uri)) return reading.read.get(uri);
  const bytes = reading.read.size < MOST_FILES ? reading.files.read(uri) : undefined;
  let root: YamlNode | undefined;
  if (bytes !== undefined) {
    const { source, problems } = decodeFile(uri, bytes);
    const yaml = readYaml(source, reading.tags);
    reading.problems.push(...problems, ...yaml.problems);
    root = yaml.documents.at(-1);
  }
  reading.read.set(uri, root);
  return root;
}

/**
 * The path of a file of the repository, from its root.
 *
 * @returns undefined for what leads out of it
 */
export function pathInside(base: string, path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return base + parts.join('/');
}

/** Variables that a map sets, and where. */
export function environmentOf(node: YamlNode | undefined): { env: Environment; envLoc: Places } {
  const env: Record<string, string> = {};
  const envLoc: Record<string, Places[string]> = {};
  for (const [name, { key, value }] of entriesOf(node)) {
    const isSame = key.source === value.span.source && value.span.start >= key.start;
    // GitLab describes a variable with a map that has its value.
    const given = value.kind === 'map' ? (entryOf(value, 'value') ?? value) : value;
    const plain = jsonOf(given);
    define(env, name, typeof plain === 'object' ? JSON.stringify(plain ?? '') : String(plain));
    define(envLoc, name, locationOf(isSame ? { ...key, end: value.span.end } : key));
  }
  return { env, envLoc };
}

/** `__proto__` is a name like any other. */
function define<T>(target: Record<string, T>, name: string, value: T): void {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** The value of a key as JSON; null where there is none. */
export function valueOf(node: YamlNode | undefined, key: string): Json {
  return jsonOf(entryOf(node, key));
}

/** An object of JSON; an empty one for anything else. */
export function mapOfNode(node: YamlNode | undefined): JsonObject {
  return objectOf(jsonOf(node));
}

export function pairOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.kind === 'map' ? node.entries.get(key) : undefined;
}

/** A condition may be a plain `true` or a number. */
export function conditionOf(node: YamlNode | undefined): string | null {
  if (node?.kind !== 'scalar' || node.value === null) return null;
  return String(node.value);
}
