/** JSON Patch (RFC 6902) on Rego values: sets too, whose members are their own keys. */

import { member } from '../objects/member.js';
import { compareValues, makeObject, makeSet } from '../order.js';
import { RegoObject, RegoSet, type Value } from '../value.js';
import { segmentsOf } from './paths.js';

/** A patch that does not fit the document: the result is undefined. */
const MISFIT = Symbol('the patch does not fit');

/** The patched document, or undefined where a step does not fit. */
export function applyPatch(document: Value, steps: readonly Value[]): Value | undefined {
  try {
    return steps.reduce(applyStep, document);
  } catch (failure) {
    if (failure === MISFIT) return undefined;
    throw failure;
  }
}

function applyStep(document: Value, step: Value): Value {
  if (!(step instanceof RegoObject)) throw MISFIT;
  const path = (name: string): readonly Value[] => {
    const given = member(step, name);
    const segments = given === undefined ? undefined : segmentsOf(given);
    if (segments === undefined) throw MISFIT;
    return segments;
  };
  const value = (): Value => {
    const given = member(step, 'value');
    if (given === undefined) throw MISFIT;
    return given;
  };
  switch (member(step, 'op')) {
    case 'add':
      return added(document, path('path'), value());
    case 'remove':
      return removed(document, path('path'));
    case 'replace': {
      const where = path('path');
      if (where.length === 0) return value();
      return added(removed(document, where), where, value());
    }
    case 'copy':
      return added(document, path('path'), found(document, path('from')));
    case 'move': {
      const from = path('from');
      return added(removed(document, from), path('path'), found(document, from));
    }
    case 'test':
      if (compareValues(found(document, path('path')), value()) !== 0) throw MISFIT;
      return document;
    default:
      throw MISFIT;
  }
}

function found(document: Value, path: readonly Value[]): Value {
  return path.reduce((value, segment) => {
    const next = step(value, segment);
    if (next === undefined) throw MISFIT;
    return next;
  }, document);
}

/** The child under a segment; texts of numbers count as numbers in arrays, and in sets where no text fits. */
function step(value: Value, segment: Value): Value | undefined {
  if (Array.isArray(value)) {
    const index = indexOf(value as readonly Value[], segment);
    return index === undefined ? undefined : (value as readonly Value[])[index];
  }
  return member(value, segment);
}

function indexOf(array: readonly Value[], segment: Value): number | undefined {
  if (segment === '-') return array.length;
  if (typeof segment === 'number') return segment;
  return typeof segment === 'string' && /^(?:0|[1-9]\d*)$/.test(segment)
    ? Number(segment)
    : undefined;
}

/** Rebuilds the documents along a path, with `change` made at its end. */
function along(
  document: Value,
  path: readonly Value[],
  change: (parent: Value, segment: Value) => Value,
): Value {
  const [segment, ...rest] = path;
  if (segment === undefined) throw MISFIT;
  if (rest.length === 0) return change(document, segment);
  const child = step(document, segment);
  if (child === undefined) throw MISFIT;
  const changed = along(child, rest, change);
  if (Array.isArray(document)) {
    const index = indexOf(document as readonly Value[], segment);
    return (document as readonly Value[]).map((item, at) => (at === index ? changed : item));
  }
  if (document instanceof RegoObject) return makeObject([...document.entries, [segment, changed]]);
  if (document instanceof RegoSet) {
    return makeSet([...without(document, segment).items, changed]);
  }
  throw MISFIT;
}

function without(set: RegoSet, item: Value): RegoSet {
  return new RegoSet(set.items.filter((other) => compareValues(other, item) !== 0));
}

function added(document: Value, path: readonly Value[], value: Value): Value {
  if (path.length === 0) return value;
  return along(document, path, (parent, segment) => {
    if (parent instanceof RegoObject) return makeObject([...parent.entries, [segment, value]]);
    if (parent instanceof RegoSet) {
      if (compareValues(segment, value) !== 0) throw MISFIT;
      return makeSet([...parent.items, value]);
    }
    if (Array.isArray(parent)) {
      const items = parent as readonly Value[];
      const index = indexOf(items, segment);
      if (index === undefined || index > items.length) throw MISFIT;
      return [...items.slice(0, index), value, ...items.slice(index)];
    }
    throw MISFIT;
  });
}

function removed(document: Value, path: readonly Value[]): Value {
  return along(document, path, (parent, segment) => {
    if (parent instanceof RegoObject) {
      if (member(parent, segment) === undefined) throw MISFIT;
      return new RegoObject(parent.entries.filter(([key]) => compareValues(key, segment) !== 0));
    }
    if (parent instanceof RegoSet) {
      if (member(parent, segment) === undefined) throw MISFIT;
      return without(parent, segment);
    }
    if (Array.isArray(parent)) {
      const items = parent as readonly Value[];
      const index = indexOf(items, segment);
      if (index === undefined || index >= items.length) throw MISFIT;
      return [...items.slice(0, index), ...items.slice(index + 1)];
    }
    throw MISFIT;
  });
}
