/**
 * Go's reference-time layouts (`Mon Jan 2 15:04:05 MST 2006`), for `time.format` and `time.parse_ns`.
 */
import { BuiltinError } from '../declaration.js';
import { type Civil, nanosecondsOf, utcSeconds } from './zone.js';

/** The names that stand for layouts, as Go's package `time` defines them. */
export const LAYOUTS: ReadonlyMap<string, string> = new Map([
  ['ANSIC', 'Mon Jan _2 15:04:05 2006'],
  ['UnixDate', 'Mon Jan _2 15:04:05 MST 2006'],
  ['RubyDate', 'Mon Jan 02 15:04:05 -0700 2006'],
  ['RFC822', '02 Jan 06 15:04 MST'],
  ['RFC822Z', '02 Jan 06 15:04 -0700'],
  ['RFC850', 'Monday, 02-Jan-06 15:04:05 MST'],
  ['RFC1123', 'Mon, 02 Jan 2006 15:04:05 MST'],
  ['RFC1123Z', 'Mon, 02 Jan 2006 15:04:05 -0700'],
  ['RFC3339', '2006-01-02T15:04:05Z07:00'],
  ['RFC3339Nano', '2006-01-02T15:04:05.999999999Z07:00'],
]);

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
export const WEEKDAYS = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];

/** The elements of a layout, longest first where one begins another. */
const ELEMENT =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|__2|002|_2(?!006)|-07:00:00|-070000|-07:00|-0700|-07|Z07:00:00|Z070000|Z07:00|Z0700|Z07|[.,](?:0+|9+)(?!\d)|01|02|03|04|05|06|15|PM|pm|1|2|3|4|5/g;

/** A layout as literal text and elements, in turn. */
function elementsOf(layout: string): { text: string; element: boolean }[] {
  const parts: { text: string; element: boolean }[] = [];
  let at = 0;
  for (const match of layout.matchAll(ELEMENT)) {
    if (match.index > at) parts.push({ text: layout.slice(at, match.index), element: false });
    parts.push({ text: match[0], element: true });
    at = match.index + match[0].length;
  }
  if (at < layout.length) parts.push({ text: layout.slice(at), element: false });
  return parts;
}

const pad = (value: number, width: number, fill = '0') => String(value).padStart(width, fill);

/** An instant's reading in a layout. */
export function formatTime(civil: Civil, layout: string): string {
  return elementsOf(layout)
    .map(({ text, element }) => (element ? formatElement(civil, text) : text))
    .join('');
}

function formatElement(civil: Civil, element: string): string {
  const date = new Date(utcSeconds(civil.year, civil.month, civil.day, 0, 0, 0) * 1000);
  const hour12 = civil.hour % 12 === 0 ? 12 : civil.hour % 12;
  switch (element) {
    case 'January':
      return MONTHS[civil.month - 1] ?? '';
    case 'Jan':
      return (MONTHS[civil.month - 1] ?? '').slice(0, 3);
    case '01':
      return pad(civil.month, 2);
    case '1':
      return String(civil.month);
    case 'Monday':
      return WEEKDAYS[date.getUTCDay()] ?? '';
    case 'Mon':
      return (WEEKDAYS[date.getUTCDay()] ?? '').slice(0, 3);
    case '02':
      return pad(civil.day, 2);
    case '_2':
      return pad(civil.day, 2, ' ');
    case '2':
      return String(civil.day);
    case '002':
    case '__2': {
      const first = utcSeconds(civil.year, 1, 1, 0, 0, 0) * 1000;
      return pad((date.getTime() - first) / 86_400_000 + 1, 3, element === '002' ? '0' : ' ');
    }
    case '15':
      return pad(civil.hour, 2);
    case '03':
      return pad(hour12, 2);
    case '3':
      return String(hour12);
    case '04':
      return pad(civil.minute, 2);
    case '4':
      return String(civil.minute);
    case '05':
      return pad(civil.second, 2);
    case '5':
      return String(civil.second);
    case '2006':
      return civil.year < 0 ? `-${pad(-civil.year, 4)}` : pad(civil.year, 4);
    case '06':
      return pad(((civil.year % 100) + 100) % 100, 2);
    case 'PM':
      return civil.hour >= 12 ? 'PM' : 'AM';
    case 'pm':
      return civil.hour >= 12 ? 'pm' : 'am';
    case 'MST':
      return civil.abbreviation;
  }
  if (element.startsWith('Z') && civil.offset === 0) return 'Z';
  if (/^[Z-]07/.test(element)) return formatOffset(civil.offset, element.slice(1));
  return formatFraction(civil.nanosecond, element);
}

