/**
 * A reader of the plain part of YAML that annotations are mostly written in: mappings and lists by indentation, flow collections on one
 * line, plain and quoted scalars. It is many times faster than a whole YAML parser, and leaves everything else to one.
 */

/** Thrown inside for what is not plain: control flow, never seen outside. */
const NOT_PLAIN = Symbol('not plain');

const KEY = /^([A-Za-z_][A-Za-z0-9_.-]*):(?: +|$)/;
const RESERVED_KEYS = /^(?:true|false|null|__proto__)$/i;
const NUMBER = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const PLAIN_START = /^[A-Za-z0-9_/(.$+~^<\\;=]|^-[^\s-]/;

interface Line {
  readonly indent: number;
  readonly text: string;
}

/** The value of a YAML text; undefined where the text is not plain enough to be sure, or is wrong. */
export function parseSimpleYaml(text: string): unknown {
  const lines: Line[] = [];
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (line === '') continue;
    if (trimmed === '' || trimmed.startsWith('#')) return undefined;
    const indent = line.length - line.trimStart().length;
    if (/[^\x20-\x7e\xa1-\u167f\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff]/.test(line))
      return undefined;
    if (trimmed.startsWith('---') || trimmed.startsWith('...') || trimmed.startsWith('%'))
      return undefined;
    lines.push({ indent, text: trimmed });
  }
  if (lines.length === 0) return undefined;
  try {
    const block = new BlockReader(lines);
    const value = block.block(0);
    return block.isAtEnd ? value : undefined;
  } catch (fault) {
    if (fault === NOT_PLAIN) return undefined;
    throw fault;
  }
}

class BlockReader {
  private at = 0;
  constructor(private readonly lines: readonly Line[]) {}

  get isAtEnd(): boolean {
    return this.at === this.lines.length;
  }

  /** The mapping or list whose lines are indented by as much as the next line, which is at least `least`. */
  block(least: number): unknown {
    const first = this.lines[this.at];
    if (first === undefined || first.indent < least) throw NOT_PLAIN;
    return first.text === '-' || first.text.startsWith('- ')
      ? this.list(first.indent)
      : this.mapping(first.indent);
  }

  private list(indent: number): unknown[] {
    const items: unknown[] = [];
    for (let line = this.lines[this.at]; line?.indent === indent; line = this.lines[this.at]) {
      if (!line.text.startsWith('- ')) break;
      items.push(inlineValue(line.text.slice(2).trim()));
      this.at++;
      this.refuseDeeper(indent);
    }
    return items;
  }

  private mapping(indent: number): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    for (let line = this.lines[this.at]; line?.indent === indent; line = this.lines[this.at]) {
      const [start, key] = KEY.exec(line.text) ?? [];
      if (start === undefined || key === undefined) throw NOT_PLAIN;
      if (RESERVED_KEYS.test(key) || Object.hasOwn(value, key)) throw NOT_PLAIN;
      const rest = line.text.slice(start.length);
      this.at++;
      if (rest !== '') {
        value[key] = inlineValue(rest);
        this.refuseDeeper(indent);
      } else value[key] = this.below(indent);
    }
    return value;
  }

  /** What stands below a key: deeper, or a list at the same depth; else nothing. */
  private below(indent: number): unknown {
    const next = this.lines[this.at];
    if (next === undefined || next.indent < indent) return null;
    if (next.indent > indent) return this.block(indent + 1);
    return next.text.startsWith('- ') ? this.list(indent) : null;
  }

  /** A deeper line behind a value would go on with it. */
  private refuseDeeper(indent: number): void {
    if ((this.lines[this.at]?.indent ?? 0) > indent) throw NOT_PLAIN;
  }
}

/** A value that a line ends with. */
function inlineValue(text: string): unknown {
  const reader = new FlowReader(text);
  const value = reader.value(false);
  if (reader.at !== text.length) throw NOT_PLAIN;
  return value;
}

class FlowReader {
  at = 0;
  constructor(private readonly text: string) {}

  value(isInside: boolean): unknown {
    switch (this.text[this.at]) {
      case '[':
        return this.list();
      case '{':
        return this.mapping();
      case '"':
        return this.quoted(/"([^"\\]*)"/y);
      case "'":
        return this.quoted(/'((?:[^']|'')*)'/y).replaceAll("''", "'");
      default:
        return this.plain(isInside);
    }
  }

  private space(): void {
    while (this.text[this.at] === ' ') this.at++;
  }

  private accept(character: string): boolean {
    this.space();
    if (this.text[this.at] !== character) return false;
    this.at++;
    this.space();
    return true;
  }

  private list(): unknown[] {
    const items: unknown[] = [];
    this.accept('[');
    if (this.accept(']')) return items;
    do items.push(this.value(true));
    while (this.accept(','));
    return this.closed(']', items);
  }

  private mapping(): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    this.accept('{');
    if (this.accept('}')) return value;
    do {
      const [start, key] = KEY.exec(this.text.slice(this.at)) ?? [];
      if (start === undefined || key === undefined) throw NOT_PLAIN;
      if (RESERVED_KEYS.test(key) || Object.hasOwn(value, key)) throw NOT_PLAIN;
      this.at += start.length;
      value[key] = this.value(true);
    } while (this.accept(','));
    return this.closed('}', value);
  }

  /** Behind a closed collection, only what closes or goes on with the one around it may come. */
  private closed<T>(character: string, value: T): T {
    this.space();
    if (this.text[this.at] !== character) throw NOT_PLAIN;
    this.at++;
    if (!/^(?: *[,\]}]|$)/.test(this.text.slice(this.at))) throw NOT_PLAIN;
    return value;
  }

  private quoted(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) throw NOT_PLAIN;
    this.at += found[0].length;
    if (!/^(?: *[,\]}]|$)/.test(this.text.slice(this.at))) throw NOT_PLAIN;
    return found[1] as string;
  }

  private plain(isInside: boolean): unknown {
    const pattern = isInside ? /[^,[\]{}]+/y : /.+/y;
    pattern.lastIndex = this.at;
    const text = pattern.exec(this.text)?.[0].trimEnd() ?? '';
    // A colon before a space or at the end would make a mapping of it, a space before `#` a comment.
    if (!PLAIN_START.test(text) || /:(?:\s|$)|\s#/.test(text)) throw NOT_PLAIN;
    this.at += text.length;
    return scalar(text);
  }
}

function scalar(text: string): unknown {
  if (/^(?:null|true|false|~)$/i.test(text)) {
    if (text === 'true') return true;
    if (text === 'false') return false;
    if (text === 'null') return null;
    throw NOT_PLAIN;
  }
  if (!/^[-+.0-9]/.test(text)) return text;
  if (NUMBER.test(text)) return Number(text);
  // Other bases, infinity and their like.
  if (/^[-+]?(?:0[xo]|\.(?:inf|nan))/i.test(text)) throw NOT_PLAIN;
  return text;
}
