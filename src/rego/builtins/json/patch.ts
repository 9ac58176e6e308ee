/** JSON Patch (RFC 6902) on Rego values: sets too, whose members are their own keys. */

import { BuiltinError } from '../declaration.js';
import { member } from '../objects/member.js';
import { typeName } from '../operands.js';
import { compareValues, makeObject, makeSet } from '../order.js';
import { displayText } from '../strings/display-text.js';
import { RegoObject, RegoSet, type Value } from '../value.js';
import { pathError, segmentsOf } from './paths.js';

/** What does not fit, in OPA's words. */
function misfit(message: string): BuiltinError {
  return new BuiltinError('builtin', message);
}

/** The patched document. */
export function applyPatch(document: Value, steps: readonly Value[]): Value {
  if (!steps.every((step) => step instanceof RegoObject)) {
    throw misfit(
      'must be an array of JSON-Patch objects, but at least one element is not an object',
    );
  }
  return (steps as readonly RegoObject[]).reduce(applyStep, document);
}

function attribute(step: RegoObject, name: string): Value {
  const given = member(step, name);
  if (given === undefined) throw misfit(`missing required attribute '${name}'`);
  return given;
}

function pathOf(step: RegoObject, name: string): readonly Value[] {
  const given = attribute(step, name);
  const segments = segmentsOf(given);
  if (segments === undefined) throw pathError(1, given);
  return segments;
}

function applyStep(document: Value, step: RegoObject): Value {
  const operation = attribute(step, 'op');
  if (typeof operation !== 'string') {
    throw misfit(`attribute 'op' must be a string but found: ${typeName(operation)}`);
  }
  const path = pathOf(step, 'path');
  switch (operation) {
    case 'add':
      return added(document, path, attribute(step, 'value'));
    case 'remove':
      return removed(document, path);
    case 'replace': {
      const value = attribute(step, 'value');
      return path.length === 0 ? value : added(removed(document, path), path, value);
    }
    case 'copy':
      return added(document, path, found(document, pathOf(step, 'from')));
    case 'move': {
      const from = pathOf(step, 'from');
      const moved = found(document, from);
      return added(removed(document, from), path, moved);
    }
    case 'test': {
      const wanted = attribute(step, 'value');
      const value = found(document, path);
      if (compareValues(value, wanted) === 0) return document;
      throw misfit(
        `value from EditTree != patch value.\n\nExpected: ${displayText(wanted)}\n\nFound: ${displayText(value)}`,
      );
    }
    default:
      throw misfit(`unrecognized op: '${operation}'`);
  }
}

function found(document: Value, path: readonly Value[]): Value {
  return path.reduce((value, segment) => {
    const next = step(value, segment);
    if (next === undefined) throw noChild(value, segment);
    return next;
  }, document);
}

function noChild(parent: Value, segment: Value): BuiltinError {
  if (Array.isArray(parent)) {
    const index = indexOf(parent as readonly Value[], segment);
    return misfit(`path ${index} does not exist in array term ${displayText(parent)}`);
  }
  if (!(parent instanceof RegoObject || parent instanceof RegoSet)) return noComposite(parent);
  const path = displayText(segment);
  return misfit(`path ${path} does not exist in ${typeName(parent)} term ${displayText(parent)}`);
}

/** Go's names of the types of terms. */
const GO_TYPES: Readonly<Record<string, string>> = {
  null: 'Null',
  boolean: 'Boolean',
  number: 'Number',
  string: 'String',
};

function noComposite(value: Value): BuiltinError {
  const type = GO_TYPES[typeName(value)];
  return misfit(`expected composite type, found value: ${displayText(value)} (type: ast.${type})`);
}

/** The child under a segment; texts of numbers count as numbers in arrays, and in sets where no text fits. */
function step(value: Value, segment: Value): Value | undefined {
  if (Array.isArray(value)) {
    const index = indexOf(value as readonly Value[], segment);
    return (value as readonly Value[])[index];
  }
  return member(value, segment);
}

function indexOf(array: readonly Value[], segment: Value): number {
  if (segment === '-') return array.length;
  if (typeof segment === 'number') return segment;
  if (typeof segment !== 'string' || !/^-?\d+$/.test(segment)) {
    throw misfit('invalid string for indexing');
  }
  if (/^0\d/.test(segment)) throw misfit('leading zeros are not allowed in JSON paths');
  return Number(segment);
}

/** Rebuilds the documents along a path, with `change` made at its end. */
function along(
  document: Value,
  path: readonly Value[],
  change: (parent: Value, segment: Value) => Value,
): Value {
  const [segment, ...rest] = path;
  if (segment === undefined) throw misfit('cannot delete root node');
  if (rest.length === 0) return change(document, segment);
  const child = step(document, segment);
  if (child === undefined) throw noChild(document, segment);
  const changed = along(child, rest, change);
  if (Array.isArray(document)) {
    const index = indexOf(document as readonly Value[], segment);
    return (document as readonly Value[]).map((item, at) => (at === index ? changed : item));
  }
  if (document instanceof RegoObject) return makeObject([...document.entries, [segment, changed]]);
  if (document instanceof RegoSet) {
    return makeSet([...without(document, segment).items, changed]);
  }
  throw noComposite(document);
}

function without(set: RegoSet, item: Value): RegoSet {
  return new RegoSet(set.items.filter((other) => compareValues(other, item) !== 0));
}

function added(document: Value, path: readonly Value[], value: Value): Value {
  if (path.length === 0) return value;
  return along(document, path, (parent, segment) => {
    if (parent instanceof RegoObject) return makeObject([...parent.entries, [segment, value]]);
    if (parent instanceof RegoSet) {
      if (compareValues(segment, value) !== 0) {
        throw misfit(
          `set key ${displayText(segment)} does not equal value to be inserted ${displayText(value)}`,
        );
      }
      return makeSet([...parent.items, value]);
    }
    if (Array.isArray(parent)) {
      const items = parent as readonly Value[];
      const index = indexOf(items, segment);
      if (index < 0 || index > items.length) {
        throw misfit('index for array insertion out of bounds');
      }
      return [...items.slice(0, index), value, ...items.slice(index)];
    }
    throw noComposite(parent);
  });
}

function noKey(segment: Value): BuiltinError {
  return misfit(`cannot delete child key ${displayText(segment)} that does not exist`);
}

function removed(document: Value, path: readonly Value[]): Value {
  return along(document, path, (parent, segment) => {
    if (parent instanceof RegoObject) {
      if (member(parent, segment) === undefined) throw noKey(segment);
      return new RegoObject(parent.entries.filter(([key]) => compareValues(key, segment) !== 0));
    }
    if (parent instanceof RegoSet) {
      if (member(parent, segment) === undefined) throw noKey(segment);
      return without(parent, segment);
    }
    if (Array.isArray(parent)) {
      const items = parent as readonly Value[];
      const index = indexOf(items, segment);
      if (index < 0 || index >= items.length) throw misfit('index for array delete out of bounds');
      return [...items.slice(0, index), ...items.slice(index + 1)];
    }
    throw noComposite(parent);
  });
}
