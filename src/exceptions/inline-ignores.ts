import type { Diagnosed, Diagnostic } from '../diagnostics/diagnostic.js';
import { lineStarts, type Source, type Span } from '../diagnostics/source.js';
import type { Document } from '../model/document.js';
import type { PeerTool } from '../model/settings.js';
import { endOf } from '../model/time.js';
import { badInline } from './errors.js';

/** A comment in a judged file that asks for a rule to be ignored. */
export interface InlineIgnore {
  /** `inline:<uri>:<line>`, which stands in the verdict where an exception's id stands. */
  readonly id: string;
  readonly uri: string;
  readonly line: number;
  readonly rules: readonly string[];
  readonly reason: string;
  /** As written; absent in comments for other tools, which never end. */
  readonly expires?: string;
  /** The tool that the comment is for, where it is not this one; its names are that tool's. */
  readonly peer?: PeerTool;
  /** The lines that it is about; absent: findings about the file as a whole, such as about something that it lacks. */
  readonly lines?: { readonly from: number; readonly to: number };
  readonly span: Span;
}

const COMMENT = /^[ \t]*#[ \t]*policy:ignore(-file)?\b(.*)$/gm;

/**
 * Reads `# policy:ignore <rule>[,<rule>] reason=… expires=…` above an instruction, and `# policy:ignore-file …` anywhere. A comment
 * without a reason or an expiry ignores nothing and is an error.
 */
export function readInlineIgnores(documents: readonly Document[]): Diagnosed<InlineIgnore[]> {
  const found: InlineIgnore[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { uri, source, value } of documents) {
    if (!source?.text.includes('policy:ignore')) continue;
    const ranges = instructionRanges(value);
    for (const match of source.text.matchAll(COMMENT)) {
      const span = { source, start: match.index, end: match.index + match[0].trimEnd().length };
      const line = lineOf(source, match.index);
      // Inside a heredoc or a continued instruction it is no comment of the file's.
      if (ranges.some(({ from, to }) => line >= from && line <= to)) continue;
      const isFile = match[1] !== undefined;
      const lines = isFile ? undefined : linesBelow(source, line, ranges);
      const read = readComment(match[2] ?? '');
      if (typeof read === 'string') diagnostics.push(badInline(span, read));
      else if (!isFile && lines === undefined) {
        diagnostics.push(badInline(span, 'nothing stands below it'));
      } else {
        found.push({
          id: `inline:${uri}:${line}`,
          uri,
          line,
          ...read,
          ...(lines && { lines }),
          span,
        });
      }
    }
  }
  return { value: found, diagnostics };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where the instructions of a Dockerfile stand; none for other kinds. */
function instructionRanges(value: Document['value']): Range[] {
  const stages = (value['stages'] ?? []) as readonly { readonly instr?: readonly unknown[] }[];
  const nodes = [
    ...((value['globalArgs'] ?? []) as readonly unknown[]),
    ...stages.flatMap(({ instr }) => instr ?? []),
  ];
  return nodes.flatMap((node) => {
    const loc = (node as { readonly loc?: { readonly line?: number; readonly endLine?: number } })
      .loc;
    if (loc?.line === undefined) return [];
    return [{ from: loc.line, to: loc.endLine ?? loc.line }];
  });
}

/** The instruction below a comment; where there are none, the next line that is neither empty nor a comment. */
function linesBelow(source: Source, line: number, ranges: readonly Range[]): Range | undefined {
  if (ranges.length > 0) {
    const below = ranges.filter(({ from }) => from > line).sort((a, b) => a.from - b.from);
    return below[0];
  }
  const lines = source.text.split('\n');
  const next = lines.findIndex((text, index) => index >= line && !/^\s*(#|$)/.test(text));
  return next < 0 ? undefined : { from: next + 1, to: next + 1 };
}

function lineOf(source: Source, offset: number): number {
  const starts = lineStarts(source);
  let line = starts.length;
  while (line > 1 && (starts[line - 1] as number) > offset) line--;
  return line;
}

/** The words of a comment; a text says what is wrong with them. */
function readComment(
  text: string,
): { rules: readonly string[]; reason: string; expires: string } | string {
  const expires = /\bexpires=(\S+)/.exec(text)?.[1];
  const reason = /\breason=("[^"]*"|.*?)(?=\s+expires=|\s*$)/.exec(text)?.[1];
  const rules = (/^\s*([^\s=]+)(?=\s|$)/.exec(text)?.[1] ?? '').split(',').filter(Boolean);
  if (rules.length === 0) return 'it names no rule';
  const why = reason?.replace(/^"|"$/g, '').trim();
  if (!why) return 'it gives no `reason=`';
  if (expires === undefined) return 'it gives no `expires=`';
  if (endOf(expires) === undefined) return `\`${expires}\` is no date for \`expires\``;
  return { rules, reason: why, expires };
}
