/** Locals that hold a fixed part of `input` or `data`: what a chain of look-ups with constant keys found. */
import type * as ir from '../plan/ir.js';

export interface KnownPath {
  /** 0 `input`, 1 `data`. */
  readonly root: ir.Local;
  readonly key: string;
}

/**
 * The targets of look-ups whose value is the same wherever in the function they are made, as long as no `with` changes the
 * document: those in loops, or made more than once. Each is the target of one statement only.
 */
export function knownPaths(blocks: readonly ir.Block[]): ReadonlyMap<ir.Local, KnownPath> {
  const dots: { readonly dot: Extract<ir.Stmt, { kind: 'Dot' }>; readonly inLoop: boolean }[] = [];
  const written = new Map<ir.Local, number>();
  const write = (local: ir.Local): void => {
    written.set(local, (written.get(local) ?? 0) + 1);
  };
  const visit = (block: ir.Block, inLoop: boolean): void => {
    for (const statement of block.statements) {
      if ('target' in statement) write(statement.target);
      if (statement.kind === 'Dot') dots.push({ dot: statement, inLoop });
      else if (statement.kind === 'Call' || statement.kind === 'CallDynamic')
        write(statement.result);
      else if (statement.kind === 'Block') {
        for (const inner of statement.blocks) visit(inner, inLoop);
      } else if (statement.kind === 'Not' || statement.kind === 'With')
        visit(statement.block, inLoop);
      else if (statement.kind === 'Scan') {
        write(statement.key);
        write(statement.value);
        visit(statement.block, true);
      }
    }
  };
  for (const block of blocks) visit(block, false);
  const known = new Map<ir.Local, KnownPath>();
  const worth = new Set<string>();
  const seen = new Set<string>();
  for (const { dot, inLoop } of dots) {
    const { source, key, target } = dot;
    if (source.kind !== 'local' || key.kind !== 'string' || written.get(target) !== 1) continue;
    const base =
      source.local <= 1 && !written.has(source.local)
        ? { root: source.local, key: String(source.local) }
        : known.get(source.local);
    if (base === undefined) continue;
    const path = `${base.key}/${key.index}`;
    known.set(target, { root: base.root, key: path });
    if (inLoop || seen.has(path)) worth.add(path);
    seen.add(path);
  }
  return new Map([...known].filter(([, { key }]) => worth.has(key)));
}
