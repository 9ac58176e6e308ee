import type { SyntaxNode, Word, WordPart } from 'unbash';
import { forEachChild } from 'unbash';
import type { ShellWord } from './types.js';

/** The values of variables that are known where a word stands. */
export type Known = ReadonlyMap<string, string>;

/**
 * A word with its quotes removed and the variables replaced whose values are known. The value of an unquoted variable alone is split at
 * white space, as the shell does.
 */
export function wordsOf(word: Word, known: Known): ShellWord[] {
  const { parts } = word;
  if (parts === undefined) return [{ lit: word.value, vars: [], quote: 'none', glob: false }];
  if (parts.length === 1 && isComment(parts[0])) return [];
  const reading: Reading = { known, vars: [], isGlob: false };
  const whole = parts.map((part) => literalOf(part, reading)).join('');
  const lit = whole.length > Math.max(LONGEST, word.text.length) ? word.text : whole;
  const quotes = new Set(parts.map(quoteOf));
  const [only] = quotes;
  const quote = quotes.size > 1 ? 'mixed' : (only ?? 'none');
  const isSplit = quote === 'none' && parts.length === 1 && isVariable(parts[0]);
  const texts =
    isSplit && reading.vars.length === 0 ? lit.split(/\s+/).filter((text) => text) : [lit];
  return texts.map((text) => ({ lit: text, vars: reading.vars, quote, glob: reading.isGlob }));
}

/** A command of nothing but a comment, as people write it between the lines of one command: `` `# tools` ``. It leaves no word. */
function isComment(part: WordPart | undefined): boolean {
  if (part?.type !== 'CommandExpansion') return false;
  const inner = part.text.replace(/^(`|\$\()/, '').replace(/(`|\))$/, '');
  return /^\s*(#[^\n]*(\n\s*|$))+$/.test(inner);
}

/** A word as one text, whatever is in it. */
export function textOf(word: Word | undefined, known: Known): string {
  if (word === undefined) return '';
  if (word.parts === undefined) return word.value;
  const reading: Reading = { known, vars: [], isGlob: false };
  const whole = word.parts.map((part) => literalOf(part, reading)).join('');
  return whole.length > Math.max(LONGEST, word.text.length) ? word.text : whole;
}

/** Words that grow beyond this many characters through their variables are left as they were written. */
const LONGEST = 8192;

interface Reading {
  readonly known: Known;
  readonly vars: string[];
  isGlob: boolean;
}

function literalOf(part: WordPart, reading: Reading): string {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return part.value;
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.map((inner) => literalOf(inner, reading)).join('');
    case 'SimpleExpansion':
      return look(part.text.slice(1), part.text, reading);
    case 'ParameterExpansion': {
      const isPlain = !part.prefix && !part.index && !part.operation;
      if (isPlain) return look(part.parameter, part.text, reading);
      reading.vars.push(part.parameter);
      return part.text;
    }
    case 'Glob':
    case 'ExtendedGlob':
      reading.isGlob = true;
      return 'value' in part ? part.value : part.text;
    case 'CommandExpansion':
      reading.vars.push('$()');
      return part.text;
    default:
      innerVariables(part, reading.vars);
      return part.text;
  }
}

function look(name: string, written: string, { known, vars }: Reading): string {
  const value = known.get(name);
  if (value === undefined) vars.push(name);
  return value ?? written;
}

function innerVariables(node: SyntaxNode, vars: string[]): void {
  forEachChild(node, (child) => {
    if (child.type === 'SimpleExpansion') vars.push(child.text.slice(1));
    else if (child.type === 'ParameterExpansion') vars.push(child.parameter);
    else if (child.type !== 'CommandExpansion') innerVariables(child, vars);
  });
}

function quoteOf({ type }: WordPart): 'none' | 'single' | 'double' {
  if (type === 'SingleQuoted' || type === 'AnsiCQuoted') return 'single';
  return type === 'DoubleQuoted' || type === 'LocaleString' ? 'double' : 'none';
}

function isVariable(part: WordPart | undefined): boolean {
  return part?.type === 'SimpleExpansion' || part?.type === 'ParameterExpansion';
}
