/**
 * Resolves names and brings rules into normal form: refs absolute, locals unique, calls hoisted,
 * `some … in`, template strings, `print` and metadata calls rewritten.
 */
import type * as ast from '../../syntax/ast.js';
import * as errors from '../errors.js';
import { refOf } from '../names.js';
import { varsOf, visitBody } from '../walk.js';
import { resolveBody } from './bodies.js';
import { equality } from './calls.js';
import { declareUsed, reportUnused, resolveArgument } from './declarations.js';
import type { Place, Resolution } from './resolution.js';
import { Scope } from './scope.js';
import { needsEvaluation, resolveHeadTerm, resolveSimple } from './terms.js';

/** A rule in normal form; its else branches too. */
export function resolveRule(resolution: Resolution, rule: ast.Rule): ast.Rule {
  resolution.rule = rule;
  const { head } = rule;
  const scope = new Scope(undefined, resolution.diagnostics.length);
  // Arguments that must be evaluated are matched in the body.
  const matches: ast.Expr[] = [];
  const patterns = head.args?.map((term) => {
    if (!needsEvaluation(term)) return term;
    for (const { name, span } of documentsIn(term)) {
      resolution.diagnostics.push(errors.unsafeVar(span, name));
    }
    const { span } = term;
    const fresh: ast.Var = { kind: 'var', name: `$argument${resolution.counter.next++}`, span };
    matches.push(equality(fresh, term, [], term.span));
    return fresh;
  });
  const args = patterns?.map((argument) => resolveArgument(resolution, argument, scope));
  const ruleBody = [...matches, ...rule.body];
  const body = new Scope(scope, resolution.diagnostics.length);
  const headTerms = [head.key, head.value, ...head.ref.parts.slice(1)].filter(
    (term) => term !== undefined,
  );
  declareUsed(resolution, ruleBody, headTerms, body);
  const out = resolveBody(resolution, ruleBody, body);
  const place: Place = { scope: body, out, with: [] };
  const [, ...parts] = head.ref.parts;
  const refParts = parts.map((part) =>
    part.kind === 'string' ? part : resolveSimple(resolution, part, place),
  );
  const key = head.key && resolveHeadTerm(resolution, head.key, place);
  const value = head.value && resolveHeadTerm(resolution, head.value, place);
  reportUnused(resolution, body);
  if (resolution.strict)
    for (const { name, span } of scope.unused('argument')) {
      if (!name.startsWith('$'))
        resolution.diagnostics.push(
          errors.unusedInStrict(
            span,
            `unused argument ${name}. (hint: use _ (wildcard variable) instead)`,
          ),
        );
    }
  const [first] = head.ref.parts;
  const path = [...resolution.module.packagePath, first?.kind === 'var' ? first.name : ''];
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
    ...(rule.else && { else: resolveRule(resolution, rule.else) }),
  };
}

/** The documents that a parameter reads: none may. */
function documentsIn(term: ast.Term): ast.Var[] {
  return [...varsOf(term, false).values()].filter(
    ({ name }) => name === 'input' || name === 'data',
  );
}

/** A query in normal form; its vars keep their names. */
export function resolveQuery(
  resolution: Resolution,
  body: ast.Body,
): { body: ast.Body; names: Map<string, string> } {
  const scope = new Scope(undefined, resolution.diagnostics.length);
  declareUsed(resolution, body, [], scope);
  const out = resolveBody(resolution, body, scope);
  reportUnused(resolution, scope);
  const names = new Map<string, string>();
  visitBody(body, {
    variable: ({ name }) => {
      const entry = scope.own(name);
      if (entry !== undefined && !name.startsWith('$')) names.set(name, entry.unique);
    },
  });
  return { body: out, names };
}
