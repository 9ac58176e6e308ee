/** Values as YAML the way OPA's Go library writes it: sorted keys, lists not indented in objects, each string in its own style. */
import { jsonText } from '../json-value.js';
import { shortestForm } from '../strings/float-forms.js';
import { Numeral, RegoObject, RegoSet, type Value } from '../value.js';

const INDENT = '  ';

/** Lines end at the first space behind. */
const WIDTH = 80;

export function yamlText(value: Value): string {
  return `${lines(value, 0, INDENT, INDENT.length).join('\n')}\n`;
}

/**
 * The lines of a value.
 *
 * @param column where its first line begins
 * @param indent before the further lines of a text
 * @param margin where these begin
 */
function lines(value: Value, column: number, indent: string, margin: number): string[] {
  const items = value instanceof RegoSet ? value.items : value;
  if (Array.isArray(items)) {
    const list = items as readonly Value[];
    if (list.length === 0) return ['[]'];
    const within = column + INDENT.length;
    return list.flatMap((item) => hanging('- ', lines(item, within, '', within)));
  }
  if (items instanceof RegoObject) {
    const keys = items.entries.map(([key, item]) => [keyText(key), item] as const);
    keys.sort(([a], [b]) => compareKeys(a, b));
    return keys.length === 0 ? ['{}'] : keys.flatMap(([key, item]) => entry(key, item, column));
  }
  if (typeof items === 'string') return stringLines(items, column, indent, margin);
  return [scalarText(items as Exclude<Value, string>)];
}

function hanging(mark: string, [first = '', ...rest]: readonly string[]): string[] {
  return [mark + first, ...rest.map(indented)];
}

function indented(line: string): string {
  return line === '' ? '' : INDENT + line;
}

function entry(key: string, value: Value, column: number): string[] {
  const name = keyLine(key);
  const items = value instanceof RegoSet ? value.items : value;
  const within = column + INDENT.length;
  if (Array.isArray(items) && items.length > 0) {
    return [`${name}:`, ...lines(value, column, '', column)];
  }
  if (items instanceof RegoObject && items.entries.length > 0) {
    return [`${name}:`, ...lines(value, within, '', within).map(indented)];
  }
  const [first = '', ...rest] = lines(value, column + [...name].length + 2, INDENT, within);
  return [`${name}: ${first}`, ...rest];
}

function keyText(key: Value): string {
  return typeof key === 'string' ? key : jsonText(key);
}

/** The library's order of keys: numbers within them count as numbers, and letters come behind all else. */
function compareKeys(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, index) => character !== right[index]);
  if (at < 0 || at >= right.length) return left.length - right.length;
  const [x, y] = [left[at] ?? '', right[at] ?? ''];
  const [isLetterX, isLetterY] = [/\p{L}/u.test(x), /\p{L}/u.test(y)];
  if (isLetterX !== isLetterY) return isLetterX ? 1 : -1;
  const order = (x.codePointAt(0) ?? 0) - (y.codePointAt(0) ?? 0);
  if (isLetterX) return order;
  const before = /\p{Nd}*$/u.exec(left.slice(0, at).join(''))?.[0] ?? '';
  const lead = /[1-9]/.test(before) && (x === '0' || y === '0') ? '1' : '0';
  const [m, n] = [left, right].map((text) => /^\d*/.exec(text.slice(at).join(''))?.[0] ?? '') as [
    string,
    string,
  ];
  const difference = BigInt(lead + m) - BigInt(lead + n);
  if (difference !== 0n) return difference < 0n ? -1 : 1;
  return m.length === n.length ? order : m.length - n.length;
}

const LARGEST = 0xffff_ffff_ffff_ffffn;
const LEAST = -0x8000_0000_0000_0000n;

