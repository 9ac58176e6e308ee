import type { TextLocation } from '../../model/location.js';
import { expand, type Variables } from './lex.js';
import { type Logical, slice } from './logical.js';
import type { KeyValue } from './types.js';
import { quotedWords } from './words.js';

export interface ReadPairs {
  readonly kv: readonly KeyValue[];
  /** The old form without `=`, of ENV and LABEL. */
  readonly legacy: boolean;
  readonly faults: readonly string[];
  /** Quotes and variables that BuildKit trips over when it builds. */
  readonly wordFaults: readonly string[];
}

/** Reads the names and values of ENV, LABEL and ARG. */
export function readPairs(
  kw: string,
  rest: Logical,
  variables: Variables,
  escape: string,
  place: (text: Logical) => TextLocation,
): ReadPairs {
  const words = quotedWords(rest, escape);
  const faults: string[] = [];
  const wordFaults: string[] = [];
  const pair = (key: string, value: string | null, loc: TextLocation): KeyValue => {
    const name = expand(key, variables, escape);
    if (name.text === '') faults.push(`${kw} needs a name before \`=\``);
    if (name.fault !== undefined) wordFaults.push(name.fault);
    if (value === null) return { k: name.text, v: null, expanded: null, unresolved: [], loc };
    const { text, unresolved, fault } = expand(value, variables, escape);
    if (fault !== undefined) wordFaults.push(fault);
    return { k: name.text, v: unquoted(value), expanded: text, unresolved, loc };
  };
  if (isLegacyPair(kw, rest, escape)) {
    const match = /^([^\t\v\f\r ]*)[\t\v\f\r ]+/.exec(rest.text);
    if (match === null) {
      faults.push(`${kw} needs a name and a value`);
      return { kv: [pair(rest.text, '', place(rest))], legacy: true, faults, wordFaults };
    }
    const value = slice(rest, match[0].length, rest.text.length).text;
    return { kv: [pair(match[1] ?? '', value, place(rest))], legacy: true, faults, wordFaults };
  }
  const kv = words.map((word) => {
    const equals = word.text.indexOf('=');
    if (equals < 0 && kw !== 'ARG') faults.push(`\`${word.text}\` has no \`=\``);
    const key = equals < 0 ? word.text : word.text.slice(0, equals);
    const value = equals >= 0 ? word.text.slice(equals + 1) : kw === 'ARG' ? null : '';
    return pair(key, value, place(word));
  });
  return { kv, legacy: false, faults, wordFaults };
}

function unquoted(value: string): string {
  return value.replace(/^(["'])([\s\S]*)\1$/, '$2');
}

/** Whether a name and its value stand side by side without `=`. */
export function isLegacyPair(kw: string, rest: Logical, escape: string): boolean {
  const [first] = quotedWords(rest, escape);
  return kw !== 'ARG' && first !== undefined && !first.text.includes('=');
}
