/** Which lines of modules were run, in the shape of OPA's coverage report. */
import { lineStarts, positionAt, type Span } from '../../diagnostics/source.js';
import type { Evaluation } from '../evaluation.js';
import type * as ast from '../syntax/ast.js';
import type { GeneratedModule } from '../wasm/generator.js';

/** Lines in a row, 1-based, both ends included. */
export interface LineRange {
  readonly start: { readonly row: number };
  readonly end: { readonly row: number };
}

export interface FileCoverage {
  readonly covered?: readonly LineRange[];
  readonly not_covered?: readonly LineRange[];
  readonly covered_lines?: number;
  readonly not_covered_lines?: number;
  /** Per cent. */
  readonly coverage: number;
}

export interface Coverage {
  readonly files: Readonly<Record<string, FileCoverage>>;
  readonly covered_lines: number;
  readonly not_covered_lines: number;
  readonly coverage: number;
}

/** Lines count that a rule's head or an expression begins on. */
export function coverageOf(
  modules: readonly ast.Module[],
  marks: GeneratedModule['coverage'],
  evaluation: Evaluation,
): Coverage {
  const run = new Map<string, Set<number>>();
  for (const { address, line } of marks) {
    if (evaluation.byteAt(address) === 0) continue;
    run.set(line.file, (run.get(line.file) ?? new Set()).add(line.line));
  }
  const files: Record<string, FileCoverage> = {};
  let covered = 0;
  let missed = 0;
  for (const module of modules) {
    if (lineStarts(module.source).length === 0) continue;
    const { path } = module.source;
    const planned = marks.flatMap(({ line }) => (line.file === path ? [line.line] : []));
    const lines = [...new Set([...countedLines(module), ...planned])].sort((a, b) => a - b);
    const hit = run.get(path) ?? new Set<number>();
    const yes = lines.filter((line) => hit.has(line));
    const no = lines.filter((line) => !hit.has(line));
    covered += yes.length;
    missed += no.length;
    files[path] = {
      ...(yes.length > 0 && { covered: ranges(yes), covered_lines: yes.length }),
      ...(no.length > 0 && { not_covered: ranges(no), not_covered_lines: no.length }),
      coverage: percent(yes.length, lines.length),
    };
  }
  return {
    files,
    covered_lines: covered,
    not_covered_lines: missed,
    coverage: percent(covered, covered + missed),
  };
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : (part / whole) * 100;
}

function countedLines(module: ast.Module): Set<number> {
  const lines = new Set<number>();
  const add = (span: Span): void => {
    lines.add(positionAt(span.source, span.start).line);
  };
  const rule = (node: ast.Rule): void => {
    if (!node.default) add(node.head.span);
    for (const expr of node.body) {
      if (!('generated' in expr && expr.generated)) add(expr.span);
    }
    if (node.else) rule(node.else);
  };
  for (const node of module.rules) rule(node);
  return lines;
}

function ranges(lines: readonly number[]): LineRange[] {
  const found: { start: { row: number }; end: { row: number } }[] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last !== undefined && last.end.row === line - 1) last.end.row = line;
    else found.push({ start: { row: line }, end: { row: line } });
  }
  return found;
}
