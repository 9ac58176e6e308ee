import { BuiltinError, type HostBuiltin } from '../declaration.js';
import {
  integerOf,
  integerValue,
  numberOperand,
  operandError,
  smallOperand,
  stringOperand,
} from '../operands.js';
import { Numeral, type Value } from '../value.js';
import { parseDuration } from './duration.js';
import { formatTime, LAYOUTS, parseTime, WEEKDAYS } from './layout.js';
import { type Civil, civilAt, nanosecondsOf } from './zone.js';

const MOST = 0x7fff_ffff_ffff_ffffn;
const LEAST = -MOST - 1n;

/** Times of 64 bits span fewer: whoever adds more leaves their range. */
const MOST_YEARS = 100_000;

/** Nanoseconds fit in 64 bits or are an error. */
function inRange(ns: bigint): Value {
  if (ns > MOST || ns < LEAST) throw new BuiltinError('builtin', 'time outside of valid range');
  return integerValue(ns);
}

interface Moment {
  readonly ns: bigint;
  readonly zone: string;
  /** Empty where none is given. */
  readonly layout: string;
}

/** An operand that is nanoseconds, `[ns, zone]` or `[ns, zone, layout]`. OPA calls each the first, and what is in it too. */
function momentOperand(args: readonly Value[], index: number): Moment {
  const operand = args[index] ?? null;
  const parts = Array.isArray(operand) ? (operand as readonly Value[]) : [operand];
  const isNumber = typeof operand === 'number' || operand instanceof Numeral;
  if (parts.length === 0 || !(isNumber || Array.isArray(operand))) {
    throw operandError([operand], 0, 'either number (ns) or [number (ns), string (tz)]');
  }
  const time = numberOperand(parts, 0);
  const zone = parts.length > 1 ? stringOperand([parts[1] as Value], 0) : '';
  // A zone that is not known is told before what else is wrong.
  civilAt(0n, zone);
  const layout = parts.length > 2 ? stringOperand([parts[2] as Value], 0) : '';
  const ns = integerOf(time);
  if (ns === undefined || ns > MOST || ns < LEAST) {
    throw new BuiltinError('builtin', 'timestamp too big');
  }
  return { ns, zone, layout };
}

const civilOperand = (args: readonly Value[], index: number): Civil => {
  const { ns, zone } = momentOperand(args, index);
  return civilAt(ns, zone);
};

const format: HostBuiltin = (args) => {
  const { ns, zone, layout } = momentOperand(args, 0);
  return formatTime(civilAt(ns, zone), LAYOUTS.get(layout || 'RFC3339Nano') ?? layout);
};

const addDate: HostBuiltin = (args) => {
  const { ns, zone } = momentOperand(args, 0);
  const years = smallOperand(args, 1);
  const months = smallOperand(args, 2);
  const days = smallOperand(args, 3);
  const civil = civilAt(ns, zone);
  const moved = {
    ...civil,
    year: civil.year + years,
    month: civil.month + months,
    day: civil.day + days,
  };
  if (Math.max(Math.abs(years), Math.abs(months) / 12, Math.abs(days) / 365) > MOST_YEARS) {
    throw new BuiltinError('builtin', 'time outside of valid range');
  }
  return inRange(nanosecondsOf(moved, zone));
};

/** Years, months, days, hours, minutes and seconds between two readings, the second brought into the first's zone. */
const diff: HostBuiltin = (args) => {
  const first = momentOperand(args, 0);
  const second = momentOperand(args, 1);
  const [early, late] = first.ns <= second.ns ? [first.ns, second.ns] : [second.ns, first.ns];
  const a = civilAt(early, first.zone);
  const b = civilAt(late, first.zone);
  let year = b.year - a.year;
  let month = b.month - a.month;
  let day = b.day - a.day;
  let hour = b.hour - a.hour;
  let minute = b.minute - a.minute;
  let seconds = b.second - a.second;
  if (seconds < 0) {
    seconds += 60;
    minute--;
  }
  if (minute < 0) {
    minute += 60;
    hour--;
  }
  if (hour < 0) {
    hour += 24;
    day--;
  }
  if (day < 0) {
    // The days of the month in which the period began.
    day += new Date(Date.UTC(a.year, a.month, 0)).getUTCDate();
    month--;
  }
  if (month < 0) {
    month += 12;
    year--;
  }
  return [year, month, day, hour, minute, seconds];
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['time.now_ns', (_args, { now }) => integerValue(now())],
  [
    'time.parse_ns',
    (args) => {
      const layout = stringOperand(args, 0);
      return inRange(parseTime(LAYOUTS.get(layout) ?? layout, stringOperand(args, 1)));
    },
  ],
  [
    'time.parse_rfc3339_ns',
    (args) => inRange(parseTime('2006-01-02T15:04:05Z07:00', stringOperand(args, 0))),
  ],
  ['time.parse_duration_ns', (args) => integerValue(parseDuration(stringOperand(args, 0)))],
  ['time.format', format],
  [
    'time.date',
    (args) => {
      const { year, month, day } = civilOperand(args, 0);
      return [year, month, day];
    },
  ],
  [
    'time.clock',
    (args) => {
      const { hour, minute, second } = civilOperand(args, 0);
      return [hour, minute, second];
    },
  ],
  [
    'time.weekday',
    (args) => {
      const { year, month, day } = civilOperand(args, 0);
      return WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
    },
  ],
  ['time.add_date', addDate],
  ['time.diff', diff],
]);
