import type { BuiltinDeclaration } from '../declaration.js';
import { any, anyOf, arrayOf, boolean, builtin, objectOf, setOf } from '../types.js';

export const objects: readonly BuiltinDeclaration[] = [
  builtin(
    'object.filter',
    [objectOf(any, any), anyOf(arrayOf(any), objectOf(any, any), setOf(any))],
    objectOf(any, any),
    { native: 'object_filter' },
  ),
  builtin('object.get', [objectOf(any, any), any, any], any, { native: 'object_get' }),
  builtin('object.keys', [objectOf(any, any)], setOf(any), { native: 'object_keys' }),
  builtin(
    'object.remove',
    [objectOf(any, any), anyOf(arrayOf(any), objectOf(any, any), setOf(any))],
    objectOf(any, any),
    { native: 'object_remove' },
  ),
  builtin(
    'object.subset',
    [
      anyOf(arrayOf(any), objectOf(any, any), setOf(any)),
      anyOf(arrayOf(any), objectOf(any, any), setOf(any)),
    ],
    boolean,
  ),
  builtin('object.union', [objectOf(any, any), objectOf(any, any)], objectOf(any, any), {
    native: 'object_union',
  }),
  builtin('object.union_n', [arrayOf(objectOf(any, any))], objectOf(any, any), {
    native: 'object_union_n',
  }),
];
