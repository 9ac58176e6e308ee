/** A file of JSON or YAML as a Rego value that loses no digit. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import { BuiltinError } from '../rego/builtins/declaration.js';
import { host } from '../rego/builtins/json/host.js';
import { jsonText, parseJsonValue } from '../rego/builtins/json-value.js';
import type { Value } from '../rego/builtins/value.js';
import { nestedTooDeep, notText, unreadable } from './errors.js';
import { jsonDeeperThan, yamlDeeperThan } from './nesting.js';

/** The text of a file; a diagnostic where it is not UTF-8. */
export function textOf(path: string, bytes: Uint8Array): string | Diagnostic {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return notText(path);
  }
}

/** A document that was read. */
export interface ReadDocument {
  /** As JSON text that loses no digit. */
  readonly json: string;
  readonly value: Value;
  /** As plain data, whose numbers may have lost digits; absent where it was no JSON. */
  readonly plain?: unknown;
}

/** The value of a large document takes long to make, and is seldom asked for. */
function fromJson(json: string, plain: unknown): ReadDocument {
  let value: Value | undefined;
  return {
    json,
    plain,
    get value() {
      value ??= parseJsonValue(json) ?? null;
      return value;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Documents that are nested deeper are refused unless another limit is given. */
export const DEEPEST = 1000;

/**
 * Reads a document. What is no YAML is no JSON either, so everything but `.json` is read as YAML, as OPA does.
 *
 * @param path decides between JSON and YAML by its end
 * @param deepest how deep it may be nested
 */
export function readDocument(
  path: string,
  bytes: Uint8Array,
  deepest = DEEPEST,
): ReadDocument | { readonly diagnostic: Diagnostic } {
  const text = textOf(path, bytes);
  if (typeof text !== 'string') return { diagnostic: text };
  const source: Source = { path, text };
  const deep = jsonDeeperThan(deepest, text);
  const plain = deep === undefined ? parseJson(text) : undefined;
  if (plain !== undefined) return fromJson(text, plain);
  if (path.endsWith('.json')) {
    return { diagnostic: deep === undefined ? jsonFault(source) : tooDeep(source, deep, deepest) };
  }
  const deepYaml = yamlDeeperThan(deepest, text);
  if (deepYaml !== undefined) return { diagnostic: tooDeep(source, deepYaml, deepest) };
  try {
    const read = host.get('yaml.unmarshal')?.([text], {
      now: () => 0n,
      memo: new Map(),
      environment: new Map(),
    });
    const value = read ?? null;
    return { json: jsonText(value), value };
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    // The YAML reader tells of an exhausted stack as of a fault in the text.
    const isOurs = failure instanceof BuiltinError && !/call stack/.test(reason);
    const [, line, rest] = /^yaml: line (\d+): (.*)/s.exec(reason) ?? [];
    const start = line === undefined ? 0 : startOfLine(text, Number(line));
    return {
      diagnostic: unreadable(
        { source, start, end: start + 1 },
        'YAML',
        isOurs ? (rest ?? reason) : 'it is nested too deep',
      ),
    };
  }
}

function tooDeep(source: Source, start: number, deepest: number): Diagnostic {
  return nestedTooDeep({ source, start, end: start + 1 }, deepest);
}

function startOfLine(text: string, line: number): number {
  let at = 0;
  for (let seen = 1; seen < line && at >= 0; seen++) at = text.indexOf('\n', at) + 1;
  return at;
}

/** Says where JSON goes wrong: the reader of the platform names the place in some messages only. */
function jsonFault(source: Source): Diagnostic {
  const { text } = source;
  let reason = 'it is nested too deep';
  try {
    JSON.parse(text);
  } catch (failure) {
    reason = failure instanceof Error ? failure.message : String(failure);
  }
  const [, position] = /at position (\d+)/.exec(reason) ?? [];
  const [, token] = /^Unexpected token '?(.)'?, /u.exec(reason) ?? [];
  const guess = token === undefined ? text.length : text.lastIndexOf(token);
  const start = position === undefined ? Math.max(0, guess) : Number(position);
  const message = reason
    .replace(/ in JSON at position .*/s, '')
    .replace(/, .* is not valid JSON/s, '');
  return unreadable({ source, start, end: start + 1 }, 'JSON', message.toLowerCase());
}
