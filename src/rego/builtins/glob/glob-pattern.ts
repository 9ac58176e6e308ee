/**
 * Globs as regular expressions, read as OPA's library reads them: `*` and `?` stop at delimiters, `**` does not; `[a-z]` or `[ab]`, `[!a]`,
 * and `{x,y}`, which may be left open at the end.
 */
import { RE2JS } from 're2js';
import { BuiltinError } from '../declaration.js';

export function globPattern(glob: string, delimiters: readonly string[]): string {
  const reader = new GlobReader([...glob], delimiters);
  const body = reader.sequence(false);
  // The library lets a lone `?` or `[!a]` match the empty text, too.
  const isLone = reader.parts === 1 && /^(?:\?|\[!)/.test(glob);
  return `(?s)${body}${isLone ? '?' : ''}`;
}

class GlobReader {
  /** How many parts were read. */
  parts = 0;
  private at = 0;
  private readonly single: string;

  constructor(
    private readonly characters: readonly string[],
    delimiters: readonly string[],
  ) {
    this.single = delimiters.length === 0 ? '.' : `[^${delimiters.map(inClass).join('')}]`;
  }

  sequence(isInner: boolean): string {
    let out = '';
    while (this.at < this.characters.length) {
      const next = this.characters[this.at];
      if (isInner && (next === ',' || next === '}')) break;
      this.parts++;
      out += this.part();
    }
    return out;
  }

  private part(): string {
    const character = this.characters[this.at++] ?? '';
    switch (character) {
      case '*':
        if (this.characters[this.at] !== '*') return `${this.single}*`;
        this.at++;
        return '.*';
      case '?':
        return this.single;
      case '[':
        return this.characterClass();
      case '{':
        return this.alternatives();
      case '\\':
        return RE2JS.quote(this.characters[this.at++] ?? '');
      default:
        return RE2JS.quote(character);
    }
  }

  private alternatives(): string {
    const branches: string[] = [];
    do branches.push(this.sequence(true));
    while (this.characters[this.at++] === ',');
    return `(?:${branches.join('|')})`;
  }

  /** Either one range or a list: `[a-z0]` is neither. */
  private characterClass(): string {
    const isNegated = this.characters[this.at] === '!';
    if (isNegated) this.at++;
    const isRange = this.characters[this.at + 1] === '-';
    const body = isRange ? this.range() : this.list();
    return `[${isNegated ? '^' : ''}${body}]`;
  }

  private range(): string {
    const low = this.next();
    this.at++;
    const high = this.next();
    if (this.next() !== ']') throw wrong('expected close range character');
    if ((high.codePointAt(0) ?? 0) < (low.codePointAt(0) ?? 0)) {
      throw wrong(`hi character '${high}' should be greater than lo '${low}'`);
    }
    return `${inClass(low)}-${inClass(high)}`;
  }

  private list(): string {
    let body = '';
    let character = this.next();
    for (; character !== ']'; character = this.next()) {
      body += inClass(character === '\\' ? this.next() : character);
    }
    if (body === '') throw wrong('could not parse range');
    return body;
  }

  private next(): string {
    const character = this.characters[this.at++];
    if (character === undefined) throw wrong('unexpected end of input');
    return character;
  }
}

function wrong(message: string): BuiltinError {
  return new BuiltinError('builtin', message);
}

function inClass(character: string): string {
  return character.replace(/[\\\]^[-]/g, (special) => `\\${special}`);
}
