import type { Relationship, SbomFault } from './types.js';

/** More of one kind are counted, not listed. */
const MOST = 50;

/** Collects what is wrong with a bill of materials, in bounded memory. */
export class Faults {
  readonly #found: SbomFault[] = [];
  readonly #counts = new Map<string, number>();

  add(code: string, ptr: string, message: string): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= MOST) this.#found.push({ code, message, ptr });
  }

  all(): readonly SbomFault[] {
    const more = [...this.#counts].flatMap(([code, count]): SbomFault[] =>
      count > MOST ? [{ code, ptr: '', message: `${count - MOST} more of \`${code}\`` }] : [],
    );
    return [...this.#found, ...more];
  }
}

/** A text of the file in a message: short, on one line. */
export function quoted(text: string): string {
  const clean = text.replace(/[\s\p{Cc}`]+/gu, ' ');
  return `\`${clean.length > 80 ? `${clean.slice(0, 77)}...` : clean}\``;
}

/** Reports the first circle in which components depend on one another, or hold one another. */
export function findCycles(relationships: readonly Relationship[], faults: Faults): void {
  for (const type of ['depends-on', 'contains']) {
    const edges = new Map<string, Relationship[]>();
    for (const edge of relationships) {
      // A component that names itself says nothing, and harms nothing.
      if (edge.type !== type || edge.from === edge.to) continue;
      const own = edges.get(edge.from);
      if (own === undefined) edges.set(edge.from, [edge]);
      else own.push(edge);
    }
    const closing = firstCycle(edges);
    if (closing !== undefined) {
      const { from, to, loc } = closing;
      const verb = type === 'contains' ? 'holds' : 'depends on';
      faults.add('cycle', loc.ptr, `${quoted(from)} ${verb} ${quoted(to)}, which leads back to it`);
    }
  }
}

/** The edge that closes a circle; found without recursion, so that its length does not matter. */
function firstCycle(edges: ReadonlyMap<string, readonly Relationship[]>): Relationship | undefined {
  const done = new Set<string>();
  for (const root of edges.keys()) {
    if (done.has(root)) continue;
    const path: { readonly node: string; next: number }[] = [{ node: root, next: 0 }];
    const onPath = new Set([root]);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = edges.get(top.node)?.[top.next++];
      if (edge === undefined) {
        done.add(top.node);
        onPath.delete(top.node);
        path.pop();
      } else if (onPath.has(edge.to)) return edge;
      else if (!done.has(edge.to)) {
        onPath.add(edge.to);
        path.push({ node: edge.to, next: 0 });
      }
    }
  }
  return undefined;
}
