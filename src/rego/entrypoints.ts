/** What of checked modules may be asked for from outside. */
import { groundPrefix } from './analysis/names.js';
import { nodeAt } from './analysis/rule-tree.js';
import type { CheckedModules } from './compile.js';

/** The paths below `data`, with slashes, that metadata calls entrypoints (`entrypoint: true`), in the order of the modules. */
export function annotatedEntrypoints({ modules }: CheckedModules): string[] {
  const found = new Set<string>();
  for (const { package: clause, rules, annotations } of modules) {
    const path = groundPrefix(clause.path).slice(1);
    for (const { value, target } of annotations) {
      if (value['entrypoint'] !== true) continue;
      const rule = target.kind === 'rule' ? rules[target.index] : undefined;
      found.add([...path, ...(rule ? groundPrefix(rule.head.ref) : [])].join('/'));
    }
  }
  return [...found];
}

/** Whether a rule or a package with rules stands at a path below `data`. */
export function isEntrypoint({ analysed }: CheckedModules, path: string): boolean {
  return analysed !== undefined && nodeAt(analysed.rules, path.split('/')) !== undefined;
}
