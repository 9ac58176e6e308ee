/** A statement that is no rule declared with a body is read as a query, and made a rule where it can be one. */
import type * as ast from './ast.js';
import { parseLiteral } from './bodies.js';
import type { Cursor } from './cursor.js';
import { illegalRule } from './errors.js';
import { termName } from './refs.js';

/** The name of the function that a call calls, its parts joined. */
export function operatorText({ operator }: { readonly operator: ast.Ref }): string {
  return operator.parts
    .map((part) => (part.kind === 'var' ? part.name : part.kind === 'string' ? part.value : '?'))
    .join('.');
}

/** Whether a term or expression is a call of the function of this name. */
export function isCallNamed(
  node: ast.Term | ast.Expr,
  name: string,
): node is (ast.Call | ast.CallExpr) & typeof node {
  return (node.kind === 'call' || node.kind === 'callExpr') && operatorText(node) === name;
}

/** statement := literal { ";" literal } */
export function parseRuleFromQuery(cursor: Cursor): ast.Rule[] {
  const literals = [parseLiteral(cursor)];
  while (cursor.accept(';')) literals.push(parseLiteral(cursor));
  const [first] = literals;
  if (first === undefined) return [];
  const made =
    literals.length > 1
      ? 'multiple expressions cannot be used for rule head'
      : ruleFromLiteral(cursor, first);
  if (typeof made !== 'string') return [made];
  cursor.late.push(illegalRule(first.span, made));
  return [];
}

/** A rule, or why there can be none. */
function ruleFromLiteral(cursor: Cursor, literal: ast.Expr): ast.Rule | string {
  if (literal.with.length > 0) {
    return 'expressions using with keyword cannot be used for rule head';
  }
  switch (literal.kind) {
    case 'notBody':
      return 'negated expressions cannot be used for rule head';
    case 'some':
      return "'some' declarations cannot be used for rule head";
    case 'termExpr':
      if (literal.negated) return 'negated expressions cannot be used for rule head';
      return ruleFromTerm(cursor, literal.term);
    case 'callExpr':
      if (literal.negated) return 'negated expressions cannot be used for rule head';
      return ruleFromCall(cursor, literal);
    default:
      return 'expression cannot be used for rule head';
  }
}

function ruleFromTerm(cursor: Cursor, term: ast.Term): ast.Rule | string {
  if (term.kind === 'var' && (term.name === 'input' || term.name === 'data')) {
    return 'refs cannot be used for rule head';
  }
  if (term.kind !== 'ref') return `${termName(term)} cannot be used for rule name`;
  const { span } = term;
  if (term.parts[0]?.kind !== 'var') return invalidHead(term);
  const [, key] = term.parts;
  if (term.parts.length === 2 && key !== undefined) {
    if (cursor.version === 1) return '`contains` keyword is required for partial set rules';
    const ref: ast.Ref = { ...term, parts: term.parts.slice(0, 1) };
    return bodiless({ ref, key, assign: false, explicitValue: false, span }, span);
  }
  if (cursor.version === 1) return 'rule must have value assignment and/or body declaration';
  const value: ast.Term = { kind: 'boolean', value: true, span };
  return bodiless({ ref: term, value, assign: false, explicitValue: false, span }, span);
}

function ruleFromCall(cursor: Cursor, call: ast.CallExpr): ast.Rule | string {
  const { span } = call;
  const [left, value] = call.operands;
  const assign = isCallNamed(call, 'assign');
  if ((assign || isCallNamed(call, 'eq')) && left !== undefined && value !== undefined) {
    const head = { value, assign, explicitValue: true, span };
    if (left.kind === 'call') {
      if (left.operator.parts[0]?.kind !== 'var') return invalidHead(left.operator);
      return bodiless({ ...head, ref: left.operator, args: left.operands }, span);
    }
    const ref: ast.Ref | undefined =
      left.kind === 'ref'
        ? left
        : left.kind === 'var'
          ? { kind: 'ref', parts: [left], span: left.span }
          : undefined;
    if (ref === undefined) return `${termName(left)} cannot be used for rule name`;
    if (ref.parts[0]?.kind !== 'var') return invalidHead(ref);
    return bodiless({ ...head, ref }, span);
  }
  if (cursor.isBuiltin(operatorText(call))) return 'rule name conflicts with built-in function';
  if (call.operands.length === 0) return 'rule argument list must take at least one argument';
  if (call.operator.parts[0]?.kind !== 'var') return invalidHead(call.operator);
  const yes: ast.Term = { kind: 'boolean', value: true, span };
  const head = { ref: call.operator, args: call.operands, value: yes };
  return bodiless({ ...head, assign: false, explicitValue: false, span }, span);
}

function invalidHead({ span }: ast.Ref): string {
  return `invalid rule head: ${span.source.text.slice(span.start, span.end)}`;
}

function bodiless(head: ast.Head, span: ast.Head['span']): ast.Rule {
  return { kind: 'rule', default: false, head, body: [trueExpr(span)], span };
}

/** A generated body that always holds. */
export function trueExpr(span: ast.Head['span']): ast.Expr {
  return {
    kind: 'termExpr',
    negated: false,
    term: { kind: 'boolean', value: true, span },
    with: [],
    span,
    generated: true,
  };
}
