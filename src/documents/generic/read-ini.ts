/**
 * INI files and Java's properties. Neither has a standard: lines are `key = value` or `key: value`, `[section]` begins a map of its own,
 * `;` and `#` (in properties `!` as well) begin a comment line. Values are texts; quotes around a whole value are taken off. Names are
 * not split at dots, and a name that stands twice is reported, because programs disagree on what it means.
 */
import type { Source, Span } from '../../diagnostics/source.js';
import type { Problem } from '../../model/document.js';
import { placeOf } from '../place.js';
import { MutableMap } from './mutable-node.js';
import type { ReadNodes } from './read-nodes.js';

/** Larger texts are refused, in UTF-16 units. */
const LARGEST = 4_000_000;

/** Problems that are reported of one file. */
const MOST_PROBLEMS = 20;

/** Reads an INI file. Never throws. */
export function readIni(source: Source): ReadNodes {
  return readLines(source, (line) => /^[;#]/.test(line), { sections: true });
}

/** Reads a file of properties. Never throws. */
export function readProperties(source: Source): ReadNodes {
  return readLines(source, (line) => /^[#!]/.test(line), { sections: false });
}

function readLines(
  source: Source,
  isComment: (line: string) => boolean,
  { sections }: { readonly sections: boolean },
): ReadNodes {
  const { text } = source;
  const problems: Problem[] = [];
  const report = (message: string, { start, end }: Span) => {
    if (problems.length < MOST_PROBLEMS) {
      problems.push({ code: 'ini', message, loc: placeOf(source, start, end) });
    }
  };
  if (text.length > LARGEST) {
    report(`it is larger than ${LARGEST} characters`, { source, start: 0, end: 0 });
    return { documents: [], problems };
  }
  const root = new MutableMap({ source, start: 0, end: text.length });
  let section = root;
  for (const { line, start } of logicalLines(text, !sections)) {
    const span = (from: number, to: number): Span => ({
      source,
      start: start + from,
      end: start + to,
    });
    const indent = line.length - line.trimStart().length;
    const written = line.trim();
    if (written === '' || isComment(written)) continue;
    const whole = span(indent, indent + written.length);
    const [, name] = (sections && /^\[([^\]]*)\]\s*(?:[;#].*)?$/.exec(written)) || [];
    if (name !== undefined) {
      const key = span(indent + 1, indent + 1 + name.length);
      if (root.has(name.trim())) report(`\`${shown(name)}\` stands here twice`, key);
      section = root.map(name.trim(), key, whole);
      continue;
    }
    if (sections && written.startsWith('[')) {
      report('the section has no end', whole);
      continue;
    }
    const split = sections ? /^([^=:]*?)\s*[=:]\s*/.exec(written) : splitProperty(written);
    const [prefix = written, key = written] = split ?? [];
    if (key === '') {
      report('the line has no name', whole);
      continue;
    }
    const keySpan = span(indent, indent + key.length);
    if (section.has(key)) report(`\`${shown(key)}\` stands here twice`, keySpan);
    const value = split === null ? null : written.slice(prefix.length);
    const from = indent + (split === null ? 0 : prefix.length);
    section.set(key, keySpan, {
      kind: 'scalar',
      value: value === null ? null : sections ? unquoted(value) : unescaped(value),
      style: 'plain',
      span: span(from, indent + written.length),
      size: 1,
    });
  }
  return { documents: [root.done()], problems };
}

/** A property's name ends at the first blank, `=` or `:` that no backslash stands before. */
function splitProperty(line: string): RegExpExecArray | null {
  return /^((?:\\.|[^\\=:\s])*)(?:\s*[=:]\s*|\s+)/s.exec(line);
}

/** Lines with their offsets; in properties a backslash at the end goes on in the next line. */
function* logicalLines(
  text: string,
  isJoined: boolean,
): Generator<{ readonly line: string; readonly start: number }> {
  const end = isJoined ? /(?:\\\r?\n|[^\n])*(?:\n|$)/gy : /[^\n]*(?:\n|$)/gy;
  for (let at = 0; at < text.length; ) {
    end.lastIndex = at;
    const [line = ''] = end.exec(text) ?? [];
    if (line === '') return;
    yield { line: line.replace(/\r?\n$/, ''), start: at };
    at += line.length;
  }
}

function unquoted(value: string): string {
  const [, , inner] = /^(["'])(.*)\1$/s.exec(value) ?? [];
  return inner ?? value;
}

/** Escapes of properties. */
function unescaped(value: string): string {
  return value.replace(
    /\\(?:\r?\n\s*|u([0-9a-fA-F]{4})|([\s\S]))/g,
    (_, hex: string | undefined, letter: string | undefined) =>
      hex !== undefined
        ? String.fromCharCode(Number.parseInt(hex, 16))
        : letter === undefined
          ? ''
          : (ESCAPES.get(letter) ?? letter),
  );
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['f', '\f'],
]);

/** Control characters of the file must not end up in a message. */
function shown(name: string): string {
  return name.replace(/\s+/g, ' ').slice(0, 50);
}
