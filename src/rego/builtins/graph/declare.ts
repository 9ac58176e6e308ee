import type { BuiltinDeclaration } from '../declaration.js';
import { any, anyOf, arrayOf, builtin, objectOf, setOf, tuple } from '../types.js';

export const graph: readonly BuiltinDeclaration[] = [
  builtin(
    'graph.reachable',
    [objectOf(any, anyOf(arrayOf(any), setOf(any))), anyOf(arrayOf(any), setOf(any))],
    setOf(any),
    { native: 'graph_reachable' },
  ),
  builtin(
    'graph.reachable_paths',
    [objectOf(any, anyOf(arrayOf(any), setOf(any))), anyOf(arrayOf(any), setOf(any))],
    setOf(arrayOf(any)),
  ),
  builtin('walk', [any], tuple(arrayOf(any), any), { relation: true, native: 'walk' }),
];
