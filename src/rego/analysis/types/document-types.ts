/**
 * What is known of documents: a tree from `data` and `input` down, whose leaves hold the types of rules, and of what schemas say.
 */
import { union } from './order.js';
import { select, valuesOf } from './select.js';
import {
  ANY,
  type JsonKey,
  keyOf,
  type ObjectType,
  objectOf,
  type Rest,
  STRING,
  setOf,
  type Type,
} from './type.js';

/** A part of a path: a key that is known, or undefined for one that is not. */
export type PathPart = { readonly key: JsonKey } | undefined;

export class DocumentNode {
  readonly children = new Map<string, DocumentNode>();
  /** Present for a leaf; a leaf may have children that say more. */
  type: Type | undefined;

  constructor(readonly key: JsonKey) {}

  child(key: JsonKey): DocumentNode | undefined {
    return this.children.get(keyOf(key));
  }

  get isLeaf(): boolean {
    return this.type !== undefined;
  }

  /** Sets a type, whatever was known. */
  put(path: readonly JsonKey[], type: Type): void {
    let node: DocumentNode = this;
    for (const key of path) node = node.childFor(key);
    node.type = type;
  }

  /** Adds a type to what is known at a path, and to what the leaves on the way say of it. */
  insert(path: readonly JsonKey[], type: Type): void {
    let node: DocumentNode = this;
    for (const [index, key] of path.entries()) {
      const isNew = node.child(key) === undefined;
      node = node.childFor(key);
      const rest = path.slice(index + 1);
      if (!isNew && rest.length > 0 && node.type?.kind === 'object') {
        node.type = insertInto(node.type, rest, type);
      }
    }
    node.type = merged(node.type, type);
    if (type.kind !== 'object') return;
    for (const [below, leaf] of node.leaves([])) {
      if (below.length > 0 && node.type?.kind === 'object') {
        node.type = insertInto(node.type, below, leaf);
      }
    }
  }

  /** The type of all that lies at and below a node; base documents may have any further keys. */
  extent(): Type {
    if (this.type !== undefined) return this.type;
    const fields = [...this.children.values()].map((child) => ({
      key: child.key,
      type: child.extent(),
    }));
    return objectOf(fields, { key: STRING, value: ANY });
  }

  private childFor(key: JsonKey): DocumentNode {
    const id = keyOf(key);
    let child = this.children.get(id);
    if (child === undefined) {
      child = new DocumentNode(key);
      this.children.set(id, child);
    }
    return child;
  }

  private *leaves(path: readonly JsonKey[]): Iterable<[JsonKey[], Type]> {
    for (const child of this.children.values()) {
      const below = [...path, child.key];
      if (child.type !== undefined) yield [below, child.type];
      yield* child.leaves(below);
    }
  }
}

/** An object type that may hold a value of a type at a path as well. */
function insertInto(object: ObjectType, path: readonly JsonKey[], type: Type): ObjectType {
  const [first, ...rest] = path;
  if (first === undefined) return object;
  const value =
    rest.length === 0 ? type : insertInto({ kind: 'object', fields: new Map() }, rest, type);
  const added: Rest = {
    key: union(typeof first === 'string' ? STRING : { kind: 'number' }, object.rest?.key),
    value: union(value, object.rest?.value),
  };
  return { ...object, rest: added };
}

/** What two rules at one path may give: objects and sets that both add to, else one or the other. */
function merged(a: Type | undefined, b: Type | undefined): Type | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.kind === 'set' && b.kind === 'set') return setOf(union(a.of, b.of));
  if (isMap(a) && isMap(b)) {
    const rest = {
      key: union(a.rest?.key, b.rest?.key),
      value: merged(a.rest?.value, b.rest?.value),
    };
    return objectOf([], rest);
  }
  return union(a, b);
}

function isMap(type: Type): type is ObjectType {
  return type.kind === 'object' && type.fields.size === 0;
}

/**
 * The type of what a ref leads to.
 *
 * @param roots trees to look into, the nearest first; what none knows may be anything
 * @param path from `data` or `input` down
 */
export function documentType(
  roots: readonly DocumentNode[],
  path: readonly PathPart[],
): Type | undefined {
  for (const root of roots) {
    const found = typeBelow(root, path);
    if (found !== 'unknown') return found;
  }
  return ANY;
}

function typeBelow(root: DocumentNode, path: readonly PathPart[]): Type | undefined | 'unknown' {
  let node: DocumentNode = root;
  for (const [index, part] of path.entries()) {
    if (part === undefined) return selectPath(node.extent(), path.slice(index));
    const child = node.child(part.key);
    if (child === undefined) {
      return node.isLeaf ? selectPath(node.type, path.slice(index)) : 'unknown';
    }
    node = child;
  }
  return node.extent();
}

/** The type under a path in values of a type. */
export function selectPath(type: Type | undefined, path: readonly PathPart[]): Type | undefined {
  let found = type;
  for (const part of path) {
    found = part === undefined ? valuesOf(found) : select(found, part.key);
  }
  return found;
}
