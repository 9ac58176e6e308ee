import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../diagnostics/source.js';
import { builtinNamed } from '../builtins/registry.js';
import type * as ast from '../syntax/ast.js';
import * as errors from './errors.js';
import { metadataTerm, type PackageAnnotations } from './metadata.js';
import { groundPrefix, pathText, refOf } from './names.js';
import { Scope } from './scope.js';
import { isCallOf, operatorName, visitBody, visitExpr, visitTerm } from './walk.js';

/** What a module's bodies may name. */
export interface ModuleScope {
  readonly module: ast.Module;
  /** Imported names and the paths they stand for. */
  readonly imports: ReadonlyMap<string, { readonly path: ast.Ref; readonly span: Span }>;
  /** The first names of the rules of the module's package, in all its modules. */
  readonly ruleNames: ReadonlySet<string>;
  readonly packagePath: readonly string[];
  /** User functions by absolute path (`data.a.f`), with their number of parameters. */
  readonly functions: ReadonlyMap<string, number>;
  /** The ground paths of all rules, as text. */
  readonly rulePaths: ReadonlySet<string>;
  readonly print: 'keep' | 'erase';
  readonly usedImports: Set<string>;
  /** What all modules' annotations say of packages. */
  readonly packages: readonly PackageAnnotations[];
}

/** Where the pieces of one expression go: what is hoisted out of it, and its `with` modifiers. */
interface Place {
  readonly scope: Scope;
  readonly out: ast.Expr[];
  readonly with: readonly ast.With[];
}

/**
 * Resolves names and brings expressions into normal form: refs absolute, locals unique, calls hoisted,
 * `some … in`, template strings, `print` and metadata calls rewritten.
 */
export class Resolver {
  readonly diagnostics: Diagnostic[] = [];
  private rule: ast.Rule | undefined;

  constructor(
    private readonly module: ModuleScope,
    private readonly counter: { next: number },
    private readonly strict: boolean,
  ) {}

  /** A rule in normal form; its else branches too. */
  resolveRule(rule: ast.Rule): ast.Rule {
    this.rule = rule;
    const { head } = rule;
    const scope = new Scope(undefined);
    // Arguments that must be evaluated are matched in the body.
    const matches: ast.Expr[] = [];
    const patterns = head.args?.map((term) => {
      if (!needsEvaluation(term)) return term;
      const { span } = term;
      const fresh: ast.Var = { kind: 'var', name: `$argument${this.counter.next++}`, span };
      matches.push(unification(fresh, term));
      return fresh;
    });
    const args = patterns?.map((argument) => this.argument(argument, scope));
    const ruleBody = [...matches, ...rule.body];
    const body = new Scope(scope);
    const headTerms = [head.key, head.value, ...head.ref.parts.slice(1)].filter(
      (term) => term !== undefined,
    );
    this.collect(ruleBody, headTerms, body);
    const out = this.bodyInto(ruleBody, body);
    const place: Place = { scope: body, out, with: [] };
    const [, ...parts] = head.ref.parts;
    const refParts = parts.map((part) =>
      part.kind === 'string' ? part : this.simple(part, place),
    );
    const key = head.key && this.headTerm(head.key, place);
    const value = head.value && this.headTerm(head.value, place);
    this.finish(body);
    if (this.strict)
      for (const { name, span } of scope.unused('argument')) {
        if (!name.startsWith('$'))
          this.diagnostics.push(
            errors.unusedInStrict(
              span,
              `unused argument ${name}. (hint: use _ (wildcard variable) instead)`,
            ),
          );
      }
    const [first] = head.ref.parts;
    const path = [...this.module.packagePath, first?.kind === 'var' ? first.name : ''];
    const absolute = refOf(path, first?.span ?? head.span);
    return {
      ...rule,
      head: {
        ...head,
        ref: { ...head.ref, parts: [...absolute.parts, ...refParts] },
        ...(args && { args }),
        ...(key && { key }),
        ...(value && { value }),
      },
      body: out,
      ...(rule.else && { else: this.resolveRule(rule.else) }),
    };
  }