function formatOffset(offset: number, shape: string): string {
  const total = Math.abs(offset);
  const hour = pad(Math.floor(total / 3600), 2);
  const minute = pad(Math.floor(total / 60) % 60, 2);
  const second = pad(total % 60, 2);
  const colon = shape.includes(':') ? ':' : '';
  const digits = shape.replaceAll(':', '').length;
  const rest = (digits >= 4 ? colon + minute : '') + (digits >= 6 ? colon + second : '');
  return `${offset < 0 ? '-' : '+'}${hour}${rest}`;
}

function formatFraction(nanosecond: number, element: string): string {
  const digits = pad(nanosecond, 9).slice(0, element.length - 1);
  if (element[1] === '0') return element[0] + digits;
  const trimmed = digits.replace(/0+$/, '');
  return trimmed === '' ? '' : element[0] + trimmed;
}

interface Reading {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  afternoon?: boolean;
  offset?: number;
  yearDay?: number;
}

/** Nanoseconds since the epoch of a text in a layout; without a zone it is UTC. */
export function parseTime(layout: string, text: string): bigint {
  const reading: Reading = {
    year: 0,
    month: 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
    nanosecond: 0,
  };
  const fail = (): never => {
    throw new BuiltinError(
      'builtin',
      `parsing time "${text}" as "${layout}": cannot parse "${rest}" as "${wanted}"`,
    );
  };
  let rest = text;
  let wanted = '';
  const take = (pattern: RegExp): string => {
    const match = pattern.exec(rest);
    if (match === null) return fail();
    rest = rest.slice(match[0].length);
    return match[0];
  };
  const parts = elementsOf(layout);
  for (const [index, { text: part, element }] of parts.entries()) {
    wanted = part;
    if (element) {
      parseElement(part, reading, take);
      checkRanges(reading, text);
      const fractionFollows = /^[.,]/.test(parts[index + 1]?.text ?? '');
      if (/^0?5$/.test(part) && !fractionFollows && /^[.,]\d/.test(rest)) {
        reading.nanosecond = fractionOf(take(/^[.,]\d+/));
      }
    } else if (rest.startsWith(part)) rest = rest.slice(part.length);
    else fail();
  }
  if (rest !== '') {
    throw new BuiltinError('builtin', `parsing time "${text}": extra text: "${rest}"`);
  }
  return instantOf(reading, text);
}

function fractionOf(text: string): number {
  return Number(text.slice(1, 10).padEnd(9, '0'));
}

function indexOfName(names: readonly string[], text: string, short: boolean): number {
  return names.findIndex(
    (name) => (short ? name.slice(0, 3) : name).toLowerCase() === text.toLowerCase(),
  );
}

