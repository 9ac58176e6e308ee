import type { Source } from '../../diagnostics/source.js';
import type { Problem } from '../../model/document.js';
import type { Json } from '../../model/json.js';
import { placeOf } from '../place.js';
import { duplicateKeys } from './duplicate-keys.js';

/** One JSON value of a file, with where it begins. */
export interface JsonValue {
  readonly value: Json;
  readonly start: number;
}

export interface ReadJson {
  /** Several where the file is JSON lines; none where it is no JSON at all. */
  readonly values: readonly JsonValue[];
  readonly problems: readonly Problem[];
}

/** Values nested deeper are refused. */
const DEEPEST = 512;

/** Reads a file of JSON, or of JSON lines. Never throws. */
export function readJson(source: Source): ReadJson {
  const { text } = source;
  const skimmed = skim(text);
  if (skimmed === undefined) return { values: [], problems: [problem(source, 0, 'json', DEEP)] };
  try {
    const value = JSON.parse(text) as Json;
    const isDoubtful = skimmed.members !== membersOf(value);
    return { values: [{ value, start: 0 }], problems: isDoubtful ? duplicateKeys(source) : [] };
  } catch (failure) {
    const lines = readLines(source);
    if (lines.values.length > 1) {
      const members = lines.values.reduce((sum, { value }) => sum + membersOf(value), 0);
      // What is no JSON at all cannot be skimmed either.
      const isDoubtful = lines.problems.length === 0 && skimmed.members !== members;
      return isDoubtful ? { ...lines, problems: duplicateKeys(source) } : lines;
    }
    const message = failure instanceof Error ? failure.message : 'it is no JSON';
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
    const reason = message.replace(/ in JSON at position.*$| \(line.*$/s, '');
    return { values: [], problems: [problem(source, position, 'json', lowered(reason))] };
  }
}

const DEEP = `it is nested more than ${DEEPEST} deep`;

function readLines(source: Source): ReadJson {
  const values: JsonValue[] = [];
  const problems: Problem[] = [];
  let start = 0;
  for (const line of source.text.split('\n')) {
    if (line.trim() !== '') {
      try {
        values.push({ value: JSON.parse(line) as Json, start });
      } catch {
        problems.push(problem(source, start, 'json', 'this line is no JSON'));
        // A file whose first line is none is no file of JSON lines.
        if (values.length === 0) break;
      }
    }
    start += line.length + 1;
  }
  return { values, problems };
}

/** Counts the members of all objects of a text; undefined where it is nested too deep. */
function skim(text: string): { readonly members: number } | undefined {
  let depth = 0;
  let members = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (letter === 34) at = endOfString(text, at);
    else if (letter === 58) members += 1;
    else if (letter === 123 || letter === 91) {
      depth += 1;
      if (depth > DEEPEST) return undefined;
    } else if (letter === 125 || letter === 93) depth -= 1;
  }
  return { members };
}

/** The offset of the quote that ends a string, or the end of the text. To look for quotes is faster than to look at every letter. */
function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (quote >= 0) {
    let before = quote - 1;
    while (text.charCodeAt(before) === 92) before -= 1;
    // An even number of backslashes before it: they escape one another.
    if ((quote - before) % 2 === 1) return quote;
    quote = text.indexOf('"', quote + 1);
  }
  return text.length;
}

/** The members of all objects of a value, which is nested no deeper than is allowed: fewer than its text has where some stand twice. */
function membersOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (Array.isArray(value)) {
    for (const part of value) if (typeof part === 'object') members += membersOf(part);
    return members;
  }
  const parts = value as { readonly [key: string]: Json };
  for (const key in parts) {
    members += 1;
    const part = parts[key];
    if (typeof part === 'object' && part !== null) members += membersOf(part);
  }
  return members;
}

function problem(source: Source, at: number, code: string, message: string): Problem {
  return { code, message, loc: placeOf(source, at, at + 1) };
}

/** Control characters of the file must not end up in a message. */
function lowered(message: string): string {
  const clean = message.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, 200);
  return `${clean.slice(0, 1).toLowerCase()}${clean.slice(1)}`;
}
