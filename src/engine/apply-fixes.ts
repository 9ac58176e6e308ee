import type { Finding } from '../model/finding.js';
import type { Json } from '../model/json.js';

/** What applying the fixes of a verdict comes to. */
export interface AppliedFixes {
  /** New texts by uri; only files that change. */
  readonly files: ReadonlyMap<string, string>;
  /** How many findings were mended. */
  readonly count: number;
}

/** A change of one file between two offsets. */
interface Edit {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Fields = { readonly [key: string]: Json };

/**
 * Applies the fixes of findings that stand. An edit names a range (`at`) and what becomes of it: `replace` all of it, or the first
 * `find` in it; add `after` it; or `append` a line to the file. Fixes that would touch the same text wait for the next pass.
 *
 * @param read the text of a judged file as it is now
 */
export function applyFixes(
  findings: readonly Finding[],
  read: (uri: string) => string | undefined,
): AppliedFixes {
  const taken: Edit[] = [];
  let count = 0;
  for (const { fix, status } of findings) {
    if (status !== 'fail' && status !== 'warn') continue;
    const edits = editsOf(fix, read);
    if (edits === undefined || edits.some((edit) => clashes(edit, taken))) continue;
    taken.push(...edits);
    count++;
  }
  const files = new Map<string, string>();
  for (const uri of new Set(taken.map((edit) => edit.uri))) {
    const own = taken.filter((edit) => edit.uri === uri).sort((a, b) => b.start - a.start);
    let text = read(uri) ?? '';
    for (const { start, end, text: put } of own) {
      text = text.slice(0, start) + put + text.slice(end);
    }
    files.set(uri, text);
  }
  return { files, count };
}

function clashes(edit: Edit, taken: readonly Edit[]): boolean {
  return taken.some(
    (other) =>
      other.uri === edit.uri &&
      (edit.start < other.end || edit.start === other.start) &&
      (other.start < edit.end || edit.start === other.start),
  );
}

/** All edits of a fix, or none of them: half a fix is worse than none. */
function editsOf(
  fix: Json | undefined,
  read: (uri: string) => string | undefined,
): Edit[] | undefined {
  const list = isFields(fix) ? fix['edits'] : undefined;
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const edits = (list as readonly Json[]).map((item) =>
    isFields(item) ? editOf(item, read) : undefined,
  );
  return edits.every((edit) => edit !== undefined) ? edits : undefined;
}

function isFields(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function editOf(item: Fields, read: (uri: string) => string | undefined): Edit | undefined {
  const at = item['at'];
  if (!isFields(at) || typeof at['uri'] !== 'string') return undefined;
  const uri = at['uri'];
  const text = read(uri);
  if (text === undefined) return undefined;
  const { find, replace, after, append } = item;
  if (typeof append === 'string') {
    if (text.split(/\r?\n/).includes(append)) return undefined;
    const gap = text === '' || text.endsWith('\n') ? '' : '\n';
    return { uri, start: text.length, end: text.length, text: `${gap}${append}\n` };
  }
  const start = offsetOf(text, at['line'], at['col']);
  const end = offsetOf(text, at['endLine'], at['endCol']);
  if (start === undefined || end === undefined || end < start) return undefined;
  if (typeof after === 'string') return { uri, start: end, end, text: after };
  if (typeof replace !== 'string') return undefined;
  if (typeof find !== 'string') return { uri, start, end, text: replace };
  const found = text.slice(start, end).indexOf(find);
  if (found < 0) return undefined;
  return { uri, start: start + found, end: start + found + find.length, text: replace };
}

/** The offset of a line and column (1-based, UTF-16 units). */
function offsetOf(text: string, line: Json | undefined, column: Json | undefined) {
  if (typeof line !== 'number' || typeof column !== 'number') return undefined;
  let start = 0;
  for (let left = line - 1; left > 0; left--) {
    const end = text.indexOf('\n', start);
    if (end < 0) return undefined;
    start = end + 1;
  }
  const offset = start + column - 1;
  return offset <= text.length ? offset : undefined;
}
