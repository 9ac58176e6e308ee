import { field } from '../operands.js';
import { RegoObject, type Value } from '../value.js';
import { type Place, schemaError, wrongType } from './subschema.js';

/** The schema's own name, as `$id` (or `id`, before draft 6) gives it. */
export function idOf(value: Value): string | undefined {
  if (!(value instanceof RegoObject)) return undefined;
  const key = field(value, '$id') === undefined ? 'id' : '$id';
  const id = field(value, key);
  if (id === undefined) return undefined;
  if (typeof id !== 'string') throw wrongType('string', key);
  return id;
}

/** An absolute URI; relative ones without a base stay as they are. */
export function resolved(reference: string, base: string): string {
  if (base === '') return reference;
  try {
    return new URL(reference, base).href;
  } catch {
    return reference.startsWith('#') ? base.replace(/#.*$/, '') + reference : reference;
  }
}

const bare = (uri: string): string => uri.replace(/#$/, '');

/** Finds what `$ref`s point at within one document; documents elsewhere are never fetched. */
export class References {
  private readonly named = new Map<string, Place>();

  constructor(root: Place) {
    this.named.set('', root);
    this.named.set(bare(root.base), root);
    this.collect(root.value, '');
  }

  private collect(value: Value, base: string): void {
    if (Array.isArray(value)) {
      for (const item of value as readonly Value[]) this.collect(item, base);
    }
    if (!(value instanceof RegoObject)) return;
    const id = field(value, '$id') ?? field(value, 'id');
    const own = typeof id === 'string' ? resolved(id, base) : base;
    if (typeof id === 'string' && !this.named.has(bare(own))) {
      this.named.set(bare(own), { value, base: own });
    }
    for (const [, item] of value.entries) this.collect(item, own);
  }

  /** @throws BuiltinError where there is nothing, or nothing at hand */
  find(reference: string, base: string): Place {
    const uri = bare(resolved(reference, base));
    const known = this.named.get(uri);
    if (known !== undefined) return known;
    const [document = '', pointer = ''] = uri.split('#', 2);
    const owner = this.named.get(document);
    if (owner === undefined) {
      if (!/^[a-z][a-z0-9+.-]*:/i.test(document)) {
        throw schemaError(`Reference /${document} must be canonical`);
      }
      throw schemaError(`remote reference loading disabled: ${document}`);
    }
    return { value: follow(owner.value, decodeURIComponent(pointer)), base: owner.base };
  }
}

/** A JSON pointer's target. */
function follow(start: Value, pointer: string): Value {
  if (pointer !== '' && !pointer.startsWith('/')) {
    throw schemaError('JSON pointer must be empty or start with a "/"');
  }
  let value = start;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (value instanceof RegoObject) {
      const next = field(value, key);
      if (next === undefined) throw schemaError(`Object has no key '${key}'`);
      value = next;
    } else if (Array.isArray(value)) {
      const items = value as readonly Value[];
      const next = /^\d+$/.test(key) ? items[Number(key)] : undefined;
      if (next === undefined) {
        throw schemaError(`Out of bound array[0,${items.length}] index '${key}'`);
      }
      value = next;
    } else throw schemaError(`Invalid token reference '${key}'`);
  }
  return value;
}
