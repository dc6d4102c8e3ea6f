/** A span of time, both ends included: milliseconds since 1970, UTC. */
export interface TimeSpan {
  readonly low: number;
  readonly high: number;
}

/** What is open at an end: no date of JavaScript is before or after. */
export const BEGINNING = -8_640_000_000_000_000;
export const END = 8_640_000_000_000_000;

/** A plus sign that was not escaped in a URL is a space. */
const FORM =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,12}))?)?(?:(Z)|([+\- ])(\d\d):(\d\d))?)?)?)?$/;

const MINUTE = 60_000;

/**
 * What a date, dateTime or instant covers: `2026-02` all of that month. What has no time zone is in UTC.
 * @returns undefined for what is no date, or not in the calendar
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
