import type * as ast from '../ast.js';
import { FUTURE_V1 } from '../token.js';
import { writeRef } from './terms.js';
import type { Writer } from './writer.js';

/** Which imports of keywords the formatted text has. */
export interface ImportStyle {
  /** Has `import rego.v1`, so that both versions of Rego read it. */
  readonly addsV1: boolean;
  /** Has no import that only Rego v0 needs. */
  readonly dropsV0: boolean;
  /** Has no import of keywords that `import rego.v1` brings as well. */
  readonly dropsFuture: boolean;
  /** Whether `import future.keywords` does more here: it brings `and`, `or` and another `not`. */
  readonly keepsWildcard: boolean;
}

/** An import as it is written; `path` in order of comparison. */
interface Line {
  readonly node?: ast.Import;
  readonly path: readonly string[];
  readonly alias?: string;
}

const V1: Line = { path: ['rego', 'v1'] };

/** Imports that stood together are sorted; groups stay apart. Where `rego.v1` is to be added, it replaces what it makes needless. */
export function writeImports(
  writer: Writer,
  imports: readonly ast.Import[],
  style: ImportStyle,
): void {
  const kept = imports.filter((node) => !isDropped(node, style));
  const groups = groupsOf(writer, kept);
  const replaces = style.addsV1 && kept.length < imports.length;
  groups.forEach((group, index) => {
    writer.blankLine();
    writer.ownComments(group[0]?.span.start ?? 0);
    const lines = group.map(lineOf);
    if (index === 0 && replaces) lines.push(V1);
    writeGroup(writer, lines);
  });
  if (groups.length === 0 && replaces) {
    writer.blankLine();
    writeGroup(writer, [V1]);
  }
}

/** `import rego.v1` alone, where no import could be replaced by it. */
export function writeV1Import(writer: Writer): void {
  writer.blankLine();
  writeGroup(writer, [V1]);
}

function isDropped({ path }: ast.Import, style: ImportStyle): boolean {
  const [root, ...names] = path.parts.map((part) =>
    part.kind === 'var' ? part.name : part.kind === 'string' ? part.value : '',
  );
  if (root === 'rego') return style.dropsV0 && !style.addsV1;
  if (root !== 'future' || !style.dropsFuture) return false;
  return names.length === 1 ? !style.keepsWildcard : FUTURE_V1.includes(names[1] ?? '');
}

function groupsOf(writer: Writer, imports: readonly ast.Import[]): ast.Import[][] {
  const groups: ast.Import[][] = [];
  let row = Number.NEGATIVE_INFINITY;
  for (const node of imports) {
    const begins = writer.row(node.span.start);
    if (begins !== row + 1) groups.push([]);
    groups.at(-1)?.push(node);
    row = writer.row(node.span.end);
  }
  return groups;
}

function lineOf(node: ast.Import): Line {
  const path = node.path.parts.map((part) =>
    part.kind === 'var' ? part.name : part.kind === 'string' ? part.value : '',
  );
  return { node, path, ...(node.alias !== undefined && { alias: node.alias }) };
}

function writeGroup(writer: Writer, lines: readonly Line[]): void {
  const trailing = new Map<Line, string>();
  for (const line of lines) {
    if (line.node === undefined) continue;
    const comment = writer.takeTrailing(writer.row(line.node.span.end));
    if (comment !== undefined) trailing.set(line, comment);
  }
  for (const line of [...lines].sort(compareLines)) {
    writer.start(0);
    writer.write('import ');
    if (line.node === undefined) writer.write('rego.v1');
    else writeRef(writer, line.node.path);
    if (line.alias !== undefined) writer.write(` as ${line.alias}`);
    const comment = trailing.get(line);
    if (comment !== undefined) writer.write(` ${comment}`);
  }
}

function compareLines(a: Line, b: Line): number {
  for (let index = 0; index < Math.max(a.path.length, b.path.length); index++) {
    const [left = '', right = ''] = [a.path[index], b.path[index]];
    if (left !== right) return left < right ? -1 : 1;
  }
  return (a.alias ?? '') < (b.alias ?? '') ? -1 : 1;
}
