/**
 * Type checking on the normal form: the operands of built-ins and functions, unifications, and refs into what rules are known
 * to give. What is not known has any type, so that nothing is refused that might hold.
 */
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import type { BuiltinDeclaration } from '../../builtins/declaration.js';
import { builtinNamed } from '../../builtins/registry.js';
import type * as ast from '../../syntax/ast.js';
import type { AnalysedRule, RuleTree } from '../analysed.js';
import * as errors from '../errors.js';
import { dynamicSuffix, nodeAt } from '../rule-tree.js';
import { operatorName } from '../walk.js';
import { elements, overlaps, selectField, selectIndex } from './relations.js';
import {
  ANY,
  arrayOf,
  BOOLEAN,
  NULL,
  NUMBER,
  objectOf,
  STRING,
  setOf,
  type Type,
  typeFromJson,
  union,
} from './type.js';

/** Types of local vars; a block of code sees those around it. */
type Environment = Map<string, Type>;

/** @param input the type of `input`, where a schema says it */
export function checkTypes(tree: RuleTree, input: Type = ANY): Diagnostic[] {
  const checker = new Checker(tree, input);
  checker.checkAll(tree, []);
  return checker.diagnostics;
}

/** The same for the body of a query over the rules. */
export function checkQueryTypes(body: ast.Body, tree: RuleTree, input: Type = ANY): Diagnostic[] {
  const checker = new Checker(tree, input);
  checker.checkQuery(body);
  return checker.diagnostics;
}

class Checker {
  readonly diagnostics: Diagnostic[] = [];
  /** Types of rules by path; a rule that is being worked out has any type. */
  private readonly known = new Map<string, Type>();

  constructor(
    private readonly tree: RuleTree,
    private readonly input: Type,
  ) {}

  checkAll(node: RuleTree, path: readonly string[]): void {
    if (node.rules.length > 0) this.typeOfRules(node, path);
    for (const [part, child] of node.children) this.checkAll(child, [...path, part]);
  }

  checkQuery(body: ast.Body): void {
    this.body(body, new Map());
  }

