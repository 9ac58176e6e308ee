import { type CompiledPattern, matches } from './patterns.js';

/** Go's ReplaceAllString: `$1`, `${name}` stand for groups, `$$` for a dollar. */
export function replaceAll(pattern: CompiledPattern, text: string, replacement: string): string {
  let out = '';
  let from = 0;
  for (const { start, end, groups } of matches(pattern, text, -1)) {
    out += text.slice(from, start) + expanded(replacement, pattern, groups);
    from = end;
  }
  return out + text.slice(from);
}

/** A dollar that no name stands behind is text. */
function expanded(
  replacement: string,
  { names }: CompiledPattern,
  groups: readonly (string | undefined)[],
): string {
  return replacement.replace(
    /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
    (dollar, braced?: string, bare?: string) => {
      const name = braced ?? bare;
      if (name === undefined) return dollar === '$$' ? '$' : dollar;
      // A number with needless zeros is a name.
      if (/^(?:0|[1-9]\d*)$/.test(name)) return groups[Number(name)] ?? '';
      const [, found = ''] =
        [...names]
          .filter(([, each]) => each === name)
          .map(([group]) => [group, groups[group]] as const)
          .find(([, group]) => group !== undefined) ?? [];
      return found;
    },
  );
}
