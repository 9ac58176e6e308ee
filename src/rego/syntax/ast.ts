/**
 * The abstract syntax of Rego, in OPA's terms: module, package, import, rule, head, body, expr, term, ref.
 *
 * All nodes are readonly plain objects tagged by `kind`; passes make new nodes and keep the spans, so that
 * a diagnostic on a rewritten expression still points at what the user wrote.
 */
import type { Source, Span } from '../../diagnostics/source.js';

/** `0`: Rego before OPA 1.0; `1`: today's Rego, where `if` and `contains` are keywords. */
export type RegoVersion = 0 | 1;

export interface Module {
  readonly kind: 'module';
  readonly source: Source;
  readonly version: RegoVersion;
  readonly package: Package;
  readonly imports: readonly Import[];
  readonly rules: readonly Rule[];
  readonly comments: readonly Comment[];
  readonly annotations: readonly Annotations[];
}

/** `package a.b`: the path is a ref that begins with the var `data`. */
export interface Package {
  readonly path: Ref;
  readonly span: Span;
}

/** `import data.a.b as c`: the path begins with `data`, `input`, `future` or `rego`. */
export interface Import {
  readonly path: Ref;
  readonly alias?: string;
  readonly span: Span;
}

export interface Comment {
  /** The text after `#`, without the line end. */
  readonly text: string;
  readonly span: Span;
}

/** One `# METADATA` block, its YAML parsed; where it attaches is decided by its scope and position. */
export interface Annotations {
  readonly scope: 'rule' | 'document' | 'package' | 'subpackages';
  /** The whole parsed mapping, `scope` included where it was written. */
  readonly value: { readonly [key: string]: unknown };
  /** What follows the block: an index into `rules`, or the package clause. */
  readonly target: { readonly kind: 'package' } | { readonly kind: 'rule'; readonly index: number };
  readonly span: Span;
}

/**
 * One rule with one body. A v0 chain of bodies (`p { a } { b }`) is parsed into several rules.
 * A rule without a body has the body `[true]`, marked `generated`.
 */
export interface Rule {
  readonly kind: 'rule';
  readonly default: boolean;
  readonly head: Head;
  readonly body: Body;
  /** The next branch of an `else` chain, whose head repeats the ref and arguments. */
  readonly else?: Rule;
  readonly span: Span;
}

/**
 * The head of a rule.
 *
 * - `p := 1`, `p if …`: `ref` `p`, `value` (`true` where omitted).
 * - `p contains x`: `ref` `p`, `key` `x`, no `value`: a multi-value rule.
 * - `p[x] := v`, `p.q[x].r := v`: `ref` is the whole ref, `value` the value.
 * - `f(x) := y`: `args`.
 * - v0 `p[x] { … }`: parsed as `contains`, as OPA does.
 */
export interface Head {
  /** Begins with a var; later parts are string scalars or other terms. Made absolute (`data.…`) by analysis. */
  readonly ref: Ref;
  readonly args?: readonly Term[];
  readonly key?: Term;
  readonly value?: Term;
  /** Whether the value was written with `:=` (rather than `=` or not at all). */
  readonly assign: boolean;
  /** Whether the value was written by the user. */
  readonly explicitValue: boolean;
  readonly span: Span;
}

export type Body = readonly Expr[];

/** One literal of a query, with its `with` modifiers. */
export type Expr = TermExpr | CallExpr | SomeExpr | EveryExpr | LogicExpr | NotBodyExpr;

interface ExprBase {
  readonly with: readonly With[];
  readonly span: Span;
  /** Made by the compiler, not written by the user. */
  readonly generated?: boolean;
}

/** A term as a test: it must be defined and not `false`. */
export interface TermExpr extends ExprBase {
  readonly kind: 'termExpr';
  readonly negated: boolean;
  readonly term: Term;
}

/**
 * A call as a statement, which also is how infix operators are written: `x == y` is a call of `equal`,
 * `x = y` of `eq`, `x := y` of `assign`, `x in y` of `internal.member_2`.
 * It may have one operand more than the function has parameters: that one receives the result.
 */
export interface CallExpr extends ExprBase {
  readonly kind: 'callExpr';
  readonly negated: boolean;
  readonly operator: Ref;
  readonly operands: readonly Term[];
  /** Was `:=`: the right side must be safe before and binds the left; set by analysis on its `eq`. */
  readonly assigned?: boolean;
}

