/** Time zones through the platform's own IANA data. */
import { BuiltinError } from '../declaration.js';

const SECOND = 1_000_000_000n;

/** A calendar reading in one zone. Month and day from 1; `offset` in seconds east of UTC. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  readonly offset: number;
  /** The zone's abbreviation, as Go's `MST` prints it. */
  readonly abbreviation: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        era: 'short',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
        timeZoneName: 'short',
      });
    } catch {
      throw new BuiltinError('builtin', `unknown time zone ${zone}`);
    }
    formats.set(zone, format);
  }
  return format;
}

/** Whole seconds since the epoch, rounded down, and the nanoseconds that remain. */
export function splitNanoseconds(ns: bigint): { seconds: number; nanosecond: number } {
  const rest = ((ns % SECOND) + SECOND) % SECOND;
  return { seconds: Number((ns - rest) / SECOND), nanosecond: Number(rest) };
}

/** The zone's offset in seconds at an instant, and its abbreviation. `''` and `UTC` are UTC; `Local` is UTC too, as a module has no place. */
export function zoneAt(zone: string, seconds: number): { offset: number; abbreviation: string } {
  if (zone === '' || zone === 'UTC' || zone === 'Local') return { offset: 0, abbreviation: 'UTC' };
  const parts = new Map(
    formatOf(zone)
      .formatToParts(new Date(seconds * 1000))
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name));
  const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year');
  const local = utcSeconds(
    year,
    part('month'),
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  const offset = local - seconds;
  const name = parts.get('timeZoneName') ?? '';
  return { offset, abbreviation: /^[A-Z]{3,5}$/.test(name) ? name : numericZone(offset) };
}

function numericZone(offset: number): string {
  const minutes = Math.abs(offset) / 60;
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  const rest = Math.floor(minutes % 60);
  return `${offset < 0 ? '-' : '+'}${hour}${rest === 0 ? '' : String(rest).padStart(2, '0')}`;
}

/** Seconds since the epoch of a UTC reading; out-of-range fields overflow into their neighbours. */
export function utcSeconds(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, 0);
  return date.getTime() / 1000;
}

/** The calendar reading of an instant in a zone. */
export function civilAt(ns: bigint, zone: string): Civil {
  const { seconds, nanosecond } = splitNanoseconds(ns);
  const { offset, abbreviation } = zoneAt(zone, seconds);
  const date = new Date((seconds + offset) * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    nanosecond,
    offset,
    abbreviation,
  };
}

/** Nanoseconds of a calendar reading in a zone; in a gap or fold the earlier offset decides, as in Go. */
export function nanosecondsOf(civil: Omit<Civil, 'offset' | 'abbreviation'>, zone: string): bigint {
  const { year, month, day, hour, minute, second, nanosecond } = civil;
  const local = utcSeconds(year, month, day, hour, minute, second);
  const first = zoneAt(zone, local).offset;
  let instant = local - first;
  const again = zoneAt(zone, instant).offset;
  if (again !== first) {
    const other = local - again;
    if (zoneAt(zone, other).offset === again) instant = other;
  }
  return BigInt(instant) * SECOND + BigInt(nanosecond);
}
