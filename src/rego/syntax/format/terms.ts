import { spanText } from '../../../diagnostics/source.js';
import type * as ast from '../ast.js';
import { FUTURE_OPT_IN, FUTURE_V1, RESERVED } from '../token.js';
import { writeCompactBody, writeExpr, writeLines } from './bodies.js';
import { type ListItem, offsetOf, writeList } from './lists.js';
import { bindsLooser, type Infix, infixOf } from './operators.js';
import type { Writer } from './writer.js';

/** How a term that is an infix expression stands where it is. */
export type Placing =
  /** Nothing around it can be taken for a part of it. */
  | 'free'
  /** An operand, or the head of a comprehension: in parentheses. */
  | 'tight'
  /** An argument: `k, v in xs` would be misread. */
  | 'argument'
  /** An item of a collection: `|` would be misread as well. */
  | 'item';

export function writeTerm(writer: Writer, term: ast.Term, placing: Placing = 'free'): void {
  const { start, end } = term.span;
  switch (term.kind) {
    case 'null':
    case 'boolean':
    case 'string':
      writer.write(spanText(term.span), end);
      return;
    case 'number':
      writer.write(numberText(term), end);
      return;
    case 'var':
      writer.write(term.name.startsWith('$') ? '_' : term.name, end);
      return;
    case 'ref':
      writeRef(writer, term);
      return;
    case 'call':
      writeCall(writer, term, placing);
      return;
    case 'array':
      writeList(writer, brackets('[', ']', start, end), term.items.map(itemOf(writer, 'item')));
      return;
    case 'set':
      if (term.items.length === 0) {
        writer.write('set()', end);
        return;
      }
      writeList(writer, brackets('{', '}', start, end), term.items.map(itemOf(writer, 'item')));
      return;
    case 'object':
      writeList(
        writer,
        brackets('{', '}', start, end),
        term.entries.map(([key, value]) => ({
          start: key.span.start,
          end: value.span.end,
          write: () => {
            writeTerm(writer, key, 'item');
            writer.write(': ');
            writeTerm(writer, value, 'item');
          },
        })),
      );
      return;
    case 'arrayComprehension':
      writeComprehension(writer, '[', ']', [term.term], term.body, term.span);
      return;
    case 'setComprehension':
      writeComprehension(writer, '{', '}', [term.term], term.body, term.span);
      return;
    case 'objectComprehension':
      writeComprehension(writer, '{', '}', [term.key, term.value], term.body, term.span);
      return;
    case 'templateString':
      writeTemplate(writer, term);
      return;
  }
}

/** As the author wrote it; the zero of `-x` was not written. */
function numberText({ text, span }: ast.NumberTerm): string {
  const written = spanText(span);
  return /^-?\.?\d/.test(written) ? written : text;
}

function brackets(open: string, close: string, start: number, end: number) {
  return { open, close, openAt: start, closeAt: end - 1, opensLine: true };
}

function itemOf(writer: Writer, placing: Placing): (term: ast.Term) => ListItem {
  return (term) => ({
    start: term.span.start,
    end: term.span.end,
    write: () => writeTerm(writer, term, placing),
  });
}

/** The arguments of a function, in its head as well as in calls. */
export function writeArguments(writer: Writer, args: readonly ast.Term[], openAt: number): void {
  const closeAt = offsetOf(writer, ')', args.at(-1)?.span.end ?? openAt + 1);
  const shape = { open: '(', close: ')', openAt, closeAt, opensLine: false };
  writeList(writer, shape, args.map(itemOf(writer, 'argument')));
}

function writeCall(writer: Writer, call: ast.Call, placing: Placing): void {
  const infix = infixOf(call);
  if (infix === undefined) {
    writeRef(writer, call.operator);
    writeArguments(writer, call.operands, call.operator.span.end);
    writer.write('', call.span.end);
    return;
  }
  const isPair = infix.left.length > 1;
  const parentheses =
    placing === 'tight' ||
    (placing === 'argument' && isPair) ||
    (placing === 'item' && (isPair || infix.symbol === '|'));
  if (parentheses) writer.write('(');
  writeInfix(writer, infix, 'tight');
  if (parentheses) writer.write(')');
}

/** @param operands `tight`: in parentheses wherever they are infix themselves; `free`: where they must be */
export function writeInfix(writer: Writer, infix: Infix, operands: 'free' | 'tight'): void {
  const { symbol, left, right } = infix;
  const placing = (term: ast.Term, side: 'left' | 'right'): Placing => {
    if (left.length > 1) return 'tight';
    const tight = symbol !== 'in' && operands === 'tight';
    return tight || bindsLooser(term, infix, side) ? 'tight' : 'free';
  };
  left.forEach((term, index) => {
    if (index > 0) writer.write(', ');
    writeTerm(writer, term, placing(term, 'left'));
  });
  writer.write(` ${symbol} `);
  writeTerm(writer, right, placing(right, 'right'));
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const KEYWORDS = new Set([...RESERVED, ...FUTURE_V1, ...FUTURE_OPT_IN]);

/** A ref: `["a"]` is written `.a` where it can be. */
export function writeRef(writer: Writer, { parts, span }: ast.Ref): void {
  for (const [index, part] of parts.entries()) {
    if (index === 0) {
      writeTerm(writer, part, 'tight');
      continue;
    }
    if (part.kind === 'string') {
      const isName = NAME.test(part.value);
      const dotted = writer.source.text.charAt(part.span.start) !== '"' && part.raw !== true;
      if (isName && (dotted || !KEYWORDS.has(part.value))) {
        writer.write(`.${part.value}`, part.span.end);
        continue;
      }
    }
    writer.write('[');
    writeTerm(writer, part);
    writer.write(']', part.span.end + 1);
  }
  writer.write('', span.end);
}

function writeComprehension(
  writer: Writer,
  open: string,
  close: string,
  head: readonly ast.Term[],
  body: ast.Body,
  { start, end }: ast.Term['span'],
): void {
  writer.write(open, start + 1);
  head.forEach((term, index) => {
    if (index > 0) writer.write(': ');
    writeTerm(writer, term, 'tight');
  });
  writer.write(' |');
  if (writer.row(body.at(-1)?.span.start ?? end) === writer.row(start)) {
    writer.write(' ');
    writeCompactBody(writer, body);
    writer.write(close, end);
  } else writer.block(() => writeLines(writer, body), close, end - 1);
}

function writeTemplate(writer: Writer, { parts, raw, span }: ast.TemplateString): void {
  const quote = raw ? '`' : '"';
  writer.write(`$${quote}`);
  for (const part of parts) {
    if (part.kind === 'string') writer.write(spanText(part.span), part.span.end);
    else {
      writer.write('{');
      writeExpr(writer, part);
      writer.write('}');
    }
  }
  writer.write(quote, span.end);
}
