import type { CST } from 'yaml';

/**
 * The offset of the first token of a YAML text that is nested too deeply. To be asked before the text is composed: the library recurses
 * there, and on a stack that is nearly used up Node.js ends the whole process.
 */
export function deeperThan(deepest: number, tokens: readonly CST.Token[]): number | undefined {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > deepest) return 'offset' in token ? token.offset : 0;
    if ('items' in token) {
      for (const { key, value } of token.items) {
        if (key) open.push({ token: key, depth: depth + 1 });
        if (value) open.push({ token: value, depth: depth + 1 });
      }
    } else if ('value' in token && token.value) open.push({ token: token.value, depth });
  }
  return undefined;
}