/** `some x, y` (declaration), or `some x in xs`, `some k, v in xs` (`domain` present; `symbols` are 1 or 2 terms). */
export interface SomeExpr extends ExprBase {
  readonly kind: 'some';
  readonly symbols: readonly Term[];
  readonly domain?: Term;
}

/** `every k, v in domain { body }`. */
export interface EveryExpr extends ExprBase {
  readonly kind: 'every';
  readonly key?: Var;
  readonly value: Var;
  readonly domain: Term;
  readonly body: Body;
}

/** `a or b`, `a and b` of `future.keywords`: each operand is an implicit body. */
export interface LogicExpr extends ExprBase {
  readonly kind: 'and' | 'or';
  readonly left: Body;
  readonly right: Body;
  /** Whether the left, and the right operand was written without braces: it may not assign vars then. */
  readonly implicit: readonly [boolean, boolean];
}

/** `not { … }`, or any negation under `import future.keywords.not`: succeeds iff the whole body has no solution. */
export interface NotBodyExpr extends ExprBase {
  readonly kind: 'notBody';
  readonly body: Body;
  /** Whether it was written without braces: it may not assign vars then. */
  readonly implicit: boolean;
}

/** `with target as value`. */
export interface With {
  readonly target: Ref;
  readonly value: Term;
  /** The function that stands in for the target, where it is one; set by analysis, which leaves `value` null. */
  readonly replacement?: Ref;
  readonly span: Span;
}

export type Term =
  | Null
  | Bool
  | NumberTerm
  | Str
  | Var
  | Ref
  | ArrayTerm
  | ObjectTerm
  | SetTerm
  | ArrayComprehension
  | SetComprehension
  | ObjectComprehension
  | Call
  | TemplateString;

export type Scalar = Null | Bool | NumberTerm | Str;

export interface Null {
  readonly kind: 'null';
  readonly span: Span;
}
export interface Bool {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly span: Span;
}
/** Numbers keep their source text: integers may be of any size and fractions exact. */
export interface NumberTerm {
  readonly kind: 'number';
  readonly text: string;
  readonly span: Span;
}
export interface Str {
  readonly kind: 'string';
  readonly value: string;
  /** Written with backticks. */
  readonly raw?: boolean;
  readonly span: Span;
}
/** A variable. A wildcard `_` is given a name of its own, `$0`, `$1`, …, by the parser. */
export interface Var {
  readonly kind: 'var';
  readonly name: string;
  /** What the compiler put into it, for messages. */
  readonly standsFor?: Term;
  readonly span: Span;
}
/** `head.a["b"][c]`: at least one part; the first is a var, call, or composite; `.a` is the string `a`. */
export interface Ref {
  readonly kind: 'ref';
  readonly parts: readonly Term[];
  readonly span: Span;
}
export interface ArrayTerm {
  readonly kind: 'array';
  readonly items: readonly Term[];
  readonly span: Span;
}
export interface ObjectTerm {
  readonly kind: 'object';
  readonly entries: readonly (readonly [Term, Term])[];
  readonly span: Span;
}
export interface SetTerm {
  readonly kind: 'set';
  readonly items: readonly Term[];
  readonly span: Span;
}
export interface ArrayComprehension {
  readonly kind: 'arrayComprehension';
  readonly term: Term;
  readonly body: Body;
  readonly span: Span;
}
export interface SetComprehension {
  readonly kind: 'setComprehension';
  readonly term: Term;
  readonly body: Body;
  readonly span: Span;
}
export interface ObjectComprehension {
  readonly kind: 'objectComprehension';
  readonly key: Term;
  readonly value: Term;
  readonly body: Body;
  readonly span: Span;
}
/** A call as a term: `f(x)`, `x + y` (a call of `plus`). */
export interface Call {
  readonly kind: 'call';
  readonly operator: Ref;
  readonly operands: readonly Term[];
  readonly span: Span;
}
/** `$"a {x} b"`: strings and interpolated literals in turn. */
export interface TemplateString {
  readonly kind: 'templateString';
  readonly parts: readonly (Str | Expr)[];
  readonly raw?: boolean;
  readonly span: Span;
}
