import type * as ast from '../../syntax/ast.js';
import { compareStrings, compareValues } from '../order.js';
import { Numeral } from '../value.js';
import { termJson } from './term-json.js';

/** OPA's order of the kinds of terms. */
const ORDER: readonly ast.Term['kind'][] = [
  'null',
  'boolean',
  'number',
  'string',
  'var',
  'ref',
  'array',
  'object',
  'set',
  'arrayComprehension',
  'objectComprehension',
  'setComprehension',
  'call',
  'templateString',
];

/** Negative, zero or positive as `a` comes before, equals or follows `b` in a set. */
export function compareTerms(a: ast.Term, b: ast.Term): number {
  const byKind = ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
  if (byKind !== 0) return byKind;
  if (a.kind === 'number' && b.kind === 'number') {
    return compareValues(new Numeral(a.text), new Numeral(b.text));
  }
  if (a.kind === 'boolean' && b.kind === 'boolean') return Number(a.value) - Number(b.value);
  if (a.kind === 'string' && b.kind === 'string') return compareStrings(a.value, b.value);
  if (a.kind === 'var' && b.kind === 'var') return compareStrings(a.name, b.name);
  if (a.kind === 'array' && b.kind === 'array') return compareLists(a.items, b.items);
  if (a.kind === 'set' && b.kind === 'set') return compareLists(a.items, b.items);
  if (a.kind === 'ref' && b.kind === 'ref') return compareLists(a.parts, b.parts);
  if (a.kind === 'object' && b.kind === 'object') {
    return compareLists(a.entries.flat(), b.entries.flat());
  }
  return compareStrings(JSON.stringify(termJson(a)), JSON.stringify(termJson(b)));
}

function compareLists(a: readonly ast.Term[], b: readonly ast.Term[]): number {
  for (const [index, item] of a.entries()) {
    const other = b[index];
    const order = other === undefined ? 1 : compareTerms(item, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
