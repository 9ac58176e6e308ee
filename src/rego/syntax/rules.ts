import type * as ast from './ast.js';
import { parseBracedBody, parseLiteral } from './bodies.js';
import type { Cursor } from './cursor.js';
import { illegalRule, missingKeyword } from './errors.js';
import { parseExpression } from './expressions.js';
import { parseHead } from './heads.js';
import { SyntaxFault } from './lexer.js';
import { termName } from './refs.js';
import { parseRuleFromQuery, trueExpr } from './statements.js';

/** rule := ["default"] head body? else*; a chain of bodies makes several rules. */
export function parseRule(cursor: Cursor): ast.Rule[] {
  cursor.terms.clear();
  cursor.pendingHint = undefined;
  const mark = cursor.mark();
  const rules = parseDeclaration(cursor);
  if (rules !== undefined) return rules;
  cursor.reset(mark);
  return parseRuleFromQuery(cursor);
}

/** Undefined where the text is no rule, though there is no fault in it. */
function parseDeclaration(cursor: Cursor): ast.Rule[] | undefined {
  const { start } = cursor.token;
  const isDefault = cursor.acceptKeyword('default');
  if (!cursor.at('identifier')) return undefined;
  const word = cursor.token.text;
  const isName = cursor.touches('.[') || word === 'and' || word === 'or';
  if (cursor.isKeyword(word) && !isName) return undefined;
  const parsed = parseHead(cursor, isDefault);
  if (parsed === undefined) return undefined;
  const { contains } = parsed;
  if (isDefault) return [defaultRule(cursor, parsed.head, start)];
  const hasIf = cursor.atKeyword('if');
  const head = hasIf || contains ? parsed.head : partialSetHead(parsed.head);
  if (!hasIf && !cursor.at('{')) {
    if (contains || (head.explicitValue && !continuesQuery(cursor))) {
      return [finished(cursor, head, [trueExpr(head.span)], start)];
    }
    return undefined;
  }
  const keyword = cursor.token;
  const body = hasIf ? parseIfBody(cursor) : parseBracedBody(cursor);
  const elsewhere = parseElse(cursor, head, hasIf);
  const first: ast.Rule = { ...finished(cursor, head, body, start), ...elsewhere };
  checkKeywords(cursor, first, hasIf, contains, keyword.start);
  const rules = [first];
  while (cursor.at('{')) {
    if (first.else !== undefined) cursor.failHere('expected else keyword');
    const from = cursor.token.start;
    rules.push(finished(cursor, head, parseBracedBody(cursor), from));
  }
  return rules;
}

/** What makes a query of more than a head: the whole is read again as one. */
function continuesQuery(cursor: Cursor): boolean {
  return cursor.at(';') || ['with', 'and', 'or'].some((word) => cursor.atKeyword(word));
}

function finished(cursor: Cursor, head: ast.Head, body: ast.Body, start: number): ast.Rule {
  return { kind: 'rule', default: false, head, body, span: cursor.from(start) };
}

/** `p[x] { … }` and `p.x { … }` of v0: `p` contains `x`. */
function partialSetHead(head: ast.Head): ast.Head {
  const [name, key] = head.ref.parts;
  if (head.args !== undefined || head.explicitValue) return head;
  if (head.ref.parts.length !== 2 || name === undefined || key === undefined) return head;
  const { span } = head;
  const ref: ast.Ref = { ...head.ref, parts: [name] };
  return { ref, key, assign: false, explicitValue: false, span };
}

/** v1 wants `if` before a body and `contains` before an element. */
function checkKeywords(
  cursor: Cursor,
  rule: ast.Rule,
  hasIf: boolean,
  contains: boolean,
  bodyStart: number,
): void {
  if (cursor.version === 0) return;
  const { span, head } = rule;
  const hint = cursor.lexer.span(bodyStart, bodyStart + 1);
  if (!hasIf) cursor.late.push(missingKeyword(span, 'if', 'before rule body', hint));
  if (head.key !== undefined && !contains) {
    cursor.late.push(missingKeyword(span, 'contains', 'for partial set rules', hint));
  }
}

/** "if" ( literal | "{" query "}" ): braces that could be a set are a body. */
function parseIfBody(cursor: Cursor): ast.Body {
  cursor.advance();
  if (!cursor.at('{')) return [parseLiteral(cursor)];
  const mark = cursor.mark();
  try {
    const expr = parseLiteral(cursor);
    const isSet = expr.kind === 'termExpr' && expr.term.kind === 'set';
    if (!isSet) return [expr];
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
  }
  cursor.reset(mark);
  return parseBracedBody(cursor);
}

