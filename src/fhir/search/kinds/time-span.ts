/** A span of time, both ends included: milliseconds since 1970, UTC. */
export interface TimeSpan {
  readonly low: number;
  readonly high: number;
}

/** Bounds of open intervals: the range of JavaScript dates. */
export const BEGINNING = -8_640_000_000_000_000;
export const END = 8_640_000_000_000_000;

/** The offset sign may be a space, which a plus sign becomes if it is not escaped in a URL. */
const FORM =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,12}))?)?(?:(Z)|([+\- ])(\d\d):(\d\d))?)?)?)?$/;

const MINUTE = 60_000;

/**
 * The interval of a date, dateTime or instant: `2026-02` is the whole month. Without a time zone, UTC applies.
 * @returns undefined for a text that is not a date, or not in the calendar
 */
export function timeSpan(text: string): TimeSpan | undefined {
  const [, year, month, day, hour, minute, second, fraction, , sign, zoneHour, zoneMinute] = FORM.exec(text) ?? [];
  if (year === undefined) return undefined;
  const [m, d] = [Number(month ?? 1), Number(day ?? 1)];
  if (m < 1 || m > 12 || d < 1 || d > daysOf(Number(year), m)) return undefined;
  const date = dayOf(Number(year), m, d);
  if (month === undefined) return { low: date, high: dayOf(Number(year) + 1, 1, 1) - 1 };
  if (day === undefined) return { low: date, high: dayOf(Number(year), m + 1, 1) - 1 };
  if (hour === undefined) return { low: date, high: date + 24 * 60 * MINUTE - 1 };
  const isTime = Number(hour) <= 23 && Number(minute) <= 59 && Number(second ?? 0) <= 60;
  if (!isTime || Number(zoneHour ?? 0) > 14 || Number(zoneMinute ?? 0) > 59) return undefined;
  const ahead = (sign === '-' ? -1 : 1) * (Number(zoneHour ?? 0) * 60 + Number(zoneMinute ?? 0));
  const low = date + (Number(hour) * 60 + Number(minute) - ahead) * MINUTE + Number(second ?? 0) * 1_000;
  if (second === undefined) return { low, high: low + MINUTE - 1 };
  const digits = (fraction ?? '').slice(0, 3);
  const start = low + Number(digits.padEnd(3, '0'));
  return { low: start, high: start + 10 ** (3 - digits.length) - 1 };
}

function dayOf(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

function daysOf(year: number, month: number): number {
  return new Date(dayOf(year, month + 1, 0)).getUTCDate();
}
