/** Where heredocs are seen: behind ADD, COPY, RUN, also as ONBUILD triggers, never in JSON form. */
import { lexWords } from './lex.js';
import type { Logical } from './logical.js';
import { jsonWords, splitKeyword, takeFlags } from './words.js';

export interface HeredocWord {
  readonly name: string;
  readonly fd: number;
  readonly expand: boolean;
  readonly chomp: boolean;
}

const TAKES_HEREDOC = /^(add|copy|run)$/i;

/** The heredocs that a logical line announces, in the order of their bodies. */
export function heredocsOf(line: Logical, escape: string): HeredocWord[] {
  if (!line.text.includes('<<') || !mayHave(line, escape)) return [];
  // The lexer takes the backslash for its escape here, whatever the directive says.
  const words = lexWords(line.text, { escape: '\\', rawQuotes: true, rawEscapes: true });
  return (words ?? []).flatMap(heredocWord);
}

/** A word such as `3<<-"EOF"`; nothing for another one. */
export function heredocWord(word: string): HeredocWord[] {
  const match = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/.exec(word);
  if (match === null) return [];
  const [, fd = '', dash = '', written = ''] = match;
  const [name, ...more] = lexWords(written, { escape: '\\' }) ?? [];
  const [quoted] = lexWords(written, { escape: '\\', rawQuotes: true }) ?? [];
  if (name === undefined || quoted === undefined || more.length > 0) return [];
  return [
    { name, fd: Number(fd), chomp: dash === '-', expand: quotesIn(name) === quotesIn(quoted) },
  ];
}

function mayHave(line: Logical, escape: string): boolean {
  const { written, rest } = splitKeyword(line);
  const { rest: words } = takeFlags(rest, escape);
  if (/^onbuild$/i.test(written)) return mayHaveInside(words, escape);
  return TAKES_HEREDOC.test(written) && !Array.isArray(jsonWords(words));
}

function mayHaveInside(trigger: Logical, escape: string): boolean {
  const { written, rest } = splitKeyword(trigger);
  return TAKES_HEREDOC.test(written) && !Array.isArray(jsonWords(takeFlags(rest, escape).rest));
}

function quotesIn(text: string): number {
  return text.replace(/[^'"]/g, '').length;
}
