/**
 * The formatter, after `opa fmt`: tabs, an empty line between rules, `if`, `contains` and `:=`, sorted imports, lists with the author's
 * line breaks, and every comment.
 */
import type { Diagnosed } from '../../../diagnostics/diagnostic.js';
import type { Source } from '../../../diagnostics/source.js';
import type * as ast from '../ast.js';
import { formatterFault } from '../errors.js';
import { type ParseOptions, parseModule } from '../parse.js';
import { type ImportStyle, writeImports, writeV1Import } from './imports.js';
import { commentTexts, meaningOf } from './meaning.js';
import { isOneLiner, type RuleStyle, writeRule } from './rules.js';
import { writeRef } from './terms.js';
import { Writer } from './writer.js';

export interface FormatOptions extends Pick<ParseOptions, 'version' | 'keywords'> {
  /** Rego v0 is written as Rego that both versions read, with `import rego.v1`. */
  readonly toV1?: boolean;
  /** Imports that only Rego v0 needs (`rego.v1`, `future.keywords.in`) are left out. */
  readonly dropV0Imports?: boolean;
  /** Whether the formatted text is read again, to be sure that it means the same; yes where not given. */
  readonly checkResult?: boolean;
}

/** Text settles after one turn unless comments stood in odd places, which takes a second one. */
const MOST_TURNS = 4;

/**
 * Formats a module.
 *
 * @returns the formatted text, which means the same, has the same comments and is left as it is when formatted again; without a value
 * that differs where the text does not parse
 */
export function format(source: Source, options: FormatOptions = {}): Diagnosed<string> {
  const parsed = parseModule(source, options);
  const unchanged = source.text;
  if (parsed.diagnostics.some(({ severity }) => severity === 'error')) {
    return { value: unchanged, diagnostics: parsed.diagnostics };
  }
  const after: ParseOptions = { ...options, ...(options.toV1 && { version: 1 }) };
  let module = parsed.value;
  let text = writeModule(module, options);
  if (options.checkResult === false) return { value: text, diagnostics: parsed.diagnostics };
  for (let turn = 1; ; turn++) {
    const again = parseModule({ path: source.path, text }, after);
    const isSame =
      again.diagnostics.length === parsed.diagnostics.length &&
      meaningOf(again.value) === meaningOf(parsed.value) &&
      commentTexts(again.value) === commentTexts(parsed.value);
    if (!isSame || turn > MOST_TURNS) {
      return { value: unchanged, diagnostics: [formatterFault(source.path)] };
    }
    module = again.value;
    const next = writeModule(module, options);
    if (next === text) return { value: text, diagnostics: parsed.diagnostics };
    text = next;
  }
}

function writeModule(module: ast.Module, options: FormatOptions): string {
  const writer = new Writer(module.source, module.comments);
  const { rules, imports } = module;
  const names = new Set(imports.map(({ path }) => path.parts.map(partText).join('.')));
  const hasV1 = names.has('rego.v1');
  const isV1 = module.version === 1 || options.toV1 === true;
  const addsV1 = options.toV1 === true && !hasV1;
  const dropsV0 = options.dropV0Imports === true;
  const has = (word: string) =>
    isV1 || names.has('future.keywords') || names.has(`future.keywords.${word}`);
  const style: RuleStyle = {
    if: has('if'),
    contains: has('contains'),
    assign: isV1,
    dottedPairs: rules.some(({ head: { ref, key } }) => ref.parts.length > (key ? 1 : 2)),
  };
  const importStyle: ImportStyle = {
    addsV1,
    dropsV0,
    dropsFuture: addsV1 || dropsV0 || hasV1,
    keepsWildcard: usesOptInKeywords(module),
  };

  writer.start(module.package.span.start);
  writer.write('package ');
  const [, ...path] = module.package.path.parts;
  writeRef(writer, { ...module.package.path, parts: path.map(nameFirst) });
  writer.blankLine();

  const replacesFirst = [...names].some((name) => name.startsWith('future.keywords'));
  if (addsV1 && !replacesFirst) writeV1Import(writer);
  const nodes = [...imports, ...rules].sort((a, b) => a.span.start - b.span.start);
  for (let at = 0; at < nodes.length; ) {
    writer.blankLine();
    const node = nodes[at] as ast.Import | ast.Rule;
    if (!('head' in node)) {
      let end = at;
      while (end < nodes.length && !('head' in (nodes[end] as object))) end++;
      writeImports(writer, nodes.slice(at, end) as ast.Import[], importStyle);
      at = end;
      continue;
    }
    const before = nodes[at - 1];
    if (before !== undefined && 'head' in before && isAdjacent(writer, before, node, style)) {
      writer.blankLine(false);
    }
    writer.start(node.span.start);
    writeRule(writer, node, style);
    at++;
  }
  return writer.done();
}

function isAdjacent(writer: Writer, a: ast.Rule, b: ast.Rule, style: RuleStyle): boolean {
  const follows = writer.row(b.span.start) === writer.row(a.span.start) + 1;
  return follows && isOneLiner(a, style) && isOneLiner(b, style);
}

/** The first part of a package's path has no dot before it. */
function nameFirst(part: ast.Term, index: number): ast.Term {
  const isName = index === 0 && part.kind === 'string';
  return isName ? { kind: 'var', name: part.value, span: part.span } : part;
}

function partText(part: ast.Term): string {
  return part.kind === 'var' ? part.name : part.kind === 'string' ? part.value : '';
}

function usesOptInKeywords(module: ast.Module): boolean {
  return /"kind":"(?:notBody|and|or)"/.test(meaningOf(module));
}
