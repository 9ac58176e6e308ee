/** Variables in instructions, as BuildKit's word processor expands them. */

/** The values that are known: `null` where a variable is declared but has no value until the build. */
export type Variables = ReadonlyMap<string, string | null>;

export interface Expanded {
  readonly text: string;
  /** Names whose values are not known; they stay in the text as they were written. */
  readonly unresolved: readonly string[];
}

/** Expands variables and removes quotes. */
export function expand(text: string, variables: Variables, escape: string): Expanded {
  return new Expander(variables, escape).run(text);
}

class Expander {
  readonly #unresolved: string[] = [];
  readonly #variables: Variables;
  readonly #escape: string;

  constructor(variables: Variables, escape: string) {
    this.#variables = variables;
    this.#escape = escape;
  }

  run(text: string): Expanded {
    return { text: this.#word(text, 0), unresolved: [...new Set(this.#unresolved)] };
  }

  #word(text: string, depth: number): string {
    let out = '';
    let quote = '';
    for (let at = 0; at < text.length; ) {
      const letter = text[at] as string;
      if (quote === "'") {
        if (letter === "'") quote = '';
        else out += letter;
        at += 1;
      } else if (letter === this.#escape && at + 1 < text.length) {
        const next = text[at + 1] as string;
        // Between double quotes only these lose their escape.
        out += quote === '"' && !['"', '$', this.#escape].includes(next) ? letter + next : next;
        at += 2;
      } else if (letter === '$') {
        const [value, length] = this.#variable(text.slice(at), depth);
        out += value;
        at += length;
      } else {
        if (quote === '' && (letter === '"' || letter === "'")) quote = letter;
        else if (letter === quote) quote = '';
        else out += letter;
        at += 1;
      }
    }
    return out;
  }

  /** The value of what begins with `$`, and how many characters that takes. */
  #variable(text: string, depth: number): [string, number] {
    const plain = /^\$([A-Za-z_]\w*|[0-9@*#?$!-])/.exec(text);
    if (plain) return [this.#look(plain[1] ?? '', plain[0]), plain[0].length];
    if (!text.startsWith('${')) return ['$', 1];
    const end = closingBrace(text);
    if (end < 0 || depth > 20) return ['$', 1];
    const written = text.slice(0, end + 1);
    const inner = /^([A-Za-z_]\w*|[0-9@*#?$!-])(?:(:?[-+?]|##?|%%?|\/\/?)([\s\S]*))?$/.exec(
      text.slice(2, end),
    );
    if (inner === null) {
      this.#unresolved.push(text.slice(2, end));
      return [written, written.length];
    }
    const [, name = '', operator, word = ''] = inner;
    if (operator === undefined) return [this.#look(name, written), written.length];
    return [this.#modified(name, operator, word, written, depth), written.length];
  }

  #modified(name: string, operator: string, word: string, written: string, depth: number): string {
    const value = this.#variables.get(name);
    const isSet = typeof value === 'string' && (value !== '' || !operator.startsWith(':'));
    switch (operator.replace(':', '')) {
      case '-':
        return isSet ? value : this.#word(word, depth + 1);
      case '+':
        return isSet ? this.#word(word, depth + 1) : '';
      case '?':
        return isSet ? value : this.#miss(name, written);
      default:
        if (typeof value !== 'string') return this.#miss(name, written);
        return modify(value, operator, this.#word(word, depth + 1));
    }
  }

  #look(name: string, written: string): string {
    const value = this.#variables.get(name);
    return typeof value === 'string' ? value : this.#miss(name, written);
  }

  #miss(name: string, written: string): string {
    this.#unresolved.push(name);
    return written;
  }
}

function closingBrace(text: string): number {
  let depth = 0;
  for (let at = 1; at < text.length; at++) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

/** `#`, `##`, `%`, `%%` cut a prefix or suffix, `/` and `//` replace. */
function modify(value: string, operator: string, word: string): string {
  if (operator.startsWith('/')) {
    const [pattern = '', replacement = ''] = word.split(/\/([\s\S]*)/);
    const regex = new RegExp(globRegex(pattern, true), operator === '//' ? 'gsu' : 'su');
    return value.replace(regex, () => replacement);
  }
  const greedy = operator.length === 2;
  const lengths = Array.from({ length: value.length + 1 }, (_, index) => index);
  const pattern = new RegExp(`^${globRegex(word, true)}$`, 'su');
  const isPrefix = operator.startsWith('#');
  for (const length of greedy ? lengths.reverse() : lengths) {
    const part = isPrefix ? value.slice(0, length) : value.slice(value.length - length);
    if (pattern.test(part))
      return isPrefix ? value.slice(length) : value.slice(0, value.length - length);
  }
  return value;
}

function globRegex(glob: string, greedy: boolean): string {
  return glob
    .replace(/[\\^$.|+()[\]{}/]/g, '\\$&')
    .replaceAll('*', greedy ? '.*' : '.*?')
    .replaceAll('?', '.');
}