  /** A query in normal form; its vars keep their names. */
  resolveQuery(body: ast.Body): { body: ast.Body; names: Map<string, string> } {
    const scope = new Scope(undefined);
    this.collect(body, [], scope);
    const out = this.bodyInto(body, scope);
    this.finish(scope);
    const names = new Map<string, string>();
    visitBody(body, {
      variable: ({ name }) => {
        const entry = scope.own(name);
        if (entry !== undefined && !name.startsWith('$')) names.set(name, entry.unique);
      },
    });
    return { body: out, names };
  }

  private unique(name: string): string {
    return `${name}#${this.counter.next++}`;
  }

  private fresh(span: Span): ast.Var {
    return { kind: 'var', name: this.unique(''), span };
  }

  private argument(term: ast.Term, scope: Scope): ast.Term {
    visitTerm(term, {
      variable: ({ name, span }) => {
        if (name === 'input' || name === 'data') {
          this.diagnostics.push(
            errors.shadowing(span, `args must not shadow ${name} (use a different variable name)`),
          );
        }
        if (scope.own(name) === undefined) scope.declare(name, this.unique(name), 'argument', span);
      },
    });
    if (term.kind === 'call') {
      this.diagnostics.push(
        errors.illegalAssignment(term.span, 'rule arguments cannot contain calls'),
      );
    }
    return this.pattern(term, scope);
  }

  /** A pattern whose vars are all in scope. */
  private pattern(term: ast.Term, scope: Scope): ast.Term {
    switch (term.kind) {
      case 'var': {
        const entry = scope.find(term.name);
        return entry === undefined || entry === 'pending' ? term : { ...term, name: entry.unique };
      }
      case 'array':
      case 'set':
        return { ...term, items: term.items.map((item) => this.pattern(item, scope)) };
      case 'object':
        return {
          ...term,
          entries: term.entries.map(([key, value]) => [
            this.pattern(key, scope),
            this.pattern(value, scope),
          ]),
        };
      default:
        return term;
    }
  }

  /** Notes what a body declares (pending) and which other names it binds by using them. */
  private collect(body: ast.Body, terms: readonly ast.Term[], scope: Scope): void {
    for (const expr of body) {
      if (isCallOf(expr, 'assign')) {
        for (const { name } of this.targets(expr.operands[0])) scope.pending.add(name);
      } else if (expr.kind === 'some') {
        for (const symbol of expr.symbols)
          for (const { name } of this.targets(symbol)) scope.pending.add(name);
      }
    }
    const variable = ({ name, span }: ast.Var) => {
      if (scope.find(name) !== undefined || this.isGlobal(name)) return;
      scope.declare(name, this.unique(name), 'implicit', span);
    };
    visitBody(body, { variable });
    for (const term of terms) visitTerm(term, { variable });
  }

  /** The vars that `:=` declares in its left side. */
  private targets(term: ast.Term | undefined): ast.Var[] {
    switch (term?.kind) {
      case 'var':
        return [term];
      case 'array':
        return term.items.flatMap((item) => this.targets(item));
      case 'object':
        return term.entries.flatMap(([, value]) => this.targets(value));
      default:
        return [];
    }
  }

  private isGlobal(name: string): boolean {
    const { imports, ruleNames } = this.module;
    return name === 'input' || name === 'data' || imports.has(name) || ruleNames.has(name);
  }

  private finish(scope: Scope): void {
    for (const { name, span } of scope.unused('declared')) {
      if (!name.startsWith('$')) this.diagnostics.push(errors.declaredUnused(span, name));
    }
    if (!this.strict) return;
    for (const { name, span } of scope.unused('assigned')) {
      if (!name.startsWith('$'))
        this.diagnostics.push(errors.unusedInStrict(span, `assigned var ${name} unused`));
    }
  }

  private bodyInto(body: ast.Body, scope: Scope): ast.Expr[] {
    const out: ast.Expr[] = [];
    for (const expr of body) this.expr(expr, scope, out);
    return out;
  }

