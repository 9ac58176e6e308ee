/** Words as BuildKit's lexer reads them: quotes, escapes and variables of instructions. */
import {
  type Pattern,
  PatternFault,
  readPattern,
  readTrimming,
  replacePattern,
  type Trimming,
  trimPattern,
} from './shell-pattern.js';
import { isSpace } from './space.js';

/** What a variable holds. */
export interface Variable {
  readonly text: string;
  /** Whether no unknown variable is left in its text. */
  readonly isKnown: boolean;
}

/** The variables in scope: `null` where one is declared but has no value until the build. */
export type Variables = ReadonlyMap<string, Variable | null>;

export interface Expanded {
  readonly text: string;
  /** The text split at white space that no quote protects. */
  readonly words: readonly string[];
  /** Names whose values are not known; they stay in the text as they were written. */
  readonly unresolved: readonly string[];
  /** Why BuildKit would refuse the word; the text is then as it was written. */
  readonly fault?: string;
}

export interface LexOptions {
  readonly escape: string;
  /** Quotes stay in the text. */
  readonly rawQuotes?: boolean;
  /** Escapes stay in the text. */
  readonly rawEscapes?: boolean;
  /** Unknown variables stay as they are written even where a modifier has a value for them. */
  readonly keepUnset?: boolean;
}

/** Expands variables and removes quotes. */
export function expand(text: string, variables: Variables, escape: string): Expanded {
  return lex(text, variables, { escape });
}

const NONE: Variables = new Map();

/** The words of a text without knowing any variable; undefined where its quotes or braces do not match. */
export function lexWords(text: string, options: LexOptions): readonly string[] | undefined {
  const { words, fault } = lex(text, NONE, { ...options, keepUnset: true });
  return fault === undefined ? words : undefined;
}

function lex(written: string, variables: Variables, options: LexOptions): Expanded {
  // Most words hold nothing special.
  if (/^[\w./:=@,+-]*$/.test(written)) {
    return { text: written, words: written === '' ? [] : [written], unresolved: [] };
  }
  // Go's scanner takes a byte order mark at the beginning away.
  const text = written.startsWith('\ufeff') ? written.slice(1) : written;
  const lexer = new Lexer(text, variables, options);
  try {
    const result = lexer.until('', options.rawEscapes === true, false);
    if (result.length > Math.max(LONGEST, text.length)) throw new LexFault(TOO_LONG);
    return { text: result, words: lexer.words.list(), unresolved: [...lexer.unresolved] };
  } catch (failure) {
    if (!(failure instanceof LexFault || failure instanceof PatternFault)) throw failure;
    return { text, words: [], unresolved: [...lexer.unresolved], fault: failure.message };
  }
}

/** Ends the reading of one word; never leaves this file. */
class LexFault extends Error {}

/** Values that grow beyond this many characters through their variables are left as they were written. */
const LONGEST = 8192;

const TOO_LONG = `its variables make it longer than ${LONGEST} characters`;

/** Braces within braces beyond this depth are refused. */
const DEEPEST = 100;

/** Words while they are collected. */
class Words {
  readonly #words: string[] = [];
  #word = '';

  add(text: string): void {
    for (const letter of text) {
      if (!isSpace(letter)) this.#word += letter;
      else if (this.#word !== '') {
        this.#words.push(this.#word);
        this.#word = '';
      }
    }
  }

  addRaw(text: string): void {
    this.#word += text;
  }

  /** The word behind a modifier is collected in the same place: what stood there before is lost, as it is in BuildKit. */
  lose(): void {
    this.#word = '';
  }

  list(): readonly string[] {
    return this.#word === '' ? this.#words : [...this.#words, this.#word];
  }
}

class Lexer {
  readonly unresolved = new Set<string>();
  readonly words = new Words();
  readonly #text: string;
  readonly #variables: Variables;
  readonly #escape: string;
  readonly #rawQuotes: boolean;
  readonly #keepUnset: boolean;
  #rawEscapes: boolean;
  #at = 0;
  #depth = 0;

  constructor(text: string, variables: Variables, options: LexOptions) {
    this.#text = text;
    this.#variables = variables;
    this.#escape = options.escape;
    this.#rawQuotes = options.rawQuotes === true;
    this.#rawEscapes = options.rawEscapes === true;
    this.#keepUnset = options.keepUnset === true;
  }

