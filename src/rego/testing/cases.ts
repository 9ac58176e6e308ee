/** The cases of a test with vars in its head, as a tree of the keys that name them. */
import { displayText } from '../builtins/strings/display-text.js';
import { RegoObject, type Value } from '../builtins/value.js';

/** A case: `holds` where all below it do. */
export interface TestCase {
  readonly name: string;
  readonly holds: boolean;
  readonly cases: readonly TestCase[];
}

/**
 * @param value what the test gave: an object, nested as its keys are
 * @param begun the keys of cases that began: those that gave nothing do not hold
 */
export function casesOf(
  value: Value | undefined,
  begun: readonly (readonly Value[])[],
): TestCase[] {
  const root: Node = { cases: new Map() };
  for (const keys of begun) enter(root, keys.map(nameOf));
  const walk = (at: Value | undefined, path: readonly string[], depth: number): void => {
    if (at instanceof RegoObject && (depth > path.length || path.length === 0)) {
      for (const [key, inner] of at.entries) walk(inner, [...path, nameOf(key)], depth);
    } else if (path.length > 0) enter(root, path).holds = at === true;
  };
  walk(value, [], Math.max(1, ...begun.map((keys) => keys.length)));
  return treeOf(root);
}

interface Node {
  holds?: boolean;
  readonly cases: Map<string, Node>;
}

const nameOf = (key: Value): string => (typeof key === 'string' ? key : displayText(key));

function enter(root: Node, path: readonly string[]): Node {
  let node = root;
  for (const name of path) {
    const next: Node = node.cases.get(name) ?? { cases: new Map() };
    node.cases.set(name, next);
    node = next;
  }
  return node;
}

function treeOf(node: Node): TestCase[] {
  const names = [...node.cases.keys()].sort();
  return names.map((name) => {
    const child = node.cases.get(name) as Node;
    const cases = treeOf(child);
    const holds = cases.length > 0 ? cases.every((one) => one.holds) : child.holds === true;
    return { name, holds, cases };
  });
}

/** The cases that have none below them. */
export function leafCases(cases: readonly TestCase[]): TestCase[] {
  return cases.flatMap((one) => (one.cases.length > 0 ? leafCases(one.cases) : [one]));
}