/** Whether no var stands in a head's ref, refs aside. */
function isGround(term: ast.Term): boolean {
  switch (term.kind) {
    case 'var':
    case 'call':
      return false;
    case 'array':
    case 'set':
      return term.items.every(isGround);
    case 'object':
      return term.entries.every((entry) => entry.every(isGround));
    case 'ref':
      return term.parts.slice(1).every(isGround);
    default:
      return true;
  }
}

/** else := "else" [ (":=" | "=") expr ] [ "if" (literal | "{" query "}") | "{" query "}" ] */
function parseElse(cursor: Cursor, head: ast.Head, hasIf: boolean): { else?: ast.Rule } {
  if (!cursor.atKeyword('else')) return {};
  if (!head.ref.parts.slice(1).every(isGround)) {
    cursor.failHere('else keyword cannot be used on rules with variables in head');
  }
  const [, second] = head.ref.parts;
  const isKeyed = hasIf && head.ref.parts.length === 2 && second?.kind === 'ref';
  if (head.key !== undefined || isKeyed) {
    cursor.failHere('else keyword cannot be used on multi-value rules');
  }
  return { else: parseBranch(cursor, head) };
}

function parseBranch(cursor: Cursor, head: ast.Head): ast.Rule {
  const { start, end } = cursor.advance();
  const assign = cursor.at(':=');
  const explicitValue = assign || cursor.at('=');
  const atBody = () => cursor.at('{') || cursor.atKeyword('if');
  let value: ast.Term = { kind: 'boolean', value: true, span: cursor.lexer.span(start, end) };
  if (explicitValue) {
    cursor.advance();
    value = parseExpression(cursor, { pairs: true });
  } else if (!atBody()) cursor.unexpected('expected else value term or rule body');
  const elseHead: ast.Head = {
    ref: head.ref,
    ...(head.args && { args: head.args }),
    value,
    assign,
    explicitValue,
    span: cursor.from(start),
  };
  if (!atBody()) return finished(cursor, elseHead, [trueExpr(elseHead.span)], start);
  const hasIf = cursor.acceptKeyword('if');
  if (hasIf && cursor.at('end')) cursor.unexpected('rule body expected');
  const bodyStart = cursor.token.start;
  const body = cursor.at('{') ? parseBracedBody(cursor) : [parseLiteral(cursor)];
  const next = cursor.atKeyword('else') ? { else: parseBranch(cursor, head) } : {};
  const rule: ast.Rule = { ...finished(cursor, elseHead, body, start), ...next };
  checkKeywords(cursor, rule, hasIf, false, bodyStart);
  return rule;
}

/** A default's value may hold no vars, refs or calls outside comprehensions; its arguments are distinct vars. */
function defaultRule(cursor: Cursor, head: ast.Head, start: number): ast.Rule {
  const span = cursor.from(start);
  const fail = (reason: string): never =>
    cursor.fail(illegalRule(span, `illegal default rule (${reason})`));
  const isShort = head.ref.parts.length === 2 && head.args === undefined;
  if (head.value === undefined || (!head.explicitValue && isShort)) fail('must have a value');
  const illegal = head.value && illegalInDefault(head.value);
  if (illegal !== undefined) fail(`value cannot contain ${illegal}`);
  const names = new Set<string>();
  for (const argument of head.args ?? []) {
    if (argument.kind !== 'var') fail(`arguments cannot contain ${termName(argument)}`);
    else if (names.has(argument.name)) fail(`arguments cannot be repeated ${argument.name}`);
    else names.add(argument.name);
  }
  return { kind: 'rule', default: true, head, body: [trueExpr(head.span)], span };
}

function illegalInDefault(term: ast.Term): 'var' | 'ref' | 'call' | undefined {
  switch (term.kind) {
    case 'var':
      return term.name === 'input' || term.name === 'data' ? 'ref' : 'var';
    case 'ref':
    case 'call':
      return term.kind;
    case 'array':
    case 'set':
      return term.items.map(illegalInDefault).find((found) => found !== undefined);
    case 'object':
      return term.entries
        .flat()
        .map(illegalInDefault)
        .find((found) => found !== undefined);
    default:
      return undefined;
  }
}
