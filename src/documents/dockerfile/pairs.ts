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

/** Where the names and values of an instruction stand, and what is known there. */
export interface PairContext {
  readonly variables: Variables;
  readonly escape: string;
  readonly place: (text: Logical) => TextLocation;
  /** Takes note of an ARG as soon as it is read: the next one of the same instruction may use it. */
  readonly declare: (pair: KeyValue) => void;
}

/** Reads the names and values of ENV, LABEL and ARG. */
export function readPairs(kw: string, rest: Logical, context: PairContext): ReadPairs {
  const { variables, escape, place, declare } = context;
  const faults: string[] = [];
  const wordFaults: string[] = [];
  const read = (text: string) => {
    const { fault, ...result } = expand(text, variables, escape);
    if (fault !== undefined) wordFaults.push(fault);
    return result;
  };
  const pair = (key: string, value: string | null, loc: TextLocation): KeyValue => {
    if (key === '') faults.push(`${kw} needs a name before \`=\``);
    // The name of an ARG is taken as it is written.
    const name = kw === 'ARG' ? { text: key, unresolved: [] } : read(key);
    const k = name.text;
    if (value === null) return { k, v: null, expanded: null, unresolved: name.unresolved, loc };
    const { text: expanded, unresolved } = read(value);
    return {
      k,
      v: unquoted(value),
      expanded,
      unresolved: [...new Set([...name.unresolved, ...unresolved])],
      loc,
    };
  };
  if (isLegacyPair(kw, rest, escape)) {
    const [key, value] = legacyWords(rest);
    if (value === undefined) faults.push(`${kw} needs a name and a value`);
    const kv = [pair(key?.text ?? '', value?.text ?? '', place(rest))];
    return { kv, legacy: true, faults, wordFaults };
  }
  const kv = quotedWords(rest, escape).map((word) => {
    const equals = word.text.indexOf('=');
    if (equals < 0 && kw !== 'ARG') faults.push(`\`${word.text}\` has no \`=\``);
    const key = equals < 0 ? word.text : word.text.slice(0, equals);
    const value = equals >= 0 ? word.text.slice(equals + 1) : kw === 'ARG' ? null : '';
    const one = pair(key, value, place(word));
    if (kw === 'ARG') declare(one);
    return one;
  });
  return { kv, legacy: false, faults, wordFaults };
}

function unquoted(value: string): string {
  return value.replace(/^(["'])([\s\S]*)\1$/, '$2');
}

/** Name and value of the old form: the value is all that stands behind the name. */
export function legacyWords(rest: Logical): Logical[] {
  const match = /^([^\t\v\f\r ]*)[\t\v\f\r ]+/.exec(rest.text);
  if (match === null) return [rest];
  const [all, name = ''] = match;
  return [slice(rest, 0, name.length), slice(rest, all.length, rest.text.length)];
}

/** Whether a name and its value stand side by side without `=`. */
export function isLegacyPair(kw: string, rest: Logical, escape: string): boolean {
  const [first] = quotedWords(rest, escape);
  return kw !== 'ARG' && first !== undefined && !first.text.includes('=');
}
