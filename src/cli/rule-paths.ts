import type { RulePath } from '../bundles/load-files.js';
import { groundPrefix } from '../rego/analysis/names.js';
import type * as ast from '../rego/syntax/ast.js';

/** Where the rules of modules stand below `data`. */
export function* rulePaths(modules: readonly ast.Module[]): Iterable<RulePath> {
  for (const { package: clause, rules } of modules) {
    for (const { head } of rules) {
      const path = [...groundPrefix(clause.path), ...groundPrefix(head.ref)];
      yield { path: path.slice(1), span: head.span };
    }
  }
}
