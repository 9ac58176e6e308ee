import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import type { Json } from '../model/json.js';
import { parseStrictYaml, toJson } from '../model/strict-yaml.js';
import { reservedData } from './errors.js';

/** Names at the top of `data` that belong to rule code and to the engine: a layer's data must not shadow them. */
const RESERVED = ['params', 'selected', 'std', 'org', 'team', 'repo', 'drydock'];

/**
 * The data of a layer as one document: a file's content lies at the path of its folder below the data folder, under the file's
 * name unless that is `data`.
 */
export function readData(
  files: readonly Source[],
  roots: readonly string[],
  relative: (path: string) => string,
  diagnostics: Diagnostic[],
): Json {
  const data: Record<string, Json> = {};
  for (const source of files) {
    const value = readFile(source, diagnostics);
    if (value === undefined) continue;
    const path = relative(source.path);
    const root = roots.find((folder) => path.startsWith(`${folder}/`));
    const inside =
      root === undefined ? path.slice(path.lastIndexOf('/') + 1) : path.slice(root.length + 1);
    const steps = inside.replace(/\.(json|ya?ml)$/, '').split('/');
    if (steps.at(-1) === 'data') steps.pop();
    const top = steps.length > 0 ? steps.slice(0, 1) : Object.keys(value as object);
    for (const name of top) {
      if (RESERVED.includes(name)) diagnostics.push(reservedData(source.path, name));
    }
    place(data, steps, value);
  }
  return data;
}

function readFile(source: Source, diagnostics: Diagnostic[]): Json | undefined {
  if (source.path.endsWith('.json')) {
    try {
      return JSON.parse(source.text) as Json;
    } catch {
      // The strict reader below says where JSON goes wrong; JSON is YAML as well.
    }
  }
  const { value, diagnostics: faults } = parseStrictYaml(source);
  diagnostics.push(...faults);
  return value && toJson(value);
}

function place(data: Record<string, Json>, steps: readonly string[], value: Json): void {
  const [first, ...rest] = steps;
  if (first === undefined) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, part] of Object.entries(value)) define(data, key, part);
    }
    return;
  }
  if (rest.length === 0) {
    define(data, first, value);
    return;
  }
  const below: Record<string, Json> = { ...(data[first] as Record<string, Json> | undefined) };
  place(below, rest, value);
  define(data, first, below);
}

/** Assignment would give `__proto__` a meaning of its own. */
function define(target: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