  private closureBody(
    body: ast.Body,
    parent: Scope,
    terms: readonly ast.Term[] = [],
  ): { scope: Scope; out: ast.Expr[] } {
    const scope = new Scope(parent);
    this.collect(body, terms, scope);
    return { scope, out: this.bodyInto(body, scope) };
  }

  private expr(expr: ast.Expr, scope: Scope, out: ast.Expr[]): void {
    const modifiers = expr.with.map((modifier) =>
      this.modifier(modifier, { scope, out, with: [] }),
    );
    const place: Place = { scope, out, with: modifiers };
    const { span } = expr;
    switch (expr.kind) {
      case 'termExpr':
        out.push({ ...expr, with: modifiers, term: this.term(expr.term, place) });
        return;
      case 'callExpr':
        this.call(expr, place);
        return;
      case 'some':
        this.some(expr, place);
        return;
      case 'every': {
        const domain = this.domain(expr.domain, place);
        const inner = new Scope(scope);
        for (const variable of [expr.key, expr.value]) {
          if (variable === undefined) continue;
          if (!variable.name.startsWith('$') && inner.own(variable.name) !== undefined) {
            this.diagnostics.push(errors.assignedAbove(expr.span, variable.name, 'declared'));
          }
          const at = expr.body[0]?.span ?? variable.span;
          inner.declare(variable.name, this.unique(variable.name), 'declared', at);
        }
        const rename = (variable: ast.Var) => this.pattern(variable, inner) as ast.Var;
        this.collect(expr.body, [], inner);
        const body = this.bodyInto(expr.body, inner);
        this.finish(inner);
        out.push({
          ...expr,
          ...(expr.key && { key: rename(expr.key) }),
          value: rename(expr.value),
          domain,
          body,
          with: modifiers,
        });
        return;
      }
      case 'and':
      case 'or': {
        const side = (body: ast.Body, implicit: boolean) => {
          if (implicit) {
            this.noAssignment(body, `implicit ${expr.kind} operand`);
            return this.bodyInto(body, scope);
          }
          const closed = this.closureBody(body, scope);
          this.finish(closed.scope);
          return closed.out;
        };
        out.push({
          kind: expr.kind,
          left: side(expr.left, expr.implicit[0]),
          right: side(expr.right, expr.implicit[1]),
          implicit: expr.implicit,
          with: modifiers,
          span,
        });
        return;
      }
      case 'notBody': {
        const { implicit } = expr;
        if (implicit) {
          this.noAssignment(expr.body, 'negated expression');
          const body = this.bodyInto(expr.body, scope);
          out.push({ kind: 'notBody', body, implicit, with: modifiers, span });
          return;
        }
        const closed = this.closureBody(expr.body, scope);
        this.finish(closed.scope);
        out.push({ kind: 'notBody', body: closed.out, implicit, with: modifiers, span });
      }
    }
  }

  /** Where no braces show that vars are a body's own, none may be assigned. */
  private noAssignment(body: ast.Body, where: string): void {
    for (const expr of body) {
      if (!isCallOf(expr, 'assign')) continue;
      this.diagnostics.push(
        errors.illegalAssignment(expr.span, `cannot assign vars inside ${where}`),
      );
    }
  }