function scalarText(value: Exclude<Value, string>): string {
  if (typeof value !== 'number' && !(value instanceof Numeral)) return String(value);
  const text = typeof value === 'number' ? String(value) : value.text;
  if (/^-?\d+$/.test(text) && BigInt(text) <= LARGEST && BigInt(text) >= LEAST) {
    return BigInt(text).toString();
  }
  const double = Number(text);
  return (double < 0 ? '-' : '') + shortestForm(Math.abs(double), 'g');
}

/** A string in the style that suits it; what is longer than a line goes on in the next. */
function stringLines(text: string, column: number, indent: string, margin: number): string[] {
  if (text.includes('\n') && isPrintable(text) && !/(?: \n| $)/.test(text)) {
    return literal(text, indent);
  }
  return folded(styled(text), column, indent, margin);
}

/** A key is never more than one line. */
function keyLine(text: string): string {
  return styled(text)
    .map(({ shown }) => shown)
    .join('');
}

/** A character, and what stands for it. */
interface Shown {
  readonly character: string;
  readonly shown: string;
}

/** The quotes are shown for no character. */
function styled(text: string): Shown[] {
  const characters = [...text];
  const between = (quote: string, shown: (character: string) => string): Shown[] => [
    { character: '', shown: quote },
    ...characters.map((character) => ({ character, shown: shown(character) })),
    { character: '', shown: quote },
  ];
  if (text.includes('\n') || hasOtherMeaning(text) || !isPrintable(text)) {
    return between('"', escaped);
  }
  if (!isPlain(text)) return between("'", (character) => (character === "'" ? "''" : character));
  return characters.map((character) => ({ character, shown: character }));
}

/** Breaks lines at single spaces behind the 80th column. */
function folded(parts: readonly Shown[], column: number, indent: string, margin: number): string[] {
  const found = [''];
  let at = column;
  parts.forEach(({ character, shown }, index) => {
    const isLone =
      character === ' ' &&
      parts[index - 1]?.character !== ' ' &&
      !['', ' ', undefined].includes(parts[index + 1]?.character) &&
      parts[index - 1]?.character !== '';
    if (isLone && at > WIDTH) {
      found.push(indent);
      at = margin;
      return;
    }
    found[found.length - 1] += shown;
    at += [...shown].length;
  });
  return found;
}

function literal(text: string, indent: string): string[] {
  const trailing = /\n*$/.exec(text)?.[0].length ?? 0;
  const hint = /^[ \n]/.test(text) ? String(INDENT.length) : '';
  const chomping = trailing === 0 ? '-' : trailing === 1 ? '' : '+';
  const body = (trailing === 0 ? text : text.slice(0, -1)).split('\n');
  return [`|${hint}${chomping}`, ...body.map((line) => (line === '' ? '' : indent + line))];
}

const WORDS =
  /^(?:|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF|<<|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const NUMBER =
  /^[-+]?(?:0x[0-9a-fA-F]+|0o?[0-7]+|0b[01]+|\d+|(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?)$/;
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const DATE =
  /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|\s+)\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:\s*(?:Z|[-+]\d{1,2}(?::\d{2})?))?)?$/;

/** Whether a plain text would be read as something else than a string. */
function hasOtherMeaning(text: string): boolean {
  return (
    WORDS.test(text) ||
    BASE_60.test(text) ||
    DATE.test(text) ||
    (/^[-+.\d]/.test(text) && NUMBER.test(text.replaceAll('_', '')))
  );
}

/** Whether no character must be escaped. */
function isPrintable(text: string): boolean {
  return /^[\n\x20-\x7e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/u.test(text);
}

function isPlain(text: string): boolean {
  if (/^(?:---|\.\.\.)/.test(text) || /^[#,[\]{}&*!|>'"%@`]/.test(text)) return false;
  if (/^ | $/.test(text) || /^[?-](?: |$)/.test(text)) return false;
  return !/:(?: |$)/.test(text) && !/ #/.test(text);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u2028': 'L',
  '\u2029': 'P',
};

function escaped(character: string): string {
  const known = ESCAPES[character];
  if (known !== undefined) return `\\${known}`;
  if (isPrintable(character)) return character;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}
