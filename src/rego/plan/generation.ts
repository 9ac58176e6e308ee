import type * as ast from '../syntax/ast.js';

/** What stands in for a function inside a `with`. */
export type Mock =
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'value'; readonly term: ast.Term }
  /** A value known only at run time, kept under this key of `data`. */
  | { readonly kind: 'stored'; readonly key: string };

/**
 * What `with` changed for the functions planned inside it: paths of `data` whose rules are hidden, and functions
 * that others stand in for. Functions are planned anew for each generation; the outermost one changes nothing.
 */
export interface Generation {
  readonly id: number;
  readonly hidden: readonly (readonly string[])[];
  readonly mocks: ReadonlyMap<string, Mock>;
}

/** The key under which `data` carries the values that stand in for functions. */
export const STORED_MOCKS = '\u0000mocks';

export const OUTERMOST: Generation = { id: 0, hidden: [], mocks: new Map() };

/** The generation with these changes, the same object for the same changes. */
export function generationOf(
  known: Map<string, Generation>,
  hidden: readonly (readonly string[])[],
  mocks: ReadonlyMap<string, Mock>,
): Generation {
  if (hidden.length === 0 && mocks.size === 0) return OUTERMOST;
  const described = [...mocks].map(([name, mock]) => [
    name,
    mock.kind === 'value'
      ? JSON.stringify(mock.term, (key, value) => (key === 'span' ? undefined : value))
      : mock,
  ]);
  const key = JSON.stringify([hidden, described]);
  let generation = known.get(key);
  if (generation === undefined) {
    generation = { id: known.size + 1, hidden, mocks };
    known.set(key, generation);
  }
  return generation;
}

/** Whether the rules at a path are hidden: the path itself, or one above it, was replaced. */
export function isHidden({ hidden }: Generation, path: readonly string[]): boolean {
  return hidden.some(
    (replaced) =>
      replaced.length <= path.length && replaced.every((part, index) => part === path[index]),
  );
}