  private modifier(modifier: ast.With, place: Place): ast.With {
    const [head, ...rest] = modifier.target.parts;
    const name = head?.kind === 'var' ? head.name : '';
    const parts = rest.map((part) => this.simple(part, place));
    const root = this.global(name, head?.span ?? modifier.span);
    const builtin = builtinNamed(operatorName(modifier.target));
    const target: ast.Ref =
      root !== undefined && (builtin === undefined || this.isGlobal(name))
        ? { ...modifier.target, parts: [...root.parts, ...parts] }
        : modifier.target;
    const fault = (message: string, code?: string): void => {
      this.diagnostics.push(errors.illegalWith(target.span, message, code));
    };
    const replacing = 'with keyword replacing built-in function:';
    if (target !== modifier.target) this.checkVirtualTarget(target, fault);
    else if (builtin === undefined) {
      fault(
        'with keyword target must reference existing input, data, or a function',
        'rego_type_error',
      );
    } else if (builtin.name === 'eq' || builtin.name.startsWith('rego.metadata.')) {
      fault(`${replacing} replacement of ${JSON.stringify(builtin.name)} invalid`);
    } else if (builtin.name.startsWith('internal.')) {
      fault(
        `${replacing} replacement of internal function ${JSON.stringify(builtin.name)} invalid`,
      );
    } else if (builtin.relation) fault(`${replacing} target must not be a relation`);
    else if (builtin.result === undefined) {
      fault(`${replacing} target must not be a void function`);
    }
    const isFunction = builtin !== undefined || this.module.functions.has(operatorName(target));
    const replacement = isFunction ? this.functionNamed(modifier.value, place.scope) : undefined;
    if (replacement !== undefined) {
      return {
        ...modifier,
        target,
        replacement,
        value: { kind: 'null', span: modifier.value.span },
      };
    }
    return { ...modifier, target, value: this.simple(modifier.value, place) };
  }

  /** What lies below a rule cannot be replaced by itself. */
  private checkVirtualTarget(target: ast.Ref, fault: (message: string) => void): void {
    const path = groundPrefix(target);
    for (let length = 2; length < target.parts.length; length++) {
      if (length > path.length) return;
      if (!this.module.rulePaths.has(pathText(path.slice(0, length)))) continue;
      fault('with keyword cannot partially replace virtual document(s)');
      return;
    }
  }

  /** The function that a `with` value names, where it names one rather than being a value. */
  private functionNamed(value: ast.Term, scope: Scope): ast.Ref | undefined {
    const ref: ast.Ref | undefined =
      value.kind === 'ref'
        ? value
        : value.kind === 'var'
          ? { kind: 'ref', parts: [value], span: value.span }
          : undefined;
    const [head] = ref?.parts ?? [];
    if (ref === undefined || head?.kind !== 'var') return undefined;
    const entry = scope.find(head.name);
    if (entry !== undefined && entry !== 'pending' && entry.kind !== 'implicit') return undefined;
    const root = this.global(head.name, head.span);
    const absolute: ast.Ref =
      root === undefined ? ref : { ...ref, parts: [...root.parts, ...ref.parts.slice(1)] };
    if (this.module.functions.has(operatorName(absolute))) return absolute;
    return builtinNamed(operatorName(ref)) === undefined ? undefined : ref;
  }

  private some(expr: ast.SomeExpr, place: Place): void {
    const { scope, out } = place;
    if (expr.domain === undefined) {
      for (const symbol of expr.symbols)
        if (symbol.kind === 'var') this.introduce(symbol, scope, 'declared', expr.span);
      return;
    }
    const domain = this.domain(expr.domain, place);
    const targets = expr.symbols.flatMap((symbol) => this.targets(symbol));
    for (const variable of new Map(targets.map((one) => [one.name, one])).values()) {
      if (!variable.name.startsWith('$') || scope.own(variable.name) === undefined) {
        this.introduce(variable, scope, 'declared', expr.span);
      }
    }
    const [first, second] = expr.symbols;
    const { span } = expr;
    const key = second === undefined ? this.fresh(span) : this.simple(first as ast.Term, place);
    const value = this.term((second ?? first) as ast.Term, place);
    const element: ast.Ref = {
      kind: 'ref',
      parts: domain.kind === 'ref' ? [...domain.parts, key] : [domain, key],
      span,
    };
    // The pattern itself is no use of what it declares, unless a rule of its own asks for unused vars.
    out.push(this.equality(value, element, place.with, span));
  }

