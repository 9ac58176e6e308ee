import type * as ast from './ast.js';
import type { Cursor } from './cursor.js';
import { illegalImport } from './errors.js';
import { parseRefPart } from './terms.js';
import { FUTURE_OPT_IN, FUTURE_V1 } from './token.js';

const ROOTS = ['data', 'future', 'input', 'rego'];

/** package := "package" ref; the path begins with `data`, which is not written. */
export function parsePackage(cursor: Cursor): ast.Package {
  const { start } = cursor.token;
  if (!cursor.atKeyword('package'))
    cursor.unexpected('expected `package`', 'begin with `package <name>`');
  cursor.advance();
  const nameStart = cursor.token.start;
  const { text } = cursor.expect('identifier', 'expected package name');
  const span = cursor.from(nameStart);
  const parts: ast.Term[] = [
    { kind: 'var', name: 'data', span },
    { kind: 'string', value: text, span },
    ...parsePath(cursor),
  ];
  return { path: { kind: 'ref', parts, span: cursor.from(nameStart) }, span: cursor.from(start) };
}

function parsePath(cursor: Cursor): ast.Term[] {
  const parts: ast.Term[] = [];
  while ((cursor.at('.') || cursor.at('[')) && cursor.token.start === cursor.lastEnd) {
    const part = parseRefPart(cursor);
    if (part.kind !== 'string')
      cursor.fail(
        illegalImport(part.span, 'invalid package or import path: parts must be strings'),
      );
    parts.push(part);
  }
  return parts;
}

/** import := "import" ref [ "as" var ] */
export function parseImport(cursor: Cursor): ast.Import {
  const { start } = cursor.advance();
  const from = cursor.token.start;
  const { text } = cursor.expect('identifier', 'expected import path');
  const span = cursor.from(from);
  const parts: ast.Term[] = [{ kind: 'var', name: text, span }, ...parsePath(cursor)];
  const path: ast.Ref = { kind: 'ref', parts, span: cursor.from(from) };
  if (!ROOTS.includes(text)) {
    cursor.fail(
      illegalImport(
        path.span,
        `unexpected import path, must begin with one of: {${ROOTS.join(', ')}}, got: ${text}`,
      ),
    );
  }
  let alias: string | undefined;
  if (cursor.acceptKeyword('as')) {
    const name = cursor.token;
    if (cursor.isKeyword(name.text)) cursor.unexpected('expected a name');
    alias = cursor.expect('identifier', 'expected a name').text;
  }
  const node: ast.Import = {
    path,
    ...(alias === undefined ? {} : { alias }),
    span: cursor.from(start),
  };
  const names = parts.slice(1).map((part) => (part.kind === 'string' ? part.value : ''));
  if (text === 'future') enableFuture(cursor, node, names);
  else if (text === 'rego') enableRego(cursor, node, names);
  else if (alias === undefined && names.length > 0 && cursor.isKeyword(names.at(-1) ?? '')) {
    cursor.fail(
      illegalImport(
        path.span,
        `unexpected import path, must not end with a keyword, got: ${names.at(-1)}`,
        'import a different path or use an alias',
      ),
    );
  }
  return node;
}

function enableFuture(cursor: Cursor, { path, alias }: ast.Import, names: readonly string[]): void {
  if (names[0] !== 'keywords' || names.length > 2) {
    cursor.fail(illegalImport(path.span, 'invalid import, must be `future.keywords`'));
  }
  if (alias !== undefined)
    cursor.fail(illegalImport(path.span, '`future` imports cannot be aliased'));
  const known = [...FUTURE_V1, ...FUTURE_OPT_IN];
  const [, word] = names;
  if (word === undefined) {
    for (const each of known) cursor.keywords.add(each);
    return;
  }
  if (!known.includes(word)) {
    cursor.fail(
      illegalImport(path.span, `unexpected keyword, must be one of [${known.sort().join(' ')}]`),
    );
  }
  cursor.keywords.add(word);
  if (word === 'every') cursor.keywords.add('in');
}

function enableRego(cursor: Cursor, { path, alias }: ast.Import, names: readonly string[]): void {
  if (names.length !== 1 || names[0] !== 'v1') {
    cursor.fail(
      illegalImport(path.span, `invalid import \`rego.${names.join('.')}\`, must be \`rego.v1\``),
    );
  }
  if (alias !== undefined)
    cursor.fail(illegalImport(path.span, '`rego` imports cannot be aliased'));
  cursor.version = 1;
  for (const word of FUTURE_V1) cursor.keywords.add(word);
}