  /**
   * Reads up to a character that ends it, which is taken, or to the end of the text.
   *
   * @param isPattern whether escapes in quotes are doubled, because the result is read once more as a pattern
   */
  until(stop: string, rawEscapes: boolean, isPattern: boolean): string {
    if (++this.#depth > DEEPEST) throw new LexFault('variables are nested too deeply');
    const isTop = stop === '';
    const before = this.#rawEscapes;
    this.#rawEscapes = rawEscapes;
    this.words.lose();
    let out = '';
    while (this.#at < this.#text.length) {
      const letter = this.#text[this.#at] as string;
      if (letter === stop) {
        this.#at += 1;
        this.#rawEscapes = before;
        this.#depth -= 1;
        return out;
      }
      out += this.#part(letter, isTop, isPattern);
    }
    if (!isTop) throw new LexFault(`\`${stop}\` is missing`);
    return out;
  }

  #part(letter: string, isTop: boolean, isPattern: boolean): string {
    const words = isTop ? this.words : undefined;
    if (letter === '$') {
      const value = this.#dollar();
      words?.add(value);
      return value;
    }
    if (letter === '<') {
      const value = this.#less();
      words?.addRaw(value);
      return value;
    }
    if (letter === "'" || letter === '"') {
      const value = letter === "'" ? this.#single(isPattern) : this.#double(isPattern);
      words?.addRaw(value);
      return value;
    }
    this.#at += 1;
    if (letter !== this.#escape) {
      words?.add(letter);
      return letter;
    }
    const next = this.#text[this.#at] ?? '';
    this.#at += 1;
    const written = (this.#rawEscapes ? letter : '') + next;
    words?.addRaw(written);
    return written;
  }

  /** `<<` of a heredoc takes the white space behind it along. */
  #less(): string {
    const start = this.#at;
    this.#at += 1;
    if (this.#text[this.#at] !== '<') return '<';
    this.#at += 1;
    while (/[\t\r ]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  #single(isPattern: boolean): string {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end < 0) throw new LexFault('a single quote is not closed');
    const inner = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    const kept = isPattern ? inner.replaceAll(this.#escape, this.#escape.repeat(2)) : inner;
    return this.#rawQuotes ? `'${kept}'` : kept;
  }

  #double(isPattern: boolean): string {
    this.#at += 1;
    let out = this.#rawQuotes ? '"' : '';
    for (;;) {
      const letter = this.#text[this.#at];
      if (letter === undefined) throw new LexFault('a double quote is not closed');
      if (letter === '$') {
        out += this.#dollar();
        continue;
      }
      this.#at += 1;
      if (letter === '"') return this.#rawQuotes ? `${out}"` : out;
      if (letter !== this.#escape) {
        out += letter;
        continue;
      }
      const next = this.#text[this.#at];
      if (next === undefined) continue;
      // Between double quotes only these lose their escape.
      if (next === '"' || next === '$' || next === this.#escape) {
        out += (this.#rawEscapes ? letter : '') + next;
        this.#at += 1;
      } else out += this.#rawEscapes && (!this.#rawQuotes || isPattern) ? letter + letter : letter;
    }
  }

  /** What begins with `$`: a variable, or the sign itself. */
  #dollar(): string {
    const start = this.#at;
    this.#at += 1;
    if (this.#text[this.#at] !== '{') {
      const name = this.#name();
      return name === '' ? '$' : this.#look(name, start);
    }
    this.#at += 1;
    const first = this.#text[this.#at];
    if (first === undefined) throw new LexFault('`}` is missing');
    if (first === '{' || first === '}' || first === ':') throw new LexFault('bad substitution');
    const name = this.#name();
    const sign = this.#take();
    if (sign === '}') return this.#look(name, start);
    if (sign === '/') return this.#replacement(name, start);
    const ifEmpty = sign === ':';
    const operator = ifEmpty ? this.#take() : sign;
    const isTrim = operator === '#' || operator === '%';
    if (!'+-?#%'.includes(operator) || operator === '' || (ifEmpty && isTrim)) {
      throw new LexFault(`there is no modifier \`${sign}${ifEmpty ? operator : ''}\``);
    }
    const word = this.until('}', isTrim, isTrim);
    const value = this.#variables.get(name);
    if (!value && this.#keepUnset) return `\${${name}${ifEmpty ? ':' : ''}${operator}${word}}`;
    if (isTrim) return this.#cut(name, readTrimming(operator, word), start);
    const isSet = value && (value.text !== '' || !ifEmpty);
    // Whether a text is empty of which a part is unknown cannot be told.
    if (value && !value.isKnown && ifEmpty) this.unresolved.add(name);
    if (operator === '+') return isSet ? word : '';
    if (isSet) return this.#look(name, start);
    return operator === '-' ? word : this.#miss(name, start);
  }

  #cut(name: string, trimming: Trimming, start: number): string {
    const value = this.#variables.get(name);
    // A pattern says nothing about a text of which a part is unknown.
    if (!value?.isKnown) return this.#miss(name, start);
    return trimPattern(value.text, trimming);
  }

  /** `${name/pattern/text}` and `${name//pattern/text}`. */
  #replacement(name: string, start: number): string {
    const all = this.#text[this.#at] === '/';
    if (all) this.#at += 1;
    const written = this.until('/', true, true);
    const text = this.until('}', true, false);
    const value = this.#variables.get(name);
    if (!value && this.#keepUnset) return `\${${name}/${written}/${text}}`;
    const pattern: Pattern = readPattern(written);
    if (!value?.isKnown) return this.#miss(name, start);
    return replacePattern(value.text, pattern, text, all);
  }

  #take(): string {
    const letter = this.#text[this.#at];
    if (letter === undefined) throw new LexFault('`}` is missing');
    this.#at += 1;
    return letter;
  }

  #name(): string {
    const match = /^(?:\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*)/u.exec(
      this.#text.slice(this.#at, this.#at + 1000),
    );
    const name = match?.[0] ?? '';
    this.#at += name.length;
    return name;
  }

  #look(name: string, start: number): string {
    const value = this.#variables.get(name);
    if (!value) return this.#miss(name, start);
    if (!value.isKnown) this.unresolved.add(name);
    return value.text;
  }

  #miss(name: string, start: number): string {
    this.unresolved.add(name);
    return this.#text.slice(start, this.#at);
  }
}