  /** @param at where a fault is told */
  private introduce(
    variable: ast.Var,
    scope: Scope,
    kind: 'assigned' | 'declared',
    at: Span = variable.span,
  ): void {
    const { name } = variable;
    const usedEarly = scope.usedEarly.delete(name);
    scope.pending.delete(name);
    const before =
      scope.own(name) ??
      (scope.parent?.own(name)?.kind === 'argument' ? scope.parent.own(name) : undefined);
    if (before?.kind === 'argument') this.diagnostics.push(errors.argumentRedeclared(at, name));
    else if (before?.kind === 'assigned' || before?.kind === 'declared') {
      this.diagnostics.push(errors.assignedAbove(at, name, before.kind));
    } else if (usedEarly) this.diagnostics.push(errors.referencedAbove(at, name));
    if (before === undefined || before.kind === 'implicit')
      scope.declare(name, this.unique(name), kind, at);
    // What is declared twice is told once.
    else before.used = true;
  }

  private equality(
    left: ast.Term,
    right: ast.Term,
    modifiers: readonly ast.With[],
    span: Span,
    assigned = false,
  ): ast.CallExpr {
    return {
      kind: 'callExpr',
      negated: false,
      operator: { kind: 'ref', parts: [{ kind: 'var', name: 'eq', span }], span },
      operands: [left, right],
      with: modifiers,
      span,
      ...(assigned && { assigned }),
    };
  }

  private call(expr: ast.CallExpr, place: Place): void {
    const name = operatorName(expr.operator);
    if (name === 'assign') {
      this.assignment(expr, place);
      return;
    }
    if (name === 'print' && !this.isGlobal('print')) {
      this.print(expr, place);
      return;
    }
    this.checkShadowed(expr, place.scope);
    const operator = this.operator(expr.operator);
    if (name === 'eq' && !expr.negated) {
      const [left, right] = expr.operands as [ast.Term, ast.Term];
      const [call, other] = right.kind === 'call' ? [right, left] : [left, right];
      if (call.kind === 'call' && other.kind === 'var' && this.takesResult(call)) {
        this.callInto(call, this.term(other, place), place, expr.span);
        return;
      }
    }
    const operands = expr.operands.map((operand) => this.term(operand, place));
    place.out.push({ ...expr, operator, operands, with: place.with });
  }

  /** Whether one operand more than written would receive the result (none was given). */
  private takesResult(call: ast.Call): boolean {
    return this.arity(call.operator) === call.operands.length;
  }

  private arity(operator: ast.Ref): number | undefined {
    const resolved = operatorName(this.operator(operator, false));
    return this.module.functions.get(resolved) ?? builtinNamed(resolved)?.args.length;
  }

  private callInto(call: ast.Call, result: ast.Term, place: Place, span: Span): void {
    this.checkShadowed(call, place.scope);
    const name = operatorName(call.operator);
    if (
      (name === 'rego.metadata.rule' || name === 'rego.metadata.chain') &&
      this.rule !== undefined
    ) {
      const constant = metadataTerm(
        this.module.module,
        this.module.packages,
        this.rule,
        name,
        call.span,
      );
      place.out.push(this.equality(result, constant, place.with, span));
      return;
    }
    const operator = this.operator(call.operator);
    const operands = call.operands.map((operand) => this.term(operand, place));
    place.out.push({
      kind: 'callExpr',
      negated: false,
      operator,
      operands: [...operands, result],
      with: place.with,
      span,
      generated: true,
    });
  }

