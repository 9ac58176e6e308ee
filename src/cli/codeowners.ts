import type { Exception } from '../model/exception.js';
import { matchesGlob } from '../model/glob.js';
import type { Io } from './io.js';

const PLACES = ['CODEOWNERS', '.github/CODEOWNERS', '.gitlab/CODEOWNERS', 'docs/CODEOWNERS'];

/** What to change so that nobody can grant exceptions to themselves: files of exceptions need owners who review them. */
export function codeownersAdvice(exceptions: readonly Exception[], io: Io): string[] {
  const files = [...new Set(exceptions.map(({ origin }) => origin.span.source.path))].sort();
  if (files.length === 0) return [];
  const place = PLACES.find((path) => io.isFile(path));
  if (place === undefined) {
    return ['there is no CODEOWNERS file: whoever can push can grant exceptions'];
  }
  const patterns = new TextDecoder()
    .decode(io.read(place))
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/\s+#.*$|^#.*$/, '')
        .trim()
        .split(/\s+/),
    )
    .filter(([pattern]) => pattern !== undefined && pattern !== '');
  return files.flatMap((file) => {
    // The last line that matches counts; one without owners takes the ownership away.
    const last = patterns.findLast(([pattern = '']) => owns(pattern, file));
    if (last === undefined) return [`${place} names no owner for ${file}`];
    return last.length < 2 ? [`${place} takes the owners of ${file} away`] : [];
  });
}

/** A CODEOWNERS pattern: anchored where it has a slash before its end, a folder stands for all below it. */
function owns(pattern: string, file: string): boolean {
  const anchored = pattern.replace(/\/$/, '').includes('/');
  const plain = pattern.replace(/^\//, '').replace(/\/$/, '');
  const globs = [plain, `${plain}/**`];
  return globs.some(
    (glob) => matchesGlob(glob, file) || (!anchored && matchesGlob(`**/${glob}`, file)),
  );
}
