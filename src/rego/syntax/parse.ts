import type { Diagnosed, Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import { parseAnnotations } from './annotations/parse-annotations.js';
import type * as ast from './ast.js';
import { parseBody } from './bodies.js';
import { Cursor, type Language } from './cursor.js';
import { emptyModule, illegalRule, noPackage } from './errors.js';
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
  /** Whether a function of this name is built in; no rule can be made of a call of one. */
  readonly isBuiltin?: (name: string) => boolean;
  /** Parts of the language that may be used; all where not given. */
  readonly language?: Language;
  /** Whether to end at the first statement that cannot be parsed, as OPA does. */
  readonly stopAtFirst?: boolean;
}

function cursorOf(source: Source, options: ParseOptions): Cursor {
  const { version = 1, keywords = [], isBuiltin, language } = options;
  const words = version === 1 ? [...FUTURE_V1, ...keywords] : keywords;
  return new Cursor(source, version, words, isBuiltin, language);
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
  let hasPackage = false;
  let isFirst = true;
  recover(cursor, () => cursor.advance());
  if (cursor.at('end') && diagnostics.length === 0) {
    diagnostics.push(emptyModule(cursor.lexer.span(0, Math.min(1, source.text.length))));
  }
  while (!cursor.at('end') && !(options.stopAtFirst && diagnostics.length > 0)) {
    const { start: from, end } = cursor.token;
    const isPackage = cursor.atKeyword('package');
    if (isFirst && !isPackage) cursor.late.push(noPackage(cursor.lexer.span(from, end)));
    isFirst = false;
    recover(cursor, () => {
      cursor.terms.clear();
      if (isPackage) {
        const clause = parsePackage(cursor);
        if (!hasPackage) header = clause;
        else cursor.late.push(illegalRule(clause.span, 'unexpected package'));
        hasPackage = true;
      } else if (cursor.atKeyword('import')) imports.push(parseImport(cursor));
      else rules.push(...parseRule(cursor));
    });
  }
  if (diagnostics.length === 0) diagnostics.push(...cursor.late);
  const { annotations, diagnostics: faults } = parseAnnotations(source, cursor.lexer.comments, {
    packageStart: header.span.start,
    imports,
    rules,
  });
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
    diagnostics: diagnostics.length > 0 ? diagnostics : faults,
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
    return { value: none, diagnostics: diagnosticsOf(fault) };
  }
}

/** Runs a parse; after a fault goes on at the next line that could begin a rule: a letter in the first column. */
function recover(cursor: Cursor, parse: () => void): void {
  const { position } = cursor.lexer;
  try {
    parse();
  } catch (fault) {
    cursor.diagnostics.push(...diagnosticsOf(fault));
    cursor.depth = 0;
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
        cursor.diagnostics.push(...diagnosticsOf(again));
      }
    }
  }
}

function diagnosticsOf(fault: unknown): Diagnostic[] {
  if (fault instanceof SyntaxFault) return [fault.diagnostic, ...fault.also];
  throw fault;
}