  private assignment(expr: ast.CallExpr, place: Place): void {
    const [left, right] = expr.operands as [ast.Term, ast.Term];
    const { scope, out } = place;
    if (expr.negated) {
      this.diagnostics.push(
        errors.illegalAssignment(expr.span, 'cannot assign vars inside negated expression'),
      );
    }
    const call =
      right.kind === 'call' && left.kind === 'var' && this.takesResult(right) ? right : undefined;
    const value = call === undefined ? this.term(right, place) : undefined;
    for (const part of illegalTargets(left)) {
      this.diagnostics.push(
        errors.illegalAssignment(part.span, `cannot assign to ${part.kind.toLowerCase()}`),
      );
    }
    // The operands of a call are resolved before its target is declared: `x := f(x)` refers to an earlier x.
    const operands = call?.operands.map((operand) => this.term(operand, place));
    for (const target of this.targets(left)) this.introduce(target, scope, 'assigned');
    const pattern = this.target(left, place);
    if (call === undefined || operands === undefined) {
      out.push(this.equality(pattern, value as ast.Term, place.with, expr.span, true));
      return;
    }
    this.callInto({ ...call, operands: [] }, pattern, { ...place, out: [] }, expr.span);
    const name = operatorName(call.operator);
    if (name.startsWith('rego.metadata.')) {
      this.callInto(call, pattern, place, expr.span);
      return;
    }
    out.push({
      kind: 'callExpr',
      negated: false,
      operator: this.operator(call.operator),
      operands: [...operands, pattern],
      with: place.with,
      span: expr.span,
      assigned: true,
    });
  }

  /** The left side of `:=`: its declared vars, not counted as used. */
  private target(term: ast.Term, place: Place): ast.Term {
    switch (term.kind) {
      case 'var': {
        const entry = place.scope.own(term.name);
        return entry === undefined ? this.term(term, place) : { ...term, name: entry.unique };
      }
      case 'array':
        return { ...term, items: term.items.map((item) => this.target(item, place)) };
      case 'object':
        return {
          ...term,
          // A var as a key is none that anything binds.
          entries: term.entries.map(([key, value]) => [
            key.kind === 'var' && !isRootName(key.name) ? key : this.term(key, place),
            this.target(value, place),
          ]),
        };
      default:
        return this.term(term, place);
    }
  }

  /** `print(a, b)` → `internal.print([{v | v = a}, {v | v = b}])`, or nothing. */
  private print(expr: ast.CallExpr, place: Place): void {
    if (this.module.print === 'erase') {
      // Erased, but its names must still exist.
      const nowhere: Place = { ...place, out: [] };
      for (const operand of expr.operands) this.term(operand, nowhere);
      return;
    }
    const { span } = expr;
    const items = expr.operands.map((operand) =>
      this.captured(this.termExpr(operand), place, span),
    );
    place.out.push({
      ...expr,
      operator: refOf(['internal', 'print'], span),
      operands: [{ kind: 'array', items, span }],
      with: place.with,
    });
  }

  private termExpr(term: ast.Term): ast.Expr {
    return { kind: 'termExpr', negated: false, term, with: [], span: term.span };
  }

  /** `{v | v = <expr>}`: empty where the expression is undefined. */
  private captured(expr: ast.Expr, place: Place, span: Span): ast.Term {
    const scope = new Scope(place.scope);
    const term: ast.Term =
      expr.kind === 'termExpr'
        ? expr.term
        : expr.kind === 'callExpr'
          ? { kind: 'call', operator: expr.operator, operands: expr.operands, span: expr.span }
          : { kind: 'boolean', value: true, span };
    const out: ast.Expr[] = [];
    const modifiers = expr.with.map((modifier) =>
      this.modifier(modifier, { scope, out, with: [] }),
    );
    const inner: Place = { scope, out, with: modifiers };
    const result = this.fresh(span);
    out.push(this.equality(result, this.term(term, inner), modifiers, span));
    return { kind: 'setComprehension', term: result, body: out, span };
  }

  /** The domain of `some … in` and `every`: a var or ref. */
  private domain(term: ast.Term, place: Place): ast.Var | ast.Ref {
    const domain = this.term(term, place);
    if (domain.kind === 'var' || domain.kind === 'ref') return domain;
    const fresh = this.fresh(term.span);
    place.out.push(this.equality(fresh, domain, place.with, term.span, true));
    return fresh;
  }

  /** A head's key or value: refs and calls are moved into the body. */
  private headTerm(term: ast.Term, place: Place): ast.Term {
    const resolved = this.term(term, place);
    return needsEvaluation(resolved) ? this.intoVar(resolved, place) : resolved;
  }