function parseElement(element: string, reading: Reading, take: (pattern: RegExp) => string): void {
  switch (element) {
    case 'January':
    case 'Jan': {
      const short = element === 'Jan';
      const month = indexOfName(MONTHS, take(short ? /^[A-Za-z]{3}/ : /^[A-Za-z]+/), short);
      if (month < 0) take(/^(?!)/);
      reading.month = month + 1;
      return;
    }
    case 'Monday':
    case 'Mon': {
      const short = element === 'Mon';
      if (indexOfName(WEEKDAYS, take(short ? /^[A-Za-z]{3}/ : /^[A-Za-z]+/), short) < 0)
        take(/^(?!)/);
      return;
    }
    case '2006':
      reading.year = Number(take(/^\d{4}/));
      return;
    case '06': {
      const year = Number(take(/^\d\d/));
      reading.year = year >= 69 ? 1900 + year : 2000 + year;
      return;
    }
    case '01':
    case '1':
      reading.month = Number(take(element === '01' ? /^\d\d/ : /^\d\d?/));
      return;
    case '02':
    case '2':
    case '_2':
      reading.day = Number(take(element === '02' ? /^\d\d/ : /^ ?\d\d?/));
      return;
    case '002':
    case '__2':
      reading.yearDay = Number(take(/^[ \d]{3}/));
      return;
    case '15':
      // Go takes one digit, too.
      reading.hour = Number(take(/^\d\d?/));
      return;
    case '03':
    case '3':
      reading.hour = Number(take(element === '03' ? /^\d\d/ : /^\d\d?/));
      return;
    case '04':
    case '4':
      reading.minute = Number(take(element === '04' ? /^\d\d/ : /^\d\d?/));
      return;
    case '05':
    case '5':
      reading.second = Number(take(element === '05' ? /^\d\d/ : /^\d\d?/));
      return;
    case 'PM':
    case 'pm':
      reading.afternoon = /^p/i.test(take(element === 'PM' ? /^[AP]M/ : /^[ap]m/));
      return;
    case 'MST':
      take(/^(?:[A-Z]{3,5}|[+-]\d\d(?:\d\d)?)/);
      reading.offset ??= 0;
      return;
  }
  if (/^[Z-]07/.test(element)) reading.offset = parseOffset(element, take);
  else if (element[1] === '0')
    reading.nanosecond = fractionOf(take(new RegExp(`^[.,]\\d{${element.length - 1}}`)));
  else reading.nanosecond = fractionOf(take(/^(?:[.,]\d+)?/) || '.0');
}

function parseOffset(element: string, take: (pattern: RegExp) => string): number {
  const shape = element.slice(1).replace(/\d\d/g, '\\d\\d');
  const text = take(new RegExp(`^(?:${element.startsWith('Z') ? 'Z|' : ''}[+-]${shape})`));
  if (text === 'Z') return 0;
  const [hour = 0, minute = 0, second = 0] = (text.slice(1).match(/\d\d/g) ?? []).map(Number);
  return (text.startsWith('-') ? -1 : 1) * (hour * 3600 + minute * 60 + second);
}

function outOfRange(text: string, what: string): never {
  throw new BuiltinError('builtin', `parsing time "${text}": ${what} out of range`);
}

/** What can be told before the rest is read; days depend on it. */
function checkRanges({ month, hour, minute, second }: Reading, text: string): void {
  if (month < 1 || month > 12) outOfRange(text, 'month');
  if (hour > 23) outOfRange(text, 'hour');
  if (minute > 59) outOfRange(text, 'minute');
  if (second > 59) outOfRange(text, 'second');
}

function instantOf(reading: Reading, text: string): bigint {
  let { hour, month, day } = reading;
  if (reading.afternoon !== undefined) {
    if (hour > 12) outOfRange(text, 'hour');
    hour = (hour % 12) + (reading.afternoon ? 12 : 0);
  }
  if (reading.yearDay !== undefined) {
    const date = new Date(utcSeconds(reading.year, 1, reading.yearDay, 0, 0, 0) * 1000);
    month = date.getUTCMonth() + 1;
    day = date.getUTCDate();
  }
  const days = new Date(utcSeconds(reading.year, month + 1, 0, 0, 0, 0) * 1000).getUTCDate();
  if (day < 1 || day > days) outOfRange(text, 'day');
  const utc = nanosecondsOf({ ...reading, hour, month, day }, 'UTC');
  return utc - BigInt(reading.offset ?? 0) * 1_000_000_000n;
}
