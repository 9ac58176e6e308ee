import type * as ast from './ast.js';
import { parseLiteral } from './bodies.js';
import type { Cursor } from './cursor.js';
import { illegalRule, lexicalError } from './errors.js';
import { operatorText } from './statements.js';

/** template := `$"` { text | "{" literal "}" } `"` */
export function parseTemplate(cursor: Cursor): ast.Term {
  const { start, kind } = cursor.token;
  const raw = kind === 'rawTemplate';
  const parts: (ast.Str | ast.Expr)[] = [];
  if (!cursor.supports('template_strings')) {
    const message = 'template strings are not supported by current capabilities';
    cursor.fail(lexicalError(cursor.lexer.span(start, start + 2), message));
  }
  // The lexer stands behind the opening quote: the token after it was never read.
  for (;;) {
    const chunk = cursor.lexer.templateChunk(raw, start);
    if (chunk.text !== '') {
      parts.push({
        kind: 'string',
        value: chunk.text,
        span: cursor.lexer.span(chunk.start, chunk.end),
      });
    }
    cursor.token = { ...cursor.token, end: cursor.lexer.position };
    if (chunk.closed) break;
    cursor.advance();
    if (cursor.at('}')) {
      cursor.fail(
        lexicalError(
          cursor.lexer.span(chunk.end, cursor.token.end),
          'invalid template-string expression',
        ),
      );
    }
    const literal = parseLiteral(cursor);
    const illegal = illegalInTemplate(literal);
    if (illegal !== undefined) {
      cursor.fail(illegalRule(literal.span, `unexpected ${illegal} in template-string expression`));
    }
    parts.push(literal);
    if (!cursor.at('}')) cursor.failHere('expected } to end template string expression');
    cursor.lexer.position = cursor.token.end;
  }
  cursor.advance();
  return { kind: 'templateString', parts, ...(raw ? { raw: true } : {}), span: cursor.from(start) };
}

function illegalInTemplate(literal: ast.Expr): string | undefined {
  switch (literal.kind) {
    case 'some':
      return "'some'";
    case 'every':
      return "'every'";
    case 'notBody':
      return "negation ('not')";
    case 'termExpr':
      return literal.negated ? "negation ('not')" : undefined;
    case 'callExpr': {
      if (literal.negated) return "negation ('not')";
      const operator = operatorText(literal);
      if (operator === 'eq') return "unification ('=')";
      return operator === 'assign' ? "assignment (':=')" : undefined;
    }
    default:
      return undefined;
  }
}
