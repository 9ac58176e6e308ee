/** A file of JSON or YAML as a Rego value that loses no digit. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import { BuiltinError } from '../rego/builtins/declaration.js';
import { host } from '../rego/builtins/json/host.js';
import { parseJsonValue } from '../rego/builtins/json-value.js';
import type { Value } from '../rego/builtins/value.js';
import { notText, unreadable } from './errors.js';

/** The text of a file; a diagnostic where it is not UTF-8. */
export function textOf(path: string, bytes: Uint8Array): string | Diagnostic {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return notText(path);
  }
}

/**
 * Reads a document. What is no YAML is no JSON either, so everything but `.json` is read as YAML, as OPA does.
 *
 * @param path decides between JSON and YAML by its end
 */
export function readDocument(
  path: string,
  bytes: Uint8Array,
): { readonly value: Value } | { readonly diagnostic: Diagnostic } {
  const text = textOf(path, bytes);
  if (typeof text !== 'string') return { diagnostic: text };
  const value = parseJsonValue(text);
  if (value !== undefined) return { value };
  const source: Source = { path, text };
  if (path.endsWith('.json')) return { diagnostic: jsonFault(source) };
  try {
    const read = host.get('yaml.unmarshal')?.([text], {
      now: () => 0n,
      memo: new Map(),
      environment: new Map(),
    });
    return { value: read ?? null };
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    const isOurs = failure instanceof BuiltinError;
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
