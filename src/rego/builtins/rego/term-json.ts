import { invariant } from '../../../diagnostics/invariant.js';
import type * as ast from '../../syntax/ast.js';
import { Numeral } from '../value.js';
import { compareTerms } from './compare-terms.js';

export type Json = Readonly<Record<string, unknown>>;

/** A term: its type and value. Members of sets and objects stand in OPA's order. */
export function termJson(term: ast.Term): Json {
  switch (term.kind) {
    case 'null':
      return { type: 'null', value: {} };
    case 'boolean':
    case 'string':
      return { type: term.kind, value: term.value };
    case 'number':
      return { type: 'number', value: numberOf(term.text) };
    case 'var': {
      const name = { type: 'var', value: term.name };
      // The documents' names stand for refs of one part, except as heads of refs.
      return /^(?:input|data)$/.test(term.name) ? { type: 'ref', value: [name] } : name;
    }
    case 'ref':
      return { type: 'ref', value: refJson(term) };
    case 'array':
      return { type: 'array', value: term.items.map(termJson) };
    case 'set': {
      const sorted = [...term.items].sort(compareTerms);
      const items = sorted.filter((item, index) => {
        const previous = sorted[index - 1];
        return previous === undefined || compareTerms(previous, item) !== 0;
      });
      return { type: 'set', value: items.map(termJson) };
    }
    case 'object': {
      const entries = [...term.entries].sort(([a], [b]) => compareTerms(a, b));
      return { type: 'object', value: entries.map((entry) => entry.map(termJson)) };
    }
    case 'arrayComprehension':
    case 'setComprehension':
      return {
        type: term.kind.toLowerCase(),
        value: { term: termJson(term.term), body: bodyJson(term.body) },
      };
    case 'objectComprehension':
      return {
        type: 'objectcomprehension',
        value: { key: termJson(term.key), value: termJson(term.value), body: bodyJson(term.body) },
      };
    case 'call':
      return { type: 'call', value: callJson(term) };
    case 'templateString':
      return {
        type: 'templatestring',
        value: { multi_line: term.raw === true, parts: term.parts.map(partJson) },
      };
  }
}

/** The parts of a ref; its head is never a ref itself. */
export function refJson({ parts: [head, ...rest] }: ast.Ref): Json[] {
  const others = rest.map(termJson);
  if (head === undefined) return others;
  return [head.kind === 'var' ? { type: 'var', value: head.name } : termJson(head), ...others];
}

/** Numbers keep every digit. */
function numberOf(text: string): number | Numeral {
  const number = Number(text);
  return String(number) === text ? number : new Numeral(text);
}

const callJson = ({ operator, operands }: Pick<ast.Call, 'operator' | 'operands'>): Json[] =>
  [operator, ...operands].map(termJson);

/** Constants in braces are terms in OPA's tree; all else is an expression. */
function partJson(part: ast.Str | ast.Expr): Json {
  if (part.kind === 'string') return termJson(part);
  const isConstant =
    part.kind === 'termExpr' &&
    part.with.length === 0 &&
    /^(?:null|boolean|number|string)$/.test(part.term.kind);
  return isConstant ? termJson(part.term) : exprJson(part, 0);
}

export const bodyJson = (body: ast.Body): Json[] => body.map(exprJson);

function exprJson(expr: ast.Expr, index: number): Json {
  const isNegated = 'negated' in expr && expr.negated;
  return {
    index,
    ...(isNegated && { negated: true }),
    terms: expressionTerms(expr),
    ...(expr.with.length > 0 && {
      with: expr.with.map(({ target, value }) => ({
        target: termJson(target),
        value: termJson(value),
      })),
    }),
  };
}

function expressionTerms(expr: ast.Expr): unknown {
  switch (expr.kind) {
    case 'termExpr':
      return termJson(expr.term);
    case 'callExpr':
      return callJson(expr);
    case 'some':
      return { symbols: expr.domain === undefined ? expr.symbols.map(termJson) : [member(expr)] };
    case 'every':
      return {
        key: expr.key === undefined ? null : termJson(expr.key),
        value: termJson(expr.value),
        domain: termJson(expr.domain),
        body: bodyJson(expr.body),
      };
    case 'and':
    case 'or':
      return { [expr.kind]: [bodyJson(expr.left), bodyJson(expr.right)] };
    case 'notBody':
      return { not: bodyJson(expr.body) };
  }
}

/** `some k, v in xs` as a call of `internal.member_3`. */
function member({ symbols, domain }: ast.SomeExpr): Json {
  invariant(domain !== undefined, 'a declaration has no domain');
  const name = { type: 'string', value: `member_${symbols.length + 1}` };
  const operator = { type: 'ref', value: [{ type: 'var', value: 'internal' }, name] };
  return { type: 'call', value: [operator, ...[...symbols, domain].map(termJson)] };
}
