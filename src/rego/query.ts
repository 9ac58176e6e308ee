/** Queries as `opa eval` answers them: for each solution the values of the expressions, and the vars that were bound. */
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import { positionAt, type Source, spanText } from '../diagnostics/source.js';
import { operatorName, visitTerm } from './analysis/walk.js';
import { parseJsonValue } from './builtins/json-value.js';
import { builtinNamed } from './builtins/registry.js';
import { RegoObject, type Value } from './builtins/value.js';
import {
  type CheckedModules,
  compileBody,
  parseQueryText,
  QUERY_ENTRYPOINT,
  type QueryOptions,
} from './compile.js';
import { Evaluation, type EvaluationOptions } from './evaluation.js';
import type * as ast from './syntax/ast.js';

/** The value of one expression of a query in one solution. */
export interface ExpressionValue {
  readonly value: Value;
  /** As it was written. */
  readonly text: string;
  /** 1-based, as is the column. */
  readonly line: number;
  readonly column: number;
}

export interface Solution {
  readonly expressions: readonly ExpressionValue[];
  /** Vars by name, in the order of their names. */
  readonly bindings: readonly (readonly [string, Value])[];
}

export interface QueryAnswer {
  /** Absent where the query did not compile. */
  readonly solutions?: readonly Solution[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What the answer is worked out from. */
export interface QueryContext {
  /** JSON or YAML's values as JSON text; absent: `input` is undefined. */
  readonly input?: Uint8Array;
  /** Base documents as JSON text. */
  readonly data?: Uint8Array;
  readonly evaluation: EvaluationOptions;
}

/**
 * Evaluates a query over modules.
 *
 * @throws EvaluationError
 */
export async function answerQuery(
  query: Source,
  checked: CheckedModules,
  context: QueryContext,
  options: QueryOptions = {},
): Promise<QueryAnswer> {
  const parsed = parseQueryText(query, options);
  if (hasErrors(parsed.diagnostics)) return { diagnostics: parsed.diagnostics };
  const body = parsed.value;
  const captured = captureValues(body, checked.analysed?.arities ?? new Map());
  const { wasm, diagnostics } = compileBody(captured.body, checked, { ...options, rows: 'list' });
  if (wasm === undefined) return { diagnostics: diagnostics.filter(isTheirs) };
  const evaluation = await Evaluation.load(wasm, context.evaluation);
  if (context.data !== undefined) evaluation.setData(context.data);
  const results = parseJsonValue(evaluation.evaluate(context.input, QUERY_ENTRYPOINT));
  const [rows] = results as readonly (readonly Value[])[];
  const solutions = (rows ?? []).map((row) => solutionOf(row, body, captured.names));
  return { solutions, diagnostics };
}

/** A name that no query can write: a var that holds the value of the expression of this number. */
const NAME = '\u0000expression';

/** What is wrong with an expression is said of it, not again of the var that would hold its value. */
function isTheirs({ message }: Diagnostic): boolean {
  return !message.includes(NAME);
}

interface Captured {
  readonly body: ast.Body;
  /** For each expression the var that holds its value; undefined for a statement, which is true where it holds. */
  readonly names: readonly (string | undefined)[];
}

/**
 * A query in which expressions that have a value give it to a var. A lone expression may be false: with others, or where it is
 * iterated, it must hold.
 */
function captureValues(body: ast.Body, functions: ReadonlyMap<string, number>): Captured {
  const mustHold = body.length > 1 || body.some(iterates);
  const tests: ast.Expr[] = [];
  const names: (string | undefined)[] = [];
  const captured = body.map((expr, index) => {
    const name = `${NAME}${index}`;
    const variable: ast.Var = { kind: 'var', name, span: expr.span };
    const capturing = capture(expr, variable, functions);
    names.push(capturing && name);
    if (capturing === undefined) return expr;
    if (mustHold) {
      tests.push({ kind: 'termExpr', negated: false, term: variable, with: [], span: expr.span });
    }
    return capturing;
  });
  return { body: [...captured, ...tests], names };
}

/** An expression that binds the var to its value; undefined where it has none. */
function capture(
  expr: ast.Expr,
  variable: ast.Var,
  functions: ReadonlyMap<string, number>,
): ast.Expr | undefined {
  if (expr.kind === 'termExpr' && !expr.negated) {
    return callOf('eq', [expr.term, variable], expr);
  }
  if (expr.kind !== 'callExpr' || expr.negated) return undefined;
  const name = operatorName(expr.operator);
  if (name === 'eq' || name === 'assign') return undefined;
  const builtin = builtinNamed(name);
  if (builtin !== undefined && (builtin.result === undefined || builtin.variadic)) return undefined;
  const arity = functions.get(name) ?? builtin?.args.length;
  if (arity !== undefined && arity !== expr.operands.length) return undefined;
  const { span } = expr;
  const call: ast.Term = { kind: 'call', operator: expr.operator, operands: expr.operands, span };
  return callOf('eq', [call, variable], expr);
}

function callOf(name: string, operands: readonly ast.Term[], expr: ast.Expr): ast.CallExpr {
  const { span } = expr;
  const operator: ast.Ref = { kind: 'ref', parts: [{ kind: 'var', name, span }], span };
  return { kind: 'callExpr', negated: false, operator, operands, with: expr.with, span };
}

/** Whether an expression may have several solutions: refs with vars in them, `some … in`, relations. */
function iterates(expr: ast.Expr): boolean {
  if (expr.kind === 'some') return expr.domain !== undefined;
  if (expr.kind === 'termExpr') return termIterates(expr.term);
  if (expr.kind !== 'callExpr') return false;
  return isRelation(expr.operator) || expr.operands.some(termIterates);
}

function isRelation(operator: ast.Ref): boolean {
  return builtinNamed(operatorName(operator))?.relation === true;
}

function termIterates(term: ast.Term): boolean {
  if (term.kind === 'ref') {
    const [head, ...rest] = term.parts;
    return rest.some(hasVar) || (head !== undefined && termIterates(head));
  }
  if (term.kind === 'call') return isRelation(term.operator) || term.operands.some(termIterates);
  if (term.kind === 'array' || term.kind === 'set') return term.items.some(termIterates);
  return (
    term.kind === 'object' &&
    term.entries.some(([key, value]) => termIterates(key) || termIterates(value))
  );
}

function hasVar(term: ast.Term): boolean {
  let found = false;
  visitTerm(term, {
    variable: () => {
      found = true;
    },
  });
  return found;
}

function solutionOf(row: Value, body: ast.Body, names: readonly (string | undefined)[]): Solution {
  const entries = row instanceof RegoObject ? row.entries : [];
  const bound = new Map(entries.map(([name, value]) => [String(name), value]));
  const expressions = body.map(({ span }, index) => {
    const name = names[index];
    const { line, column } = positionAt(span.source, span.start);
    const value = name === undefined ? true : (bound.get(name) ?? true);
    return { value, text: spanText(span), line, column };
  });
  return { expressions, bindings: [...bound].filter(([name]) => !name.startsWith(NAME)) };
}
