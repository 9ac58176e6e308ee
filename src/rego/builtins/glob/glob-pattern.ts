/** Globs as regular expressions: `*` and `?` stop at delimiters, `**` does not; `[a-z]`, `[!a]`, `{x,y}`. */
import { RE2JS } from 're2js';
import { BuiltinError } from '../declaration.js';

export function globPattern(glob: string, delimiters: readonly string[]): string {
  const single = delimiters.length === 0 ? '.' : `[^${delimiters.map(inClass).join('')}]`;
  const characters = [...glob];
  let depth = 0;
  let out = '(?s)';
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    switch (character) {
      case '*': {
        const isSuper = characters[at + 1] === '*';
        if (isSuper) while (characters[at + 1] === '*') at++;
        out += isSuper ? '.*' : `${single}*`;
        break;
      }
      case '?':
        out += single;
        break;
      case '[': {
        const close = characters.indexOf(']', at + 1);
        if (close < 0) throw new BuiltinError('builtin', 'unexpected end of input');
        out += characterClass(characters.slice(at + 1, close));
        at = close;
        break;
      }
      case '{':
        depth++;
        out += '(?:';
        break;
      case '}':
        if (depth === 0) out += RE2JS.quote(character);
        else {
          depth--;
          out += ')';
        }
        break;
      case ',':
        out += depth > 0 ? '|' : ',';
        break;
      case '\\':
        out += RE2JS.quote(characters[++at] ?? '\\');
        break;
      default:
        out += RE2JS.quote(character);
    }
  }
  if (depth > 0) throw new BuiltinError('builtin', 'unexpected end of input');
  return out;
}

function characterClass(inside: readonly string[]): string {
  const isNegated = inside[0] === '!';
  const rest = isNegated ? inside.slice(1) : inside;
  if (rest.length === 0) throw new BuiltinError('builtin', 'unexpected token: empty range');
  const body = rest.map((character) => (character === '-' ? '-' : inClass(character))).join('');
  return `[${isNegated ? '^' : ''}${body}]`;
}

function inClass(character: string): string {
  return character.replace(/[\\\]^[-]/g, (special) => `\\${special}`);
}
