import { BuiltinError } from '../declaration.js';
import { parseAddress } from '../net/address.js';
import { compilePattern } from '../regex/patterns.js';

const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
const HOSTNAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:[.,]\\d+)?';
const ZONE = '(?:Z|[+-]\\d{2}:\\d{2})';
const TIME = new RegExp(`^${CLOCK}${ZONE}?$`);
const MOMENT = new RegExp(`^(\\d{4}-\\d{2}-\\d{2})T${CLOCK}${ZONE}$`);
const EMAIL = /^(?:[^<>"@]*<)?[^\s@<>(),;:\\"[\]]+@[^\s@<>(),;:\\"[\]]+>?$/u;
const POINTER = '(?:/(?:[^~/]|~0|~1)*)*';

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [, year, month, day] = match.map(Number) as [number, number, number, number];
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** What Go's `url.Parse` takes, roughly: no control characters, percent signs with two digits, a port of digits. */
function isReference(text: string): boolean {
  if (/[\p{Cc}\\]/u.test(text) || /%(?![0-9a-fA-F]{2})/.test(text)) return false;
  const authority = /^(?:[^:/?#]+:)?\/\/([^/?#]*)/.exec(text)?.[1];
  if (
    authority !== undefined &&
    (/[\s<>"]/.test(authority) || /:[^\]\d][^\]]*$/.test(authority.replace(/^.*@/, '')))
  ) {
    return false;
  }
  // A colon in the first part of a path makes it a scheme, and that has an alphabet.
  return !/^[^/?#]*:/.test(text) || /^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(text);
}

const isUri = (text: string): boolean =>
  isReference(text) && /^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(text);

function isPattern(text: string): boolean {
  try {
    compilePattern(text);
    return true;
  } catch (failure) {
    if (failure instanceof BuiltinError) return false;
    throw failure;
  }
}

const isMatch =
  (pattern: RegExp) =>
  (text: string): boolean =>
    pattern.test(text);

const FORMATS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['date', isDate],
  ['time', isMatch(TIME)],
  [
    'date-time',
    (text) => {
      const day = MOMENT.exec(text)?.[1];
      return TIME.test(text) || isDate(day ?? text);
    },
  ],
  ['hostname', (text) => HOSTNAME.test(text) && text.length < 256],
  ['email', isMatch(EMAIL)],
  ['idn-email', isMatch(EMAIL)],
  ['ipv4', (text) => parseAddress(text)?.bits === 32],
  ['ipv6', (text) => parseAddress(text)?.bits === 128],
  ['uri', isUri],
  ['iri', isUri],
  ['uri-reference', isReference],
  ['iri-reference', isReference],
  ['uri-template', (text) => isReference(text) && /^(?:[^{}]*(?:\{[^}]*\})?)*$/.test(text)],
  ['uuid', isMatch(/^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/i)],
  ['regex', isPattern],
  ['json-pointer', isMatch(new RegExp(`^${POINTER}$`))],
  ['relative-json-pointer', isMatch(new RegExp(`^(?:0|[1-9][0-9]*)(?:#|${POINTER})$`))],
]);

/** Whether a string has a format; formats that nobody knows hold for all. */
export function hasFormat(format: string, text: string): boolean {
  return FORMATS.get(format)?.(text) ?? true;
}
