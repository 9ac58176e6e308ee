/**
 * Type checking on the normal form, rule by rule, those first that others read: the operands of functions, unifications, and
 * refs into what rules and schemas are known to give. Refused is only what can never hold.
 *
 * As in OPA, calls and unifications in bodies of `every`, `not { … }`, `and` and `or` are not looked at, refs there are.
 */
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import type * as ast from '../../syntax/ast.js';
import type { RuleTree } from '../analysed.js';
import { schemaFault } from '../errors.js';
import { RuleSchemas, type SchemaSet } from '../schemas/rule-schemas.js';
import { typeOfSchema } from '../schemas/schema-type.js';
import { operatorName, visitExpr } from '../walk.js';
import { comprehensionsOf } from './comprehensions.js';
import { DocumentNode } from './document-types.js';
import { type Comprehension, Environment, type Surroundings } from './environment.js';
import * as errors from './errors.js';
import { checkRefsOf } from './refs.js';
import { unifies } from './relations.js';
import { dependenciesFirst } from './rule-order.js';
import { insertRule } from './rule-types.js';
import { typeOfFunction } from './signatures.js';
import { typeOf } from './term-types.js';
import { ANY } from './type.js';
import { isUnknown, unifyTerms, unifyWithType } from './unify.js';

/**
 * @param reads the rules, by path text, that each rule path reads
 * @param modules whose annotations bind schemas
 * @param schemas by the paths that annotations name them by; one of the path `schema` is that of `input`
 */
export function checkTypes(
  tree: RuleTree,
  reads: ReadonlyMap<string, ReadonlySet<string>>,
  modules: readonly ast.Module[],
  schemas?: SchemaSet,
): Diagnostic[] {
  const checker = new Checker(new RuleSchemas(modules, schemas));
  checker.takeInput(schemas);
  checker.checkRules(tree, reads);
  return checker.diagnostics;
}

/** The same for the body of a query over rules, in which nothing is wrong. */
export function checkQueryTypes(
  body: ast.Body,
  tree: RuleTree,
  reads: ReadonlyMap<string, ReadonlySet<string>>,
  schemas?: SchemaSet,
): Diagnostic[] {
  const checker = new Checker(new RuleSchemas([], schemas));
  checker.takeInput(schemas);
  checker.checkRules(tree, reads);
  checker.checkQuery(body);
  return checker.diagnostics;
}

class Checker {
  readonly diagnostics: Diagnostic[] = [];
  private readonly documents = new DocumentNode('');
  private readonly comprehensions = new Map<Comprehension, Environment | undefined>();

  constructor(private readonly schemas: RuleSchemas) {}

  /** A single schema is that of the input, everywhere. */
  takeInput(schemas: SchemaSet | undefined): void {
    const schema = schemas?.get('schema');
    if (schema === undefined) return;
    const type = typeOfSchema(schema);
    if (typeof type === 'string') this.diagnostics.push(schemaFault(type));
    else this.documents.put(['input'], type);
  }

  checkRules(tree: RuleTree, reads: ReadonlyMap<string, ReadonlySet<string>>): void {
    for (const { path, rules } of dependenciesFirst(tree, reads)) {
      for (const { rule, module } of rules) {
        for (let branch: ast.Rule | undefined = rule; branch !== undefined; branch = branch.else) {
          this.checkRule(branch, module, path);
        }
      }
    }
  }

  checkQuery(body: ast.Body): void {
    this.checkBody(body, this.environment(undefined));
  }

  /** @param nearer what the schemas of a rule say of documents */
  private environment(nearer: DocumentNode | undefined): Environment {
    const surroundings: Surroundings = {
      roots: nearer === undefined ? [this.documents] : [nearer, this.documents],
      within: (term, around) => this.within(term, around),
    };
    return new Environment(surroundings);
  }

