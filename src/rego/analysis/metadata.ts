/** `rego.metadata.rule()` and `rego.metadata.chain()` as constants. */
import type { Span } from '../../diagnostics/source.js';
import type * as ast from '../syntax/ast.js';

/** Annotations of packages, with the packages' paths without `data`. */
export interface PackageAnnotations {
  readonly path: readonly string[];
  readonly annotations: ast.Annotations;
}

/** What all modules say of their packages, for `rego.metadata.chain()`. */
export function packageAnnotations(modules: readonly ast.Module[]): PackageAnnotations[] {
  return modules.flatMap((module) =>
    module.annotations
      .filter(({ scope }) => scope === 'package' || scope === 'subpackages')
      .map((annotations) => ({ path: packagePath(module), annotations })),
  );
}

function packagePath(module: ast.Module): string[] {
  return module.package.path.parts.slice(1).map(partText);
}

/** The constant that a metadata call stands for in a rule. */
export function metadataTerm(
  module: ast.Module,
  packages: readonly PackageAnnotations[],
  rule: ast.Rule,
  call: 'rego.metadata.rule' | 'rego.metadata.chain',
  span: Span,
): ast.Term {
  const index = module.rules.findIndex((other) => other === rule || isBranch(other, rule));
  const annotated = module.annotations.filter(
    ({ target }) => target.kind === 'rule' && target.index === index,
  );
  // The nearest first: of the rule before those of the document, the last of several.
  const own = ['rule', 'document'].flatMap((wanted) =>
    annotated.filter(({ scope }) => scope === wanted).reverse(),
  );
  if (call === 'rego.metadata.rule') {
    const nearest =
      own.find(({ scope }) => scope === 'rule') ?? own.find(({ scope }) => scope === 'document');
    return constant(nearest === undefined ? {} : described(nearest), span);
  }
  const path = packagePath(module);
  const rulePath = [...path, ...rule.head.ref.parts.map(partText)];
  const links: unknown[] = own.map((annotations) => ({
    annotations: described(annotations),
    path: rulePath,
  }));
  if (links.length === 0) links.push({ path: rulePath });
  // From the rule's own package outwards, those of packages above only where they are for subpackages.
  for (let length = path.length; length > 0; length--) {
    const there = packages.filter(
      (item) =>
        item.path.length === length &&
        item.path.every((part, at) => part === path[at]) &&
        (length === path.length || item.annotations.scope === 'subpackages'),
    );
    for (const scope of ['package', 'subpackages']) {
      for (const { annotations, path: where } of there) {
        if (annotations.scope === scope)
          links.push({ annotations: described(annotations), path: where });
      }
    }
  }
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
