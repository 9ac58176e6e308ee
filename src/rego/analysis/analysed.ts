/**
 * What analysis hands to the planner.
 *
 * INVARIANT (the normal form of every rule body and comprehension body in `modules` and `query`):
 * - Imports are gone; every ref begins with the var `data`, `input`, or a local var. Rule heads' refs are absolute (`data.a.b.p`).
 * - Every local var has a name unique in its rule (`__local3__`), so that scopes no longer matter. `:=` has become `=` (`eq`);
 *   `==` stays `equal`. `some x` declarations are gone. `some k, v in xs` has become a unification of the pattern with
 *   a ref that iterates (`v = xs[k]`, a fresh var where no key was written), with `xs` a var or ref.
 * - Expressions are safe in the order in which they stand.
 * - No term holds a call, except inside the body of a comprehension: nested calls are hoisted into
 *   `callExpr`s with one more operand (a fresh var, or a pattern) that receives the result. The operands of calls are
 *   scalars, vars, refs, composites and comprehensions; ref parts are scalars and vars, or ground composites.
 * - Rule heads hold scalars, vars, and composites of these (refs and calls were moved into the body); the parts of a
 *   head's ref after the ground prefix are vars or scalars. Function arguments are patterns of scalars, vars, composites.
 * - Values of `with` are scalars or vars (or ground composites of these). `every` keeps its own scope: domain a var or ref.
 * - Template strings and `print` have become calls of `internal.template_string` and `internal.print` (or are gone);
 *   `rego.metadata.*` calls are replaced by constants.
 * - `and`, `or` and `notBody` keep their bodies, each in this normal form.
 */
import type * as ast from '../syntax/ast.js';

export interface Analysed {
  readonly modules: readonly ast.Module[];
  readonly rules: RuleTree;
  /** Names of user functions and built-ins with their arity, after resolution. */
  readonly arities: ReadonlyMap<string, number>;
}

/** A node of the virtual document tree: what rules stand at `data.a.b`, and what lies below. */
export interface RuleTree {
  /** The rules whose ground prefix ends here: `p[x] := v` and `p.q contains x` stand at `p` and `p.q`. */
  readonly rules: readonly AnalysedRule[];
  readonly children: ReadonlyMap<string, RuleTree>;
}

export interface AnalysedRule {
  readonly rule: ast.Rule;
  readonly module: ast.Module;
}

/** A query in normal form, such as one for `policy eval --query` or a conformance case. */
export interface AnalysedQuery {
  readonly body: ast.Body;
  /** The vars of the query that a result row binds, by the names the user wrote, in order of appearance. */
  readonly bindings: readonly { readonly name: string; readonly local: string }[];
}