  private checkRule(rule: ast.Rule, module: ast.Module, path: readonly string[]): void {
    const { documents, diagnostics } = this;
    const nearer = this.schemas.documentsOf(rule, module, documents, diagnostics);
    const environment = this.environment(nearer);
    const isSound = this.checkBody(rule.body, environment);
    insertRule(rule, path, isSound ? environment : undefined, this.documents);
  }

  /** @returns whether nothing was wrong */
  private checkBody(body: ast.Body, environment: Environment): boolean {
    const before = this.diagnostics.length;
    for (const expr of body) {
      const start = this.diagnostics.length;
      for (const term of comprehensionsOf(expr)) this.within(term, environment);
      this.diagnostics.push(...checkRefsOf(expr, environment));
      const isPartWrong = this.diagnostics.length > start;
      const fault = checkExpr(expr, environment, isPartWrong);
      if (fault === undefined) continue;
      this.diagnostics.push(fault);
      // What follows is not wrong for the same reason.
      visitExpr(expr, {
        variable: ({ name }) => {
          if (environment.get(name) === undefined) environment.set(name, ANY);
        },
        closure: () => false,
      });
    }
    return this.diagnostics.length === before;
  }

  private within(term: Comprehension, around: Environment): Environment | undefined {
    if (this.comprehensions.has(term)) return this.comprehensions.get(term);
    const inner = around.nested();
    const environment = this.checkBody(term.body, inner) ? inner : undefined;
    this.comprehensions.set(term, environment);
    return environment;
  }
}

/** @param isPartWrong whether something in it is: then what is not known is no fault of its own */
function checkExpr(
  expr: ast.Expr,
  environment: Environment,
  isPartWrong: boolean,
): Diagnostic | undefined {
  for (const modifier of expr.with) {
    const fault = checkReplacement(modifier, environment);
    if (fault !== undefined) return fault;
  }
  if (expr.kind !== 'callExpr') return undefined;
  const name = operatorName(expr.operator);
  const isUnification = (name === 'eq' || name === 'equal') && expr.operands.length === 2;
  return isUnification
    ? checkUnification(expr, environment, isPartWrong)
    : checkCall(expr, name, environment, isPartWrong);
}

/** A function may stand in for one that takes as many operands. */
function checkReplacement(
  { target, replacement, span }: ast.With,
  { surroundings: { roots } }: Environment,
): Diagnostic | undefined {
  if (replacement === undefined) return undefined;
  const name = operatorName(target);
  const wanted = typeOfFunction(name, roots);
  const given = typeOfFunction(operatorName(replacement), roots);
  if (wanted?.kind !== 'function' || given?.kind !== 'function' || unifies(wanted, given)) {
    return undefined;
  }
  return errors.replacedArity(span, name, given.args, wanted);
}

function checkUnification(
  { operands, span }: ast.CallExpr,
  environment: Environment,
  isPartWrong: boolean,
): Diagnostic | undefined {
  const [a, b] = operands as readonly [ast.Term, ast.Term];
  const [left, right] = [typeOf(a, environment), typeOf(b, environment)];
  if (unifyTerms(environment, a, left, b, right)) return undefined;
  if (isPartWrong && (isUnknown(left) || isUnknown(right))) return undefined;
  return errors.matchError(span, left, right);
}

function checkCall(
  { operands, span }: ast.CallExpr,
  name: string,
  environment: Environment,
  isPartWrong: boolean,
): Diagnostic | undefined {
  const type = typeOfFunction(name, environment.surroundings.roots);
  if (type?.kind !== 'function') return undefined;
  const wanted = type.hasResult ? [...type.args, type.result] : type.args;
  const fits = operands.every((operand, index) =>
    unifyWithType(environment, operand, wanted[index], false),
  );
  if (fits) return undefined;
  const have = operands.map((operand) => typeOf(operand, environment));
  if (isPartWrong && have.some(isUnknown)) return undefined;
  return errors.invalidArguments(span, name, have, type);
}
