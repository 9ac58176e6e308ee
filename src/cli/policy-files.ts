import { parse } from 'yaml';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import { badData, pathMissing } from './errors.js';
import type { Io } from './io.js';

export interface PolicyFiles {
  readonly sources: readonly Source[];
  /** Base documents as JSON text. */
  readonly data: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads Rego files, and data: files that were named, and `data.json`, `data.yaml` in folders, all merged at the root as OPA
 * does. Other JSON and YAML in folders is left alone: it is what tests judge.
 */
export function readPolicyFiles(paths: readonly string[], io: Io): PolicyFiles {
  const diagnostics: Diagnostic[] = [];
  const sources: Source[] = [];
  const data: Record<string, unknown> = {};
  const add = (path: string, bytes: Uint8Array): void => {
    const content = new TextDecoder().decode(bytes);
    if (path.endsWith('.rego')) sources.push({ path, text: content });
    else if (/\.(json|ya?ml)$/.test(path)) {
      try {
        merge(data, parse(content) as unknown, path);
      } catch (failure) {
        diagnostics.push(
          badData(path, failure instanceof Error ? failure.message : String(failure)),
        );
      }
    }
  };
  for (const path of paths.length > 0 ? paths : ['.']) {
    if (io.isFile(path)) {
      const bytes = io.read(path);
      if (bytes) add(path, bytes);
      continue;
    }
    const tree = io.tree(path);
    if (tree === undefined) {
      diagnostics.push(pathMissing(path));
      continue;
    }
    for (const { uri } of tree.list('')) {
      if (!/\.rego$|(^|\/)data\.(json|ya?ml)$/.test(uri)) continue;
      const bytes = tree.read(uri);
      if (bytes) add(path === '.' ? uri : `${path.replace(/\/$/, '')}/${uri}`, bytes);
    }
  }
  return { sources, data: new TextEncoder().encode(JSON.stringify(data)), diagnostics };
}

/** Objects are merged; two values at one place are an error. */
function merge(into: Record<string, unknown>, value: unknown, path: string): void {
  if (!isObject(value)) throw new Error('data at the root is an object');
  for (const [key, item] of Object.entries(value)) {
    const known = into[key];
    if (known === undefined) into[key] = item;
    else if (isObject(known) && isObject(item)) merge(known, item, path);
    else throw new Error(`another file has a value at \`${key}\` as well`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
