/** What rules give, put into the tree of documents: values, sets, objects by the vars of their heads, functions. */
import type * as ast from '../../syntax/ast.js';
import { dynamicSuffix } from '../rule-tree.js';
import { visitTerm } from '../walk.js';
import type { DocumentNode } from './document-types.js';
import type { Environment } from './environment.js';
import { typeOf } from './term-types.js';
import { ANY, BOOLEAN, objectOf, setOf, type Type } from './type.js';

/**
 * Notes what a rule gives.
 *
 * @param path where the rule's ground prefix ends
 * @param environment of the rule's body; undefined where the body is wrong: then the rule may give anything
 */
export function insertRule(
  rule: ast.Rule,
  path: readonly string[],
  environment: Environment | undefined,
  documents: DocumentNode,
): void {
  const suffix = dynamicSuffix(rule);
  if (environment === undefined) {
    if (suffix.length === 0) documents.put(path, ANY);
    return;
  }
  const keys = suffix.map((part) => ({ part, type: typeOf(part, environment) }));
  let type = rule.head.args
    ? functionType(rule.head.args, rule.head.value, environment)
    : valueType(rule.head, environment);
  for (const key of keys.reverse()) {
    if (type === undefined || key.type === undefined) return;
    type = objectOf([], { key: key.type, value: type });
  }
  if (type !== undefined) documents.insert(path, type);
}

function valueType({ key, value }: ast.Head, environment: Environment): Type | undefined {
  if (key === undefined) return value === undefined ? BOOLEAN : typeOf(value, environment);
  const of = typeOf(key, environment);
  return of && setOf(of);
}

/** Parameters that the body says nothing of may be anything. */
function functionType(
  args: readonly ast.Term[],
  value: ast.Term | undefined,
  environment: Environment,
): Type {
  const variable = ({ name }: ast.Var) => {
    if (environment.get(name) === undefined) environment.set(name, ANY);
  };
  for (const argument of args) visitTerm(argument, { variable });
  return {
    kind: 'function',
    args: args.map((argument) => typeOf(argument, environment)),
    hasResult: true,
    result: value === undefined ? BOOLEAN : typeOf(value, environment),
  };
}
