/** Patterns in variable modifiers: `*` and `?`, no classes. */

/** Longer values are left alone: the patterns are tried at every length. */
const LONGEST = 10_000;

/** `#`, `##`, `%`, `%%`: cuts a prefix or suffix, the shortest or, where the sign is doubled, the longest. */
export function trimPattern(value: string, operator: string, word: string): string {
  if (value.length > LONGEST) return value;
  const isGreedy = word.startsWith(operator);
  const pattern = new RegExp(`^${regexOf(isGreedy ? word.slice(1) : word)}$`, 'su');
  const isPrefix = operator === '#';
  for (let step = 0; step <= value.length; step++) {
    const length = isGreedy ? value.length - step : step;
    const part = isPrefix ? value.slice(0, length) : value.slice(value.length - length);
    if (!pattern.test(part)) continue;
    return isPrefix ? value.slice(length) : value.slice(0, value.length - length);
  }
  return value;
}

/** Replaces the first match of a pattern, or all of them. */
export function replacePattern(value: string, pattern: string, text: string, all: boolean): string {
  if (value.length > LONGEST) return value;
  return value.replace(new RegExp(regexOf(pattern), all ? 'gsu' : 'su'), () => text);
}

function regexOf(pattern: string): string {
  return pattern.replace(/\\(.)|[\\^$.|+()[\]{}/]|[*?]/gsu, (match, escaped?: string) => {
    if (escaped !== undefined) return escaped.replace(/[\\^$.|+*?()[\]{}/]/, '\\$&');
    if (match === '*') return '.*';
    return match === '?' ? '.' : `\\${match}`;
  });
}
