import type * as ast from './ast.js';
import type { Cursor } from './cursor.js';
import { illegalImport } from './errors.js';
import { parseRefPart, termName } from './refs.js';
import { FUTURE_V1, RESERVED } from './token.js';

const ROOTS = ['data', 'future', 'input', 'rego'];

/** package := "package" ref; the path begins with `data`, which is not written. */
export function parsePackage(cursor: Cursor): ast.Package {
  const { start } = cursor.advance();
  const from = cursor.token.start;
  const { name, span, parts } = parsePath(cursor);
  const path: ast.Term[] = [
    { kind: 'var', name: 'data', span },
    { kind: 'string', value: name, span },
    ...parts,
  ];
  return { path: { kind: 'ref', parts: path, span: cursor.from(from) }, span: cursor.from(start) };
}

/** A name and the strings behind it; keywords are names here. */
function parsePath(cursor: Cursor): {
  readonly name: string;
  readonly span: ast.Ref['span'];
  readonly parts: readonly ast.Str[];
} {
  if (!cursor.at('identifier')) cursor.unexpected('');
  const { text: name, start } = cursor.advance();
  const span = cursor.from(start);
  const parts: ast.Str[] = [];
  while ((cursor.at('.') || cursor.at('[')) && cursor.isAdjacent()) {
    const part = parseRefPart(cursor);
    if (part.kind === 'string') parts.push(part);
    else {
      cursor.fail(illegalImport(part.span, `unexpected ${termName(part)} token: expecting string`));
    }
  }
  return { name, span, parts };
}

/** import := "import" ref [ "as" var ] */
export function parseImport(cursor: Cursor): ast.Import {
  const { start } = cursor.advance();
  const from = cursor.token.start;
  const { name: root, span, parts: rest } = parsePath(cursor);
  const parts: ast.Term[] = [{ kind: 'var', name: root, span }, ...rest];
  const path: ast.Ref = { kind: 'ref', parts, span: cursor.from(from) };
  if (!ROOTS.includes(root)) {
    cursor.fail(
      illegalImport(
        path.span,
        `unexpected import path, must begin with one of: {${ROOTS.join(', ')}}, got: ${root} (hint: if this is unexpected, try updating OPA)`,
      ),
    );
  }
  let alias: string | undefined;
  if (cursor.acceptKeyword('as')) {
    const word = cursor.token;
    if (!cursor.at('identifier') || cursor.atAnyKeyword()) cursor.unexpected('expected var');
    cursor.advance();
    alias = word.text;
    const isRef = cursor.isAdjacent() && (cursor.at('.') || cursor.at('['));
    if (isRef || alias === 'input' || alias === 'data') {
      if (isRef) parseRefPart(cursor);
      cursor.unexpected('expected var');
    }
  }
  const node: ast.Import = {
    path,
    ...(alias === undefined ? {} : { alias }),
    span: cursor.from(start),
  };
  const names = rest.map(({ value }) => value);
  if (root === 'future') enableFuture(cursor, node, names);
  else if (root === 'rego') enableRego(cursor, node, names);
  else if (alias === undefined && isKeywordOf(cursor, names.at(-1) ?? root)) {
    cursor.fail(
      illegalImport(
        path.parts.at(-1)?.span ?? path.span,
        `unexpected import path, must not end with a keyword, got: ${names.at(-1) ?? root} (hint: import a different path or use an alias)`,
      ),
    );
  }
  return node;
}

/** Keywords of the language version itself, not those that imports brought. */
function isKeywordOf({ initialVersion }: Cursor, word: string): boolean {
  return RESERVED.has(word) || (initialVersion === 1 && FUTURE_V1.includes(word));
}

function enableFuture(cursor: Cursor, { path, alias }: ast.Import, names: readonly string[]): void {
  if (names[0] !== 'keywords' || names.length > 2) {
    cursor.fail(illegalImport(path.span, 'invalid import, must be `future.keywords`'));
  }
  if (alias !== undefined)
    cursor.fail(illegalImport(path.span, '`future` imports cannot be aliased'));
  const known = cursor.futureKeywords();
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
    const text = ['rego', ...names].join('.');
    cursor.fail(illegalImport(path.span, `invalid import \`${text}\`, must be \`rego.v1\``));
  }
  if (!cursor.supports('rego_v1') && !cursor.supports('rego_v1_import')) {
    const message = 'invalid import, `rego.v1` is not supported by current capabilities';
    cursor.fail(illegalImport(path.span, message));
  }
  if (cursor.initialVersion === 1) return;
  if (alias !== undefined)
    cursor.fail(illegalImport(path.span, '`rego` imports cannot be aliased'));
  cursor.version = 1;
  for (const word of FUTURE_V1) cursor.keywords.add(word);
}
