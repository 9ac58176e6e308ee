import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../diagnostics/source.js';
import type * as ast from '../syntax/ast.js';
import * as errors from './errors.js';
import { groundPrefix, pathText } from './names.js';

/** A package, and a document, is described once in all modules. */
export function checkAnnotations(modules: readonly ast.Module[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const seen = new Map<string, Span>();
  for (const module of modules) {
    for (const { scope, target, span } of module.annotations) {
      if (scope !== 'package' && scope !== 'document') continue;
      const rule = target.kind === 'rule' ? module.rules[target.index] : undefined;
      const path = groundPrefix(rule?.head.ref ?? module.package.path);
      const key = `${scope} ${pathText(path)}`;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, span);
      else diagnostics.push(errors.annotatedAgain(span, scope, first));
    }
  }
  return diagnostics;
}