  /** The type of what the rules at a path give; of a function, its result. */
  private typeOfRules(node: RuleTree, path: readonly string[]): Type {
    const key = path.join('\u0000');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, ANY);
    let result: Type | undefined;
    for (const { rule } of node.rules) {
      for (let branch: ast.Rule | undefined = rule; branch !== undefined; branch = branch.else) {
        result = union(result, this.typeOfRule(branch));
      }
    }
    const type = isOpen(node) ? ANY : (result ?? ANY);
    this.known.set(key, type);
    return type;
  }

  private typeOfRule(rule: ast.Rule): Type {
    const environment: Environment = new Map();
    for (const argument of rule.head.args ?? []) this.bindPattern(argument, ANY, environment);
    this.body(rule.body, environment);
    const { key, value } = rule.head;
    if (key !== undefined) return setOf(this.term(key, environment));
    return value === undefined ? BOOLEAN : this.term(value, environment);
  }

  private body(body: ast.Body, environment: Environment): void {
    for (const expr of body) this.expr(expr, environment);
  }

  private expr(expr: ast.Expr, environment: Environment): void {
    switch (expr.kind) {
      case 'termExpr':
        this.term(expr.term, environment);
        return;
      case 'callExpr':
        this.call(expr, environment);
        return;
      case 'every': {
        const inner = new Map(environment);
        const found = elements(this.term(expr.domain, environment));
        if (expr.key) inner.set(expr.key.name, found?.key ?? ANY);
        inner.set(expr.value.name, found?.value ?? ANY);
        this.body(expr.body, inner);
        return;
      }
      case 'and':
      case 'or':
        this.body(expr.left, new Map(environment));
        this.body(expr.right, new Map(environment));
        return;
      case 'notBody':
        this.body(expr.body, new Map(environment));
        return;
      case 'some':
        return;
    }
  }

  private call(expr: ast.CallExpr, environment: Environment): void {
    const name = operatorName(expr.operator);
    if (name === 'eq') {
      this.unification(expr, environment);
      return;
    }
    const builtin = name.startsWith('data.') ? undefined : builtinNamed(name);
    const types = expr.operands.map((operand, index) => {
      const isOutput = builtin !== undefined && index >= builtin.args.length;
      return isOutput && operand.kind === 'var'
        ? environment.get(operand.name)
        : this.term(operand, environment);
    });
    if (builtin === undefined) {
      const path = name.split('.').slice(1);
      const node = name.startsWith('data.') ? nodeAt(this.tree, path) : undefined;
      const arity = node?.rules[0]?.rule.head.args?.length;
      const output = arity === undefined ? undefined : expr.operands[arity];
      const result = node && node.rules.length > 0 ? this.typeOfRules(node, path) : ANY;
      if (output) this.bindPattern(output, result, environment);
      return;
    }
    if (builtin.variadic !== undefined) return;
    const [left, right] = types;
    if (name === 'equal' && types.length === 2 && left && right && !overlaps(left, right)) {
      this.diagnostics.push(errors.matchError(expr.span, left, right));
      return;
    }
    const { wanted, result } = signatureOf(builtin);
    const isWrong = wanted.some((type, index) => {
      const given = types[index];
      return given !== undefined && !overlaps(given, type);
    });
    const output = expr.operands[wanted.length];
    const given = output === undefined ? undefined : types[wanted.length];
    const isOutputWrong = given !== undefined && result !== undefined && !overlaps(given, result);
    if (isWrong || isOutputWrong) {
      const have = [...types.slice(0, wanted.length), ...(result ? [given] : [])];
      this.diagnostics.push(
        errors.invalidArguments(expr.span, name, have, [...wanted, ...(result ? [result] : [])]),
      );
      return;
    }
    // What a built-in accepted is of the type that it takes.
    expr.operands.slice(0, wanted.length).forEach((operand, index) => {
      if (operand.kind === 'var' && !environment.has(operand.name)) {
        environment.set(operand.name, wanted[index] ?? ANY);
      }
    });
    if (output !== undefined) {
      const type =
        result === undefined ? ANY : builtin.relation ? (elements(result)?.value ?? ANY) : result;
      this.bindPattern(output, type, environment);
    }
  }

  private unification(expr: ast.CallExpr, environment: Environment): void {
    const [left, right] = expr.operands as [ast.Term, ast.Term];
    const a = this.operand(left, environment);
    const b = this.operand(right, environment);
    if (a !== undefined && b !== undefined && !expr.negated && !overlaps(a, b)) {
      this.diagnostics.push(errors.matchError(expr.span, a, b));
      return;
    }
    if (a !== undefined) this.bindPattern(right, a, environment);
    if (b !== undefined) this.bindPattern(left, b, environment);
  }

  /** The type of a term, or undefined where it holds vars of which nothing is known yet. */
  private operand(term: ast.Term, environment: Environment): Type | undefined {
    if (term.kind === 'var') {
      return isRoot(term.name) ? this.term(term, environment) : environment.get(term.name);
    }
    return this.term(term, environment);
  }

  /** Gives the vars of a pattern the types that a value's type has at their places. */
  private bindPattern(term: ast.Term, type: Type, environment: Environment): void {
    switch (term.kind) {
      case 'var':
        if (!isRoot(term.name) && !environment.has(term.name)) environment.set(term.name, type);
        return;
      case 'array':
        for (const [index, item] of term.items.entries()) {
          this.bindPattern(item, selectIndex(type, index) ?? ANY, environment);
        }
        return;
      case 'object':
        for (const [key, value] of term.entries) {
          const field = key.kind === 'string' ? selectField(type, key.value) : undefined;
          this.bindPattern(value, field ?? ANY, environment);
        }
        return;
      default:
        return;
    }
  }

  private term(term: ast.Term, environment: Environment): Type {
    switch (term.kind) {
      case 'null':
        return NULL;
      case 'boolean':
        return BOOLEAN;
      case 'number':
        return NUMBER;
      case 'string':
      case 'templateString':
        return STRING;
      case 'var':
        if (term.name === 'input') return this.input;
        return environment.get(term.name) ?? ANY;
      case 'array':
        return { kind: 'array', items: term.items.map((item) => this.term(item, environment)) };
      case 'set':
        return setOf(
          term.items.reduce<Type | undefined>(
            (all, item) => union(all, this.term(item, environment)),
            undefined,
          ) ?? ANY,
        );
      case 'object':
        return this.object(term, environment);
      case 'ref':
        return this.ref(term, environment);
      case 'arrayComprehension':
      case 'setComprehension':
      case 'objectComprehension': {
        const inner = new Map(environment);
        this.body(term.body, inner);
        if (term.kind === 'objectComprehension') {
          return objectOf(this.term(term.key, inner), this.term(term.value, inner));
        }
        const of = this.term(term.term, inner);
        return term.kind === 'setComprehension' ? setOf(of) : arrayOf(of);
      }
      default:
        return ANY;
    }
  }

  private object(term: ast.ObjectTerm, environment: Environment): Type {
    const fields = new Map<string, Type>();
    let rest: { key: Type; value: Type } | undefined;
    for (const [key, value] of term.entries) {
      const type = this.term(value, environment);
      if (key.kind === 'string') fields.set(key.value, type);
      else {
        const keyType = this.term(key, environment);
        rest = { key: union(rest?.key, keyType), value: union(rest?.value, type) };
      }
    }
    const sorted = new Map([...fields].sort(([a], [b]) => (a < b ? -1 : 1)));
    return { kind: 'object', fields: sorted, ...(rest && { rest }) };
  }

  private ref(ref: ast.Ref, environment: Environment): Type {
    const [head, ...parts] = ref.parts;
    if (head?.kind === 'var' && head.name === 'data') return this.dataRef(ref, parts, environment);
    const start = head === undefined ? ANY : this.term(head, environment);
    return this.select(ref, start, parts, environment);
  }

  /** Down the rule tree as far as it goes; base documents may hold anything. */
  private dataRef(ref: ast.Ref, parts: readonly ast.Term[], environment: Environment): Type {
    let node: RuleTree | undefined = this.tree;
    const path: string[] = [];
    for (const [index, part] of parts.entries()) {
      node = part.kind === 'string' ? node?.children.get(part.value) : undefined;
      if (node === undefined || part.kind !== 'string') break;
      path.push(part.value);
      if (node.rules.length === 0) continue;
      // What lies below a rule's own name belongs to other rules as well.
      if (node.children.size > 0 || node.rules[0]?.rule.head.args !== undefined) break;
      const type = this.typeOfRules(node, path);
      return this.select(ref, type, parts.slice(index + 1), environment);
    }
    for (const part of parts) this.bindKey(part, ANY, environment);
    return ANY;
  }

  private select(
    ref: ast.Ref,
    start: Type,
    parts: readonly ast.Term[],
    environment: Environment,
  ): Type {
    let type = start;
    for (const part of parts) {
      let next: Type | undefined;
      if (part.kind === 'string') next = selectField(type, part.value);
      else if (part.kind === 'number' && /^\d+$/.test(part.text)) {
        next = selectIndex(type, Number(part.text));
      } else {
        const found = elements(type);
        next = found?.value;
        if (found) this.bindKey(part, found.key, environment);
      }
      if (next === undefined) {
        this.diagnostics.push(errors.undefinedRef(ref.span, part, type));
        return ANY;
      }
      type = next;
    }
    return type;
  }

  private bindKey(part: ast.Term, type: Type, environment: Environment): void {
    if (part.kind === 'var' && !environment.has(part.name)) environment.set(part.name, type);
  }
}

/** The types of a built-in's operands and result, worked out once. */
function signatureOf(builtin: BuiltinDeclaration): Signature {
  let signature = signatures.get(builtin);
  if (signature === undefined) {
    const { args, result } = builtin;
    signature = { wanted: args.map(typeFromJson), result: result && typeFromJson(result) };
    signatures.set(builtin, signature);
  }
  return signature;
}

interface Signature {
  readonly wanted: readonly Type[];
  readonly result: Type | undefined;
}

const signatures = new WeakMap<BuiltinDeclaration, Signature>();

function isRoot(name: string): boolean {
  return name === 'input' || name === 'data';
}

/** Whether rules share their place with others, by vars in their heads or by longer names. */
function isOpen({ rules, children }: RuleTree): boolean {
  return (
    children.size > 0 || rules.some((item: AnalysedRule) => dynamicSuffix(item.rule).length > 0)
  );
}
