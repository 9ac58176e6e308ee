/** Times in records: an RFC 3339 time, or a date, which means the end of that day in UTC. */

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/** One day, in milliseconds. */
export const DAY = 86_400_000;

/** Milliseconds since the epoch; undefined for what is neither a date nor an RFC 3339 time. */
export function endOf(text: string): number | undefined {
  return instant(text, 'T23:59:59.999Z');
}

/** As `endOf`, but a date means the beginning of its day: from when something counts. */
export function startOf(text: string): number | undefined {
  return instant(text, 'T00:00:00.000Z');
}

function instant(text: string, timeOfDay: string): number | undefined {
  const match = DATE.exec(text) ?? TIME.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0'] = match;
  // Date.parse rolls 30 February over into March: a day that does not exist is an error here.
  const midnight = new Date(0);
  midnight.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (midnight.getUTCMonth() !== Number(month) - 1 || midnight.getUTCDate() !== Number(day)) {
    return undefined;
  }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const parsed = Date.parse(DATE.test(text) ? text + timeOfDay : text.toUpperCase());
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** A time as it stands in verdicts: UTC, without a fraction. */
export function formatTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
