/**
 * Values as text in Rego's syntax, the way they cross between a module and its host: JSON, and sets, and keys of any type.
 * Nothing is lost on the way, unlike in JSON.
 */
import { invariant } from '../../diagnostics/invariant.js';
import { makeObject, makeSet } from './order.js';
import { Numeral, RegoObject, RegoSet, type Value } from './value.js';

/** The text of a value: objects and sets in the order of their keys. */
export function valueText(value: Value): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  if (value instanceof Numeral) return value.text;
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof RegoSet) {
    return value.items.length === 0 ? 'set()' : `{${value.items.map(valueText).join(',')}}`;
  }
  if (value instanceof RegoObject) {
    const entries = value.entries.map(([key, item]) => `${valueText(key)}:${valueText(item)}`);
    return `{${entries.join(',')}}`;
  }
  return `[${(value as readonly Value[]).map(valueText).join(',')}]`;
}

function numberText(value: number): string {
  invariant(Number.isFinite(value), 'a number without a JSON text');
  return Object.is(value, -0) ? '0' : String(value);
}

/** The value of a text that a module wrote. */
export function parseValueText(text: string): Value {
  const reader = new Reader(text);
  const value = reader.value();
  invariant(reader.at === text.length, 'value text goes on behind its value');
  return value;
}

const STRING = /"(?:[^"\\]|\\.)*"/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

class Reader {
  at = 0;
  constructor(private readonly text: string) {}

  value(): Value {
    switch (this.text[this.at]) {
      case '"':
        return JSON.parse(this.match(STRING)) as string;
      case '[':
        return this.array();
      case '{':
        return this.braces();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      case 's':
        return this.word('set()', makeSet([]));
      default:
        return this.number();
    }
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    invariant(found !== undefined, `unreadable value text at ${this.at}`);
    this.at += found.length;
    return found;
  }

  private word(word: string, value: Value): Value {
    invariant(this.text.startsWith(word, this.at), `unreadable value text at ${this.at}`);
    this.at += word.length;
    return value;
  }

  private accept(mark: string): boolean {
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  private number(): Value {
    const text = this.match(NUMBER);
    const value = Number(text);
    return String(value) === text ? value : new Numeral(text);
  }

  private array(): Value {
    this.at++;
    const items: Value[] = [];
    if (this.accept(']')) return items;
    do items.push(this.value());
    while (this.accept(','));
    this.word(']', null);
    return items;
  }

  private braces(): Value {
    this.at++;
    if (this.accept('}')) return makeObject([]);
    const first = this.value();
    if (!this.accept(':')) {
      const items = [first];
      while (this.accept(',')) items.push(this.value());
      this.word('}', null);
      return new RegoSet(items);
    }
    const entries: [Value, Value][] = [[first, this.value()]];
    while (this.accept(',')) {
      const key = this.value();
      this.word(':', null);
      entries.push([key, this.value()]);
    }
    this.word('}', null);
    return new RegoObject(entries);
  }
}
