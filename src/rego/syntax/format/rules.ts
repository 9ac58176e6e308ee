import { spanText } from '../../../diagnostics/source.js';
import type * as ast from '../ast.js';
import { writeExpr, writeLines } from './bodies.js';
import { offsetOf } from './lists.js';
import { writeArguments, writeRef, writeTerm } from './terms.js';
import type { Writer } from './writer.js';

/** Which words the formatted text may use: `if` and `contains`, as Rego v1 wants them, or v0's notation. */
export interface RuleStyle {
  readonly if: boolean;
  readonly contains: boolean;
  /** `:=` for all values; without it they stay as they were written. */
  readonly assign: boolean;
  /** Names of two parts with a dot, as all others: `opa fmt` writes `p["a"]` where a module has none that is longer. */
  readonly dottedPairs: boolean;
}

export function writeRule(writer: Writer, rule: ast.Rule, style: RuleStyle): void {
  if (rule.default) writer.write('default ');
  writeHead(writer, rule, style);
  writeBody(writer, rule, style);
  let last = rule;
  for (let branch = rule.else; branch !== undefined; branch = branch.else) {
    writeElse(writer, last, branch, style);
    last = branch;
  }
}

/** Rules of one line may follow one another without an empty line, where they did so before. */
export function isOneLiner(rule: ast.Rule, style: RuleStyle): boolean {
  const isPartial = rule.head.key !== undefined;
  return (
    !rule.default &&
    rule.body.length <= 1 &&
    rule.else === undefined &&
    style.if &&
    (style.contains || !isPartial)
  );
}

function writeHead(writer: Writer, rule: ast.Rule, style: RuleStyle): void {
  const { ref, args, key, value, explicitValue, span } = rule.head;
  writeName(writer, ref, style);
  if (args !== undefined) writeArguments(writer, args, ref.span.end);
  if (key !== undefined) {
    writer.write(style.contains ? ' contains ' : '[');
    writeTerm(writer, key);
    if (!style.contains) writer.write(']', span.end);
  }
  if (value === undefined) return;
  if (explicitValue) {
    if (saysTrue(rule) && style.if && hasBody(rule)) return;
    writeValue(writer, rule.head, style);
  } else if (isPlainTrue(rule)) {
    writer.write(style.assign ? ' := true' : ' = true');
  }
}

function writeName(writer: Writer, ref: ast.Ref, { dottedPairs }: RuleStyle): void {
  const [head, second, ...rest] = ref.parts;
  if (dottedPairs || head === undefined || second?.kind !== 'string' || rest.length > 0) {
    writeRef(writer, ref);
    return;
  }
  writeTerm(writer, head);
  writer.write(`[${quoted(second)}]`, ref.span.end);
}

/** As it was written, in quotes where it stood behind a dot. */
function quoted({ span, value }: ast.Str): string {
  const written = spanText(span);
  return written === value ? JSON.stringify(value) : written;
}

function writeValue(writer: Writer, { value, assign }: ast.Head, style: RuleStyle): void {
  writer.write(style.assign || assign ? ' := ' : ' = ');
  if (value !== undefined) writeTerm(writer, value);
}

function saysTrue({ head: { value } }: ast.Rule): boolean {
  return value?.kind === 'boolean' && value.value;
}

/** Whether there is a body to write: one that only says `true` says nothing. */
function hasBody(rule: ast.Rule): boolean {
  const [only] = rule.body;
  if (rule.body.length !== 1 || only === undefined) return true;
  if ('generated' in only && only.generated) return false;
  return !isTrue(only) || rule.else !== undefined;
}

/** `p if true`. */
function isPlainTrue(rule: ast.Rule): boolean {
  const [only] = rule.body;
  return only !== undefined && !hasBody(rule) && !('generated' in only && only.generated);
}

function isTrue(expr: ast.Expr): boolean {
  const isPlain = expr.kind === 'termExpr' && !expr.negated && expr.with.length === 0;
  return isPlain && expr.term.kind === 'boolean' && expr.term.value;
}

function writeBody(writer: Writer, rule: ast.Rule, style: RuleStyle): void {
  const [first] = rule.body;
  if (first === undefined || !hasBody(rule)) {
    if (!isGenerated(first)) writer.write('', endOf(writer, rule));
    return;
  }
  writer.write(style.if ? ' if ' : ' ');
  const braced = openingBrace(writer, rule, first);
  const onLine = writer.row(first.span.start) === writer.row(rule.head.span.start);
  if (style.if && rule.body.length === 1 && onLine && !looksLikeBody(first)) {
    writeExpr(writer, first);
    if (braced !== undefined) writer.write('', endOf(writer, rule));
    return;
  }
  writer.write('{', braced === undefined ? undefined : braced + 1);
  const closeAt = braced === undefined ? first.span.end : endOf(writer, rule) - 1;
  writer.block(() => writeLines(writer, rule.body), '}', closeAt);
}

function isGenerated(expr: ast.Expr | undefined): boolean {
  return expr !== undefined && 'generated' in expr && expr.generated === true;
}

/** Behind `if`, braces are taken for a body first. */
function looksLikeBody(expr: ast.Expr): boolean {
  return expr.kind === 'termExpr' && !expr.negated && expr.term.kind === 'set';
}

/** Where the brace before a body stands; undefined where it has none. */
function openingBrace(writer: Writer, rule: ast.Rule, first: ast.Expr): number | undefined {
  const from = rule.head.span.end;
  if (first.span.start < from) return undefined;
  const at = offsetOf(writer, '{', from);
  return at >= from && at < first.span.start ? at : undefined;
}

/** The end of a rule without its `else` branches. */
function endOf(writer: Writer, { body, else: other, span }: ast.Rule): number {
  if (other === undefined) return span.end;
  const last = body.at(-1)?.span.end ?? span.start;
  const at = offsetOf(writer, '}', last);
  return at >= last && at < other.span.start ? at + 1 : last;
}

/** On the line of the brace where it stood behind one, else on a line of its own. */
function writeElse(writer: Writer, before: ast.Rule, branch: ast.Rule, style: RuleStyle): void {
  const { text } = writer.source;
  const at = branch.span.start;
  const lineStart = text.lastIndexOf('\n', at) + 1;
  const isAlone = text.slice(lineStart, at).trim() === '';
  const sameLine = writer.row(at) === writer.row(before.span.start);
  const behindBrace = writer.endsWith('}') && !isAlone && !sameLine;
  if (behindBrace && !writer.hasCommentBefore(at)) writer.write(' ');
  else {
    writer.blankLine();
    writer.start(at);
  }
  writer.write('else', at + 'else'.length);
  if (branch.head.explicitValue && !(saysTrue(branch) && hasBody(branch))) {
    writeValue(writer, branch.head, style);
  }
  writeBody(writer, branch, style);
}
