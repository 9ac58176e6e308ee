/** `rego.metadata.rule()` and `rego.metadata.chain()` as constants. */
import type { Span } from '../../diagnostics/source.js';
import type * as ast from '../syntax/ast.js';

/** The constant that a metadata call stands for in a rule. */
export function metadataTerm(
  module: ast.Module,
  rule: ast.Rule,
  call: 'rego.metadata.rule' | 'rego.metadata.chain',
  span: Span,
): ast.Term {
  const index = module.rules.findIndex((other) => other === rule || isBranch(other, rule));
  const own = module.annotations.filter(
    ({ target }) => target.kind === 'rule' && target.index === index,
  );
  if (call === 'rego.metadata.rule') {
    const nearest =
      own.find(({ scope }) => scope === 'rule') ?? own.find(({ scope }) => scope === 'document');
    return constant(nearest === undefined ? {} : described(nearest), span);
  }
  const packagePath = module.package.path.parts.map(partText);
  const rulePath = [...packagePath, ...rule.head.ref.parts.map(partText)];
  const ofPackage = module.annotations.filter(
    ({ scope }) => scope === 'package' || scope === 'subpackages',
  );
  const links: unknown[] = own.map((annotations) => ({
    annotations: described(annotations),
    path: rulePath,
  }));
  if (links.length === 0) links.push({ path: rulePath });
  links.push(
    ...ofPackage.map((annotations) => ({ annotations: described(annotations), path: packagePath })),
  );
  return constant(links, span);
}

function isBranch(rule: ast.Rule, branch: ast.Rule): boolean {
  return rule.else !== undefined && (rule.else === branch || isBranch(rule.else, branch));
}

function described({ scope, value }: ast.Annotations): Readonly<Record<string, unknown>> {
  return { ...value, scope };
}

function partText(part: ast.Term): string {
  return part.kind === 'var' ? part.name : part.kind === 'string' ? part.value : '';
}

/** JSON data as a ground term. */
export function constant(data: unknown, span: Span): ast.Term {
  if (data === null || data === undefined) return { kind: 'null', span };
  if (typeof data === 'boolean') return { kind: 'boolean', value: data, span };
  if (typeof data === 'number') return { kind: 'number', text: String(data), span };
  if (typeof data === 'string') return { kind: 'string', value: data, span };
  if (Array.isArray(data))
    return { kind: 'array', items: data.map((item) => constant(item, span)), span };
  return {
    kind: 'object',
    entries: Object.entries(data as object).map(([key, value]) => [
      { kind: 'string', value: key, span },
      constant(value, span),
    ]),
    span,
  };
}
