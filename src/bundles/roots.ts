/** The roots of a bundle: the paths below `data` that it owns, as its manifest says. Nothing in it may stand anywhere else. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { groundPrefix } from '../rego/analysis/names.js';
import { RegoObject, type Value } from '../rego/builtins/value.js';
import { parseModule } from '../rego/syntax/parse.js';
import { outsideRoots } from './errors.js';
import type { FoundFile } from './load-files.js';
import { IS_REGO } from './load-files.js';
import { readDocument } from './read-document.js';

/** What of a bundle's files stands outside of its roots. */
export function rootViolations(
  roots: readonly string[],
  files: readonly FoundFile[],
): readonly Diagnostic[] {
  if (roots.includes('')) return [];
  return files.flatMap(({ path, place, content }) => {
    if (IS_REGO.test(path)) {
      const source = { path, text: new TextDecoder().decode(content) };
      const names = groundPrefix(parseModule(source).value.package.path).slice(1);
      return isBelow(roots, names)
        ? []
        : [outsideRoots(path, `package \`${names.join('.')}\``, roots)];
    }
    const read = readDocument(path, content);
    // What cannot be read is reported where it is loaded.
    const outside = 'value' in read ? firstOutside(roots, place, read.value) : undefined;
    return outside === undefined
      ? []
      : [outsideRoots(path, `data at \`${outside.join('/')}\``, roots)];
  });
}

/** Whether a path belongs to one of the roots. */
function isBelow(roots: readonly string[], path: readonly string[]): boolean {
  const text = path.join('/');
  return roots.some((root) => text === root || text.startsWith(`${root}/`));
}

/** The first path in a document at which it leaves the roots; objects on the way to a root are none of its own. */
function firstOutside(
  roots: readonly string[],
  path: readonly string[],
  value: Value,
): readonly string[] | undefined {
  if (isBelow(roots, path)) return undefined;
  const prefix = path.length === 0 ? '' : `${path.join('/')}/`;
  const leads = roots.some((root) => root.startsWith(prefix));
  if (!leads || !(value instanceof RegoObject)) return path;
  for (const [key, inner] of value.entries) {
    const found = firstOutside(roots, [...path, String(key)], inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
