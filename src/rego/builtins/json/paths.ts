/** Paths into documents, as `json.filter`, `json.remove` and `json.patch` take them. */
import { BuiltinError } from '../declaration.js';
import { operandError, typeName } from '../operands.js';
import { RegoSet, type Value } from '../value.js';

/** A slash-separated text (with `~1` for a slash, `~0` for a tilde) or an array of segments, as segments. */
export function segmentsOf(path: Value): readonly Value[] | undefined {
  if (Array.isArray(path)) return path as readonly Value[];
  if (typeof path !== 'string') return undefined;
  if (path === '') return [];
  const text = path.startsWith('/') ? path.slice(1) : path;
  return text.split('/').map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The error for what is no path, in operand `index` (from 0). */
export function pathError(index: number, path: Value): BuiltinError {
  return new BuiltinError(
    'type',
    `operand ${index + 1} must be one of {set, array} containing string paths or array of path segments but got ${typeName(path)}`,
  );
}

/** The paths of a set or array operand. */
export function pathsOperand(args: readonly Value[], index: number): (readonly Value[])[] {
  const operand = args[index];
  const items = operand instanceof RegoSet ? operand.items : operand;
  if (!Array.isArray(items)) throw operandError(args, index, '{set, array}');
  return (items as readonly Value[]).map((path) => {
    const segments = segmentsOf(path);
    if (segments === undefined) throw pathError(index, path);
    return segments;
  });
}

/** Paths as a tree: at each node the segments that go on; a node at which a path ends says so. */
export interface PathTree {
  readonly children: Map<string, PathTree>;
  ends: boolean;
}

export function pathTree(paths: readonly (readonly Value[])[]): PathTree {
  const root: PathTree = { children: new Map(), ends: false };
  for (const path of paths) {
    let node = root;
    for (const segment of path) {
      const key = segmentKey(segment);
      let next = node.children.get(key);
      if (next === undefined) {
        next = { children: new Map(), ends: false };
        node.children.set(key, next);
      }
      node = next;
    }
    node.ends = true;
  }
  return root;
}

/** Numbers and the texts of numbers are the same segment. */
export function segmentKey(segment: Value): string {
  return typeof segment === 'string' ? segment : JSON.stringify(segment);
}
