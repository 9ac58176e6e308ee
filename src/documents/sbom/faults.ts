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
    // A component that names itself says nothing, and harms nothing.
    const edges = relationships.filter((edge) => edge.type === type && edge.from !== edge.to);
    const closing = firstCycle(edges);
    if (closing !== undefined) {
      const { from, to, loc } = closing;
      const verb = type === 'contains' ? 'holds' : 'depends on';
      faults.add('cycle', loc.ptr, `${quoted(from)} ${verb} ${quoted(to)}, which leads back to it`);
    }
  }
}

const NONE = -1;
const ON_PATH = 1;
const DONE = 2;

/**
 * The edge that closes a circle; found without recursion, so that its length does not matter. Components are numbered: there may be
 * hundreds of thousands.
 */
function firstCycle(edges: readonly Relationship[]): Relationship | undefined {
  const numbers = new Map<string, number>();
  for (const { from } of edges) if (!numbers.has(from)) numbers.set(from, numbers.size);
  const targets = Int32Array.from(edges, ({ to }) => numbers.get(to) ?? NONE);
  // The edges of a component as a chain, in their order.
  const first = new Int32Array(numbers.size).fill(NONE);
  const following = new Int32Array(edges.length);
  for (let edge = edges.length - 1; edge >= 0; edge--) {
    const from = numbers.get(edges[edge]?.from ?? '') ?? 0;
    following[edge] = first[from] ?? NONE;
    first[from] = edge;
  }
  const state = new Uint8Array(numbers.size);
  const next = first.slice();
  const path: number[] = [];
  for (let root = 0; root < numbers.size; root++) {
    if (state[root] !== 0) continue;
    path.push(root);
    state[root] = ON_PATH;
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const edge = next[node] ?? NONE;
      if (edge === NONE) {
        state[node] = DONE;
        path.pop();
        continue;
      }
      next[node] = following[edge] ?? NONE;
      const to = targets[edge] ?? NONE;
      if (to === NONE || state[to] === DONE) continue;
      if (state[to] === ON_PATH) return edges[edge];
      state[to] = ON_PATH;
      path.push(to);
    }
  }
  return undefined;
}
