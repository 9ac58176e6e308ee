import { LineCounter, parseDocument, parse as parseYaml, YAMLParseError } from 'yaml';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import type { Source, Span } from '../../../diagnostics/source.js';
import type * as ast from '../ast.js';
import { illegalMetadata } from '../errors.js';
import { type Block, metadataBlocks } from './blocks.js';
import { checkFields } from './check-fields.js';
import { parseSimpleYaml } from './simple-yaml.js';

const SCOPES = ['rule', 'document', 'package', 'subpackages'] as const;
type Scope = (typeof SCOPES)[number];

/** What stands in a module, for what follows a block. */
export interface Statements {
  readonly packageStart: number;
  readonly imports: readonly ast.Import[];
  readonly rules: readonly ast.Rule[];
}

type Mapping = Readonly<Record<string, unknown>>;

/** The `# METADATA` blocks of a module, with what they are about: the package clause or rule that follows. */
export function parseAnnotations(
  source: Source,
  comments: readonly ast.Comment[],
  statements: Statements,
): { annotations: ast.Annotations[]; diagnostics: Diagnostic[] } {
  const annotations: ast.Annotations[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const block of metadataBlocks(source, comments)) {
    const read = readBlock(block, statements);
    if ('scope' in read) annotations.push(read);
    else diagnostics.push(read);
  }
  return { annotations, diagnostics };
}

function readBlock(block: Block, statements: Statements): ast.Annotations | Diagnostic {
  const parsed = parseBlock(block);
  if ('fault' in parsed) return parsed.fault;
  const { value } = parsed;
  const fault = checkFields(value);
  if (fault !== undefined) {
    const { line, span: place } = placeOf(block, fault.path);
    return fault.isType
      ? illegalMetadata(place, 'yaml: unmarshal errors:', [`line ${line}: ${fault.message}`])
      : illegalMetadata(place, fault.message);
  }
  const { span } = block;
  const target = targetOf(block, statements);
  if (typeof target === 'string') return illegalMetadata(span, target);
  const { scope: written, entrypoint } = value;
  const isEntrypoint = entrypoint === true;
  const usual: Scope = target.kind === 'package' ? 'package' : isEntrypoint ? 'document' : 'rule';
  const scope = written === undefined || written === null ? usual : nameOf(written);
  if (scope === undefined) {
    return illegalMetadata(
      placeOf(block, ['scope']).span,
      `invalid annotation scope '${String(written)}'. Use one of 'rule', 'document', 'package', or 'subpackages'`,
    );
  }
  const wanted = scope === 'rule' || scope === 'document' ? 'rule' : 'package';
  if (wanted !== target.kind) {
    return illegalMetadata(
      placeOf(block, ['scope']).span,
      `annotation scope '${scope}' must be applied to ${wanted} (have ${target.kind})`,
    );
  }
  if (isEntrypoint && scope !== 'document' && scope !== 'package') {
    return illegalMetadata(
      placeOf(block, ['entrypoint']).span,
      `annotation entrypoint applied to non-document or package scope '${scope}'`,
    );
  }
  return { scope, value, target, span };
}

function nameOf(written: unknown): Scope | undefined {
  return SCOPES.find((name) => name === written);
}

/** What follows a block; a message where nothing does that could be annotated. */
function targetOf(
  { span: { end } }: Block,
  { packageStart, imports, rules }: Statements,
): ast.Annotations['target'] | string {
  if (packageStart >= end) return { kind: 'package' };
  const index = rules.findIndex((rule) => rule.span.start >= end);
  const ruleStart = rules[index]?.span.start ?? Number.POSITIVE_INFINITY;
  const isImport = imports.some(({ span: { start } }) => start >= end && start < ruleStart);
  if (isImport) return 'metadata stands above an import: only packages and rules can have it';
  return index < 0 ? 'unattached metadata: no package or rule follows' : { kind: 'rule', index };
}

type Parsed = { readonly value: Mapping } | { readonly fault: Diagnostic };

function parseBlock(block: Block): Parsed {
  const { text, span } = block;
  let value: unknown = parseSimpleYaml(text);
  if (value === undefined) {
    try {
      value = parseYaml(text, { maxAliasCount: 100, logLevel: 'error' });
    } catch (error) {
      const [message = ''] = (error as Error).message.split('\n');
      const reason = message.replace(/:$/, '').replace(/ at line \d+, column \d+$/, '');
      const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
      return { fault: illegalMetadata(lineOf(block, line ?? 1), `yaml: ${reason}`) };
    }
  }
  if (value === null || value === undefined) {
    return { fault: illegalMetadata(span, 'expected METADATA block, found whitespace') };
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    return { fault: illegalMetadata(lineOf(block, 1), 'metadata must be a mapping') };
  }
  return { value: value as Mapping };
}

/** The n-th line of a block's YAML, from 1. */
function lineOf({ comments, span }: Block, line: number): Span {
  return comments[Math.min(line, comments.length - 1)]?.span ?? span;
}

/** The line of a field: of the YAML, from 1, and of the file. */
function placeOf(
  block: Block,
  path: readonly (string | number)[],
): { readonly line: number; readonly span: Span } {
  const counter = new LineCounter();
  const document = parseDocument(block.text, { lineCounter: counter, logLevel: 'error' });
  const [name, ...rest] = path;
  const contents = document.contents as { items?: readonly YamlPair[] } | null;
  const pair = contents?.items?.find(({ key }) => key?.value === name);
  const item = rest.length === 0 ? undefined : document.getIn(path, true);
  const range = (item as YamlNode | undefined)?.range ?? pair?.key?.range;
  const line = counter.linePos(range?.[0] ?? 0).line;
  return { line, span: lineOf(block, line) };
}

interface YamlNode {
  readonly value?: unknown;
  readonly range?: readonly number[] | null;
}

interface YamlPair {
  readonly key?: YamlNode;
}
