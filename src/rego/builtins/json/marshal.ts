/** JSON text as Go's encoder writes it: sorted keys, and `<`, `>`, `&` escaped. */
import { jsonText } from '../json-value.js';
import { Numeral, RegoObject, RegoSet, type Value } from '../value.js';

const ESCAPES = /[<>&\u2028\u2029\u007f]/g;

function escaped(text: string): string {
  return text.replace(ESCAPES, (character) =>
    character === '\u007f'
      ? character
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function marshal(value: Value): string {
  return escaped(jsonText(value));
}

/** One item or key to a line, each line with the prefix. */
export function marshalPretty(value: Value, prefix: string, indent: string): string {
  const write = (item: Value, level: number): string => {
    const line = (depth: number) => `\n${prefix}${indent.repeat(depth)}`;
    const list = (open: string, parts: readonly string[], close: string): string => {
      if (parts.length === 0) return open + close;
      const lines = parts.map((part) => line(level + 1) + part);
      return `${open}${lines.join(',')}${line(level)}${close}`;
    };
    if (item instanceof RegoObject) {
      const entries = item.entries.map(([key, child]) => {
        const name = typeof key === 'string' ? key : jsonText(key);
        return `${marshal(name)}: ${write(child, level + 1)}`;
      });
      return list('{', entries, '}');
    }
    const items = item instanceof RegoSet ? item.items : item;
    if (!Array.isArray(items) || item instanceof Numeral) return marshal(item);
    return list(
      '[',
      (items as readonly Value[]).map((child) => write(child, level + 1)),
      ']',
    );
  };
  return prefix + write(value, 0);
}