  /** A scalar, a var, or a fresh var for anything else. */
  private simple(term: ast.Term, place: Place): ast.Term {
    const resolved = this.term(term, { ...place, with: [] });
    const isSimple = ['null', 'boolean', 'number', 'string', 'var'].includes(resolved.kind);
    return isSimple ? resolved : this.intoVar(resolved, { ...place, with: [] });
  }

  private intoVar(term: ast.Term, place: Place): ast.Var {
    const fresh = this.fresh(term.span);
    place.out.push(this.equality(fresh, term, place.with, term.span));
    return fresh;
  }

  private global(name: string, span: Span): ast.Ref | undefined {
    if (name === 'input' || name === 'data') return refOf([name], span);
    const imported = this.module.imports.get(name);
    if (imported !== undefined) {
      this.module.usedImports.add(name);
      return imported.path;
    }
    return this.module.ruleNames.has(name)
      ? refOf([...this.module.packagePath, name], span)
      : undefined;
  }

  /** No local var may stand for a function that is called. */
  private checkShadowed({ operator, span }: ast.Call | ast.CallExpr, scope: Scope): void {
    const [head] = operator.parts;
    const entry = head?.kind === 'var' ? scope.find(head.name) : undefined;
    if (entry === undefined || entry === 'pending' || entry.kind === 'implicit') return;
    this.diagnostics.push(errors.shadowedFunction(span, operatorName(operator)));
  }

  /** The function that an operator names: absolute where it is a user's. */
  private operator(operator: ast.Ref, report = true): ast.Ref {
    const [head, ...rest] = operator.parts;
    const name = head?.kind === 'var' ? head.name : '';
    const root = this.global(name, operator.span);
    if (root !== undefined) {
      const absolute: ast.Ref = { ...operator, parts: [...root.parts, ...rest] };
      if (
        this.module.functions.has(operatorName(absolute)) ||
        builtinNamed(operatorName(operator)) === undefined
      ) {
        if (report) this.checkFunction(absolute);
        return absolute;
      }
    }
    if (report) this.checkFunction(operator);
    return operator;
  }

  private checkFunction(operator: ast.Ref): void {
    const name = operatorName(operator);
    if (this.module.functions.has(name)) return;
    const builtin = builtinNamed(name);
    if (builtin === undefined) {
      this.diagnostics.push(
        errors.undefinedFunction(operator.span, name, this.module.functions.keys()),
      );
    } else if (builtin.deprecated && this.module.module.version === 1) {
      this.diagnostics.push(errors.deprecatedBuiltin(operator.span, name));
    }
  }

  private term(term: ast.Term, place: Place): ast.Term {
    const { span } = term;
    switch (term.kind) {
      case 'var':
        return this.variable(term, place.scope);
      case 'ref': {
        const [first, ...rest] = term.parts;
        const head = this.refHead(first as ast.Term, place);
        const parts = rest.map((part) => this.refPart(part, place));
        return {
          ...term,
          parts: head.kind === 'ref' ? [...head.parts, ...parts] : [head, ...parts],
        };
      }
      case 'array':
      case 'set':
        return { ...term, items: term.items.map((item) => this.term(item, place)) };
      case 'object':
        return {
          ...term,
          entries: term.entries.map(([key, value]) => [
            this.term(key, place),
            this.term(value, place),
          ]),
        };
      case 'call': {
        if (operatorName(term.operator) === 'print' && !this.isGlobal('print')) {
          this.diagnostics.push(
            errors.voidAsValue(span, span.source.text.slice(span.start, span.end)),
          );
        }
        const result = this.fresh(span);
        this.callInto(term, result, place, span);
        return result;
      }
      case 'arrayComprehension':
      case 'setComprehension': {
        const { scope, out } = this.closureBody(term.body, place.scope, [term.term]);
        const head = this.headTerm(term.term, { scope, out, with: [] });
        this.finish(scope);
        return { ...term, term: head, body: out };
      }
      case 'objectComprehension': {
        const { scope, out } = this.closureBody(term.body, place.scope, [term.key, term.value]);
        const inner: Place = { scope, out, with: [] };
        const key = this.headTerm(term.key, inner);
        const value = this.headTerm(term.value, inner);
        this.finish(scope);
        return { ...term, key, value, body: out };
      }
      case 'templateString':
        return this.template(term, place);
      default:
        return term;
    }
  }

