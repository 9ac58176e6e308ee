/** YAML as the Go library that OPA uses reads and writes it. */
import { Document, isScalar, parseAllDocuments, type Scalar, visit } from 'yaml';
import { BuiltinError } from '../declaration.js';
import { plainData, toValue } from '../json-value.js';
import type { Value } from '../value.js';

/** YAML 1.1's booleans; dates stay text. */
const OPTIONS = {
  version: '1.1',
  merge: true,
  intAsBigInt: true,
  logLevel: 'silent',
  customTags: (tags) =>
    tags.filter((tag) => typeof tag === 'string' || !tag.tag.endsWith(':timestamp')),
} as const satisfies Parameters<typeof parseAllDocuments>[1];

function isControl(character: string): boolean {
  return (character < ' ' && !'\t\n\r'.includes(character)) || character === '\u007f';
}

/** The first document of several. */
export function parseYaml(text: string): Value {
  if ([...text].some(isControl)) {
    throw new BuiltinError('builtin', 'yaml: control characters are not allowed');
  }
  const documents = parseAllDocuments(text, OPTIONS);
  // Without a document the list itself tells the faults.
  const { errors, warnings } = 'empty' in documents ? documents : (documents[0] as Document);
  if ([...warnings, ...errors].some(({ message }) => /directive/i.test(message))) {
    throw new BuiltinError('builtin', 'yaml: found unknown directive name');
  }
  const [fault] = errors;
  if (fault !== undefined) {
    const line = fault.linePos?.[0].line ?? 1;
    const expected = /flow/i.test(fault.message)
      ? "did not find expected ',' or ']'"
      : fault.message.split('\n')[0];
    throw new BuiltinError('builtin', `yaml: line ${line}: ${expected}`);
  }
  const data: unknown = 'empty' in documents ? null : documents[0]?.toJS();
  refuseInfinite(data);
  return toValue(data);
}

function refuseInfinite(data: unknown): void {
  if (typeof data === 'number' && !Number.isFinite(data)) {
    const name = Number.isNaN(data) ? 'NaN' : data > 0 ? '+Inf' : '-Inf';
    throw new BuiltinError('builtin', `json: unsupported value: ${name}`);
  }
  if (typeof data === 'object' && data !== null) Object.values(data).forEach(refuseInfinite);
}

/** What the library reads as something else than text. */
const RESOLVED =
  /^(?:|~|null|true|false|yes|no|on|off|y|n|[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d+)?|[-+]?0[xbo][\da-f_]+|[-+]?\.inf|\.nan|[-+]?\d+(?::[0-5]?\d)+(?:\.\d*)?|\d{4}-\d\d?-\d\d?(?:[tT ].*)?)$/i;

/** What cannot stand without quotes. */
const NOT_PLAIN = /^[,[\]{}#&*!|>'"%@`]|^[-?:](?: |$)|: |:$| #|^ | $/;

/** Keys in order, sequences no deeper than what they belong to. */
export function marshalYaml(value: Value): string {
  const document = new Document(plainData(value), {
    version: '1.1',
    sortMapEntries: ({ key: a }, { key: b }) => compareKeys(keyText(a), keyText(b)),
  });
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string') node.type = styleOf(node.value);
    },
  });
  const text = document.toString({ indentSeq: false, singleQuote: true });
  // The lines of a text that is all there is are indented, too.
  const isLines = typeof value === 'string' && text.startsWith('|');
  return (isLines ? text.replace(/\n(?=[^\n])/g, '\n  ') : text).replace(
    /[\u{10000}-\u{10ffff}]/gu,
    (character) => {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
      return `\\U${code.padStart(8, '0')}`;
    },
  );
}

function keyText(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
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

/** Quotes in which the library writes a text; a plain one where it can do without. */
function styleOf(text: string): Scalar.Type {
  if (RESOLVED.test(text)) return 'QUOTE_DOUBLE';
  if ([...text].some((character) => isControl(character) || character.length > 1)) {
    return 'QUOTE_DOUBLE';
  }
  if (text.includes('\n')) return 'BLOCK_LITERAL';
  if (text.includes('\t')) return 'QUOTE_DOUBLE';
  // Left to itself, the writer would put texts with single quotes in double ones.
  return text.includes("'") && NOT_PLAIN.test(text) ? 'QUOTE_SINGLE' : 'PLAIN';
}
