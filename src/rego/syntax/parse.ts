import type { Diagnosed, Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import { parseAnnotations } from './annotations.js';
import type * as ast from './ast.js';
import { parseBody } from './bodies.js';
import { Cursor } from './cursor.js';
import { emptyModule } from './errors.js';
import { parseExpression } from './expressions.js';
import { parseImport, parsePackage } from './imports.js';
import { SyntaxFault } from './lexer.js';
import { parseRule } from './rules.js';
import { FUTURE_V1 } from './token.js';

export interface ParseOptions {
  /** How files without `import rego.v1` are read; 1 where not given. */
  readonly version?: ast.RegoVersion;
  /** Further words that are keywords, as `future.keywords` imports would make them. */
  readonly keywords?: readonly string[];
}

function cursorOf(source: Source, { version = 1, keywords = [] }: ParseOptions): Cursor {
  return new Cursor(source, version, version === 1 ? [...FUTURE_V1, ...keywords] : keywords);
}

/**
 * module := package import* rule*
 *
 * After an error the next rule is tried, so that one run reports many; rules that parsed are in the module.
 */
export function parseModule(source: Source, options: ParseOptions = {}): Diagnosed<ast.Module> {
  const cursor = cursorOf(source, options);
  const { diagnostics } = cursor;
  const start = { kind: 'ref', parts: [], span: cursor.lexer.span(0, 0) } as const;
  let header: ast.Package = { path: start, span: start.span };
  const imports: ast.Import[] = [];
  const rules: ast.Rule[] = [];
  recover(cursor, () => {
    cursor.advance();
    if (cursor.at('end'))
      cursor.fail(emptyModule(cursor.lexer.span(0, Math.min(1, source.text.length))));
    header = parsePackage(cursor);
  });
  while (!cursor.at('end')) {
    recover(cursor, () => {
      if (cursor.atKeyword('import')) imports.push(parseImport(cursor));
      else rules.push(...parseRule(cursor));
    });
  }
  const { annotations, diagnostics: faults } = parseAnnotations(
    source,
    cursor.lexer.comments,
    header.span.start,
    rules,
  );
  return {
    value: {
      kind: 'module',
      source,
      version: cursor.version,
      package: header,
      imports,
      rules,
      comments: cursor.lexer.comments,
      annotations,
    },
    diagnostics: [...diagnostics, ...faults],
  };
}

/** A query: literals separated by `;` or line ends. */
export function parseQuery(source: Source, options: ParseOptions = {}): Diagnosed<ast.Body> {
  return whole(source, options, [], (cursor) => parseBody(cursor, 'end'));
}

/** One term, such as a value in Rego syntax. */
export function parseTermText(source: Source, options: ParseOptions = {}): Diagnosed<ast.Term> {
  const nothing: ast.Term = { kind: 'null', span: { source, start: 0, end: 0 } };
  return whole(source, options, nothing, (cursor) => parseExpression(cursor));
}

function whole<T>(
  source: Source,
  options: ParseOptions,
  none: T,
  parse: (cursor: Cursor) => T,
): Diagnosed<T> {
  const cursor = cursorOf(source, options);
  try {
    cursor.advance();
    const value = parse(cursor);
    if (!cursor.at('end')) cursor.unexpected('expected end');
    return { value, diagnostics: [] };
  } catch (fault) {
    return { value: none, diagnostics: [diagnosticOf(fault)] };
  }
}

/** Runs a parse; after a fault goes on at the next line that could begin a rule: a letter in the first column. */
function recover(cursor: Cursor, parse: () => void): void {
  const { position } = cursor.lexer;
  try {
    parse();
  } catch (fault) {
    cursor.diagnostics.push(diagnosticOf(fault));
    cursor.depth = 0;
    cursor.noPipe = false;
    const { text } = cursor.source;
    const next = /\n(?=[A-Za-z_])/g;
    next.lastIndex = Math.max(position, cursor.lexer.position - 1);
    for (;;) {
      const found = next.exec(text);
      cursor.lexer.position = found === null ? text.length : found.index + 1;
      try {
        cursor.advance();
        return;
      } catch (again) {
        cursor.diagnostics.push(diagnosticOf(again));
      }
    }
  }
}

function diagnosticOf(fault: unknown): Diagnostic {
  if (fault instanceof SyntaxFault) return fault.diagnostic;
  throw fault;
}
