import type * as ast from './ast.js';
import { parseBracedBody, parseLiteral } from './bodies.js';
import type { Cursor } from './cursor.js';
import { illegalRule, missingKeyword } from './errors.js';
import { parseExpression } from './expressions.js';
import { parseArguments, parseRefPart } from './terms.js';

/** rule := ["default"] head body? else*; a v0 chain of bodies makes several rules. */
export function parseRule(cursor: Cursor): ast.Rule[] {
  const { start } = cursor.token;
  if (cursor.atKeyword('default') && !cursor.touches('(')) {
    cursor.advance();
    return [parseDefault(cursor, start)];
  }
  const head = parseHead(cursor);
  const keyword = cursor.acceptKeyword('if');
  if (!keyword && cursor.at('{') && cursor.version === 1) {
    cursor.fail(
      missingKeyword(
        cursor.lexer.span(cursor.token.start, cursor.token.end),
        'if',
        'before rule body',
      ),
    );
  }
  if (!keyword && !cursor.at('{')) {
    if (cursor.version === 1 && cursor.atKeyword('else')) cursor.unexpected('');
    const elsewhere = parseElse(cursor, head);
    const isBare = head.key === undefined && !head.explicitValue && head.args === undefined;
    if (cursor.version === 1 && isBare) {
      const size = head.ref.parts.length;
      const reason =
        size === 1
          ? 'var cannot be used for rule name'
          : size === 2
            ? '`contains` keyword is required for partial set rules'
            : 'rule must have value assignment and/or body declaration';
      cursor.fail(illegalRule(head.span, reason));
    }
    return [
      {
        kind: 'rule',
        default: false,
        head,
        body: [trueExpr(head.span)],
        ...elsewhere,
        span: cursor.from(start),
      },
    ];
  }
  const body = keyword ? parseIfBody(cursor) : parseBracedBody(cursor);
  const first: ast.Rule = {
    kind: 'rule',
    default: false,
    head,
    body,
    ...parseElse(cursor, head),
    span: cursor.from(start),
  };
  const rules = [first];
  while (cursor.version === 0 && cursor.at('{') && first.else === undefined) {
    const from = cursor.token.start;
    rules.push({
      kind: 'rule',
      default: false,
      head,
      body: parseBracedBody(cursor),
      span: cursor.from(from),
    });
  }
  return rules;
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

/** "if" ( literal | "{" query "}" ): braces that could be a set are a body. */
function parseIfBody(cursor: Cursor): ast.Body {
  if (!cursor.at('{')) return [parseLiteral(cursor)];
  const literal = cursor.attempt(() => {
    const expr = parseLiteral(cursor);
    const isSet = expr.kind === 'termExpr' && expr.term.kind === 'set';
    if (isSet || !endsRule(cursor)) cursor.unexpected('expected a body');
    return expr;
  });
  return literal === undefined ? parseBracedBody(cursor) : [literal];
}

function endsRule(cursor: Cursor): boolean {
  return cursor.at('end') || cursor.token.newline || cursor.atKeyword('else');
}

/** head := ref [ arguments ] [ "contains" expr | (":=" | "=") expr ] */
function parseHead(cursor: Cursor): ast.Head {
  const { start } = cursor.token;
  const ref = parseHeadRef(cursor);
  const args =
    cursor.at('(') && cursor.token.start === cursor.lastEnd ? parseArguments(cursor) : undefined;
  if (cursor.atKeyword('contains')) {
    if (args !== undefined)
      cursor.unexpected('the contains keyword can only be used with multi-value rule definitions');
    cursor.advance();
    const key = parseExpression(cursor);
    return { ref, key, assign: false, explicitValue: false, span: cursor.from(start) };
  }
  const assign = cursor.at(':=');
  if (assign || cursor.at('=')) {
    cursor.advance();
    const value = parseExpression(cursor);
    return {
      ref,
      ...(args && { args }),
      value,
      assign,
      explicitValue: true,
      span: cursor.from(start),
    };
  }
  const span = cursor.from(start);
  const last = ref.parts.at(-1);
  if (
    cursor.version === 0 &&
    args === undefined &&
    ref.parts.length === 2 &&
    last !== undefined &&
    !cursor.atKeyword('if') &&
    isBracketed(cursor, last)
  ) {
    return {
      ref: { ...ref, parts: ref.parts.slice(0, 1) },
      key: last,
      assign: false,
      explicitValue: false,
      span,
    };
  }
  const value: ast.Term = { kind: 'boolean', value: true, span };
  return { ref, ...(args && { args }), value, assign: false, explicitValue: false, span };
}

/** Whether a ref part was written in brackets rather than behind a dot. */
function isBracketed(cursor: Cursor, part: ast.Term): boolean {
  return cursor.source.text.charAt(part.span.start - 1) !== '.';
}

function parseHeadRef(cursor: Cursor): ast.Ref {
  const { start, text } = cursor.token;
  if (cursor.at('identifier') && cursor.isKeyword(text) && !cursor.touches('.[')) {
    cursor.unexpected('rule name expected');
  }
  cursor.expect('identifier', 'expected a rule, import or package');
  const parts: ast.Term[] = [{ kind: 'var', name: text, span: cursor.from(start) }];
  while ((cursor.at('.') || cursor.at('[')) && cursor.token.start === cursor.lastEnd) {
    parts.push(parseRefPart(cursor));
  }
  return { kind: 'ref', parts, span: cursor.from(start) };
}

/** else := "else" [ (":=" | "=") expr ] [ "if" body | "{" query "}" ] */
function parseElse(cursor: Cursor, head: ast.Head): { else?: ast.Rule } {
  if (!cursor.atKeyword('else')) return {};
  const { start, end } = cursor.token;
  if (head.key !== undefined) {
    cursor.fail(
      illegalRule(
        cursor.lexer.span(start, end),
        '`else` keyword cannot be used on multi-value rules',
      ),
    );
  }
  if (head.ref.parts.slice(1).some((part) => part.kind !== 'string')) {
    cursor.fail(
      illegalRule(
        cursor.lexer.span(start, end),
        '`else` keyword cannot be used on rules with variables in head',
      ),
    );
  }
  cursor.advance();
  const assign = cursor.at(':=');
  const explicitValue = assign || cursor.at('=');
  let value: ast.Term = { kind: 'boolean', value: true, span: cursor.lexer.span(start, end) };
  if (explicitValue) {
    cursor.advance();
    value = parseExpression(cursor);
  }
  const elseHead: ast.Head = {
    ref: head.ref,
    ...(head.args && { args: head.args }),
    value,
    assign,
    explicitValue,
    span: cursor.from(start),
  };
  let body: ast.Body;
  if (cursor.acceptKeyword('if')) body = parseIfBody(cursor);
  else if (cursor.at('{')) {
    if (cursor.version === 1) {
      cursor.fail(
        missingKeyword(
          cursor.lexer.span(cursor.token.start, cursor.token.end),
          'if',
          'before rule body',
        ),
      );
    }
    body = parseBracedBody(cursor);
  } else {
    if (!explicitValue) cursor.unexpected('expected else value term or rule body');
    body = [trueExpr(elseHead.span)];
  }
  return {
    else: {
      kind: 'rule',
      default: false,
      head: elseHead,
      body,
      ...parseElse(cursor, head),
      span: cursor.from(start),
    },
  };
}

/** "default" head: a value is required and may hold no vars, refs or calls outside comprehensions. */
function parseDefault(cursor: Cursor, start: number): ast.Rule {
  const head = parseHead(cursor);
  if (!head.explicitValue || head.value === undefined) {
    cursor.fail(illegalRule(head.span, 'illegal default rule (must have a value)'));
  }
  if (cursor.atKeyword('if') || cursor.at('{')) {
    cursor.fail(
      illegalRule(
        cursor.lexer.span(cursor.token.start, cursor.token.end),
        'illegal default rule (cannot have body)',
      ),
    );
  }
  const illegal = illegalInDefault(head.value as ast.Term);
  if (illegal !== undefined) {
    cursor.fail(illegalRule(head.span, `illegal default rule (value cannot contain ${illegal})`));
  }
  for (const argument of head.args ?? []) {
    if (argument.kind !== 'var') {
      cursor.fail(
        illegalRule(argument.span, 'illegal default rule (arguments cannot contain patterns)'),
      );
    }
  }
  return {
    kind: 'rule',
    default: true,
    head,
    body: [trueExpr(head.span)],
    span: cursor.from(start),
  };
}

function illegalInDefault(term: ast.Term): 'var' | 'ref' | 'call' | undefined {
  switch (term.kind) {
    case 'var':
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
