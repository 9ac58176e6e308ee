/** Ground paths of refs and what a name means in a module. */
import type * as ast from '../syntax/ast.js';
import { FUTURE_V1, RESERVED } from '../syntax/token.js';

/** `data.a.b` as `["data", "a", "b"]`, as far as the parts are strings. */
export function groundPrefix(ref: ast.Ref): string[] {
  const { parts } = ref;
  const head = parts[0];
  const path = [head?.kind === 'var' ? head.name : ''];
  for (let index = 1; index < parts.length; index++) {
    const part = parts[index] as ast.Term;
    if (part.kind !== 'string') break;
    path.push(part.value);
  }
  return path;
}

/** A ref as text: `data.a["b c"]`. */
export function pathText(path: readonly string[]): string {
  return path.map((part, index) => (index === 0 ? part : partText(part))).join('');
}

/** A string as a part of a ref: `.a`, or `["b c"]` where it is no name. */
export function partText(part: string): string {
  const isName = /^[A-Za-z_]\w*$/.test(part) && !KEYWORDS.has(part);
  return isName ? `.${part}` : `[${JSON.stringify(part)}]`;
}

const KEYWORDS: ReadonlySet<string> = new Set([...RESERVED, ...FUTURE_V1]);

/** The ref `data.a.b` for a path, with every part at one span. */
export function refOf(path: readonly string[], span: ast.Ref['span']): ast.Ref {
  const [head = '', ...rest] = path;
  const parts: ast.Term[] = [{ kind: 'var', name: head, span }];
  for (const value of rest) parts.push({ kind: 'string', value, span });
  return { kind: 'ref', parts, span };
}

/** The names that imports bring into a module, with the paths that they stand for. */
export function importedNames(
  module: ast.Module,
): Map<string, { path: ast.Ref; span: ast.Import['span'] }> {
  const names = new Map<string, { path: ast.Ref; span: ast.Import['span'] }>();
  for (const { path, alias, span } of module.imports) {
    const [root] = groundPrefix(path);
    if (root !== 'data' && root !== 'input') continue;
    const last = path.parts.at(-1);
    const name =
      alias ?? (last?.kind === 'string' ? last.value : last?.kind === 'var' ? last.name : '');
    if (!names.has(name)) names.set(name, { path, span });
  }
  return names;
}

/** The name as the user wrote it: analysis appends `#<number>` to make names unique. */
export function writtenName(name: string): string {
  const written = name.replace(/#\d+$/, '');
  return written.startsWith('$') ? '_' : written;
}