  private refHead(head: ast.Term, place: Place): ast.Term {
    const resolved = this.term(head, place);
    if (resolved.kind === 'var' || resolved.kind === 'ref') return resolved;
    return this.intoVar(resolved, place);
  }

  private refPart(part: ast.Term, place: Place): ast.Term {
    const resolved = this.term(part, place);
    const composite =
      ['array', 'object', 'set'].includes(resolved.kind) || needsEvaluation(resolved);
    return composite && resolved.kind !== 'ref' ? this.intoVar(resolved, place) : resolved;
  }

  private template(term: ast.TemplateString, place: Place): ast.Term {
    const { span } = term;
    const items = term.parts.map((part): ast.Term => {
      if (part.kind === 'string') return part;
      // A var by itself is looked at with all others.
      const isVariable = part.kind === 'termExpr' && part.term.kind === 'var';
      visitExpr(part, {
        variable: ({ name, span: at }) => {
          const entry = place.scope.find(name);
          if (entry === 'pending') place.scope.usedEarly.add(name);
          const undeclared =
            entry === undefined
              ? !this.isGlobal(name)
              : entry !== 'pending' && entry.kind === 'implicit' && name.startsWith('$');
          if (undeclared && !isVariable)
            this.diagnostics.push(errors.undeclaredInTemplate(at, name));
        },
      });
      const constant = part.kind === 'termExpr' && part.with.length === 0 ? part.term : undefined;
      if (constant !== undefined && ['null', 'boolean', 'number', 'string'].includes(constant.kind))
        return constant;
      return this.captured(part, place, part.span);
    });
    const result = this.fresh(span);
    const parts: ast.Term = { kind: 'array', items, span };
    place.out.push({
      kind: 'callExpr',
      negated: false,
      operator: refOf(['internal', 'template_string'], span),
      operands: [parts, result],
      with: place.with,
      span,
      generated: true,
    });
    return result;
  }

  private variable(variable: ast.Var, scope: Scope): ast.Term {
    const { name, span } = variable;
    const entry = scope.find(name);
    if (entry === 'pending') {
      scope.usedEarly.add(name);
      return variable;
    }
    if (entry !== undefined) {
      entry.used = true;
      return { ...variable, name: entry.unique };
    }
    const global = this.global(name, span);
    return global === undefined ? variable : { ...global, span };
  }
}

/** Whether a term, or a part of it, is a ref or a comprehension, which a head may not hold. */
export function needsEvaluation(term: ast.Term): boolean {
  switch (term.kind) {
    case 'ref':
    case 'arrayComprehension':
    case 'setComprehension':
    case 'objectComprehension':
    case 'templateString':
      return true;
    case 'array':
    case 'set':
      return term.items.some(needsEvaluation);
    case 'object':
      return term.entries.some(([key, value]) => needsEvaluation(key) || needsEvaluation(value));
    default:
      return false;
  }
}

function isRootName(name: string): boolean {
  return name === 'input' || name === 'data';
}

/** The parts of the left side of `:=` that nothing can be assigned to. */
function illegalTargets(term: ast.Term): ast.Term[] {
  switch (term.kind) {
    case 'var':
      return [];
    case 'array':
      return term.items.flatMap(illegalTargets);
    case 'object':
      return term.entries.flatMap(([, value]) => illegalTargets(value));
    default:
      return [term];
  }
}

/** A path as text, for messages. */
export const describePath = pathText;

function unification(left: ast.Term, right: ast.Term): ast.Expr {
  const { span } = right;
  return {
    kind: 'callExpr',
    negated: false,
    operator: { kind: 'ref', parts: [{ kind: 'var', name: 'eq', span }], span },
    operands: [left, right],
    with: [],
    span,
  };
}
