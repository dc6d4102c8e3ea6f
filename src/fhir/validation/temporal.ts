import type { JsonValue } from '../json/json-value';

const YEAR = '(?!0000)\\d{4}';
const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12]\\d|3[01])';
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?';
const ZONE = '(?:Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00))';

const FORMS = {
  date: new RegExp(`^${YEAR}(?:-${MONTH}(?:-${DAY})?)?$`),
  dateTime: new RegExp(`^${YEAR}(?:-${MONTH}(?:-${DAY}(?:T${TIME}${ZONE})?)?)?$`),
  instant: new RegExp(`^${YEAR}-${MONTH}-${DAY}T${TIME}${ZONE}$`),
  time: new RegExp(`^${TIME}$`),
};

/** True when a text has the syntax of its type (R4 datatypes.html#dateTime) and its day exists. */
export function isTemporal(type: keyof typeof FORMS, text: string): boolean {
  return FORMS[type].test(text) && (type === 'time' || isCalendarDay(text));
}

/** False for 30 February, for example; true for texts without a day. */
export function isCalendarDay(text: string): boolean {
  if (text.length < 10) return true;
  const day = Number(text.slice(8, 10));
  if (day <= 28) return true;
  return day <= new Date(Date.UTC(2000 + (Number(text.slice(0, 4)) % 400), Number(text.slice(5, 7)), 0)).getUTCDate();
}

/**
 * True when two dateTimes are certainly in the wrong order. A partial date stands for its whole period, so `2024-05` to
 * `2024` is accepted. False when either is not a dateTime.
 */
export function isAfter(start: JsonValue | undefined, end: JsonValue | undefined): boolean {
  if (typeof start !== 'string' || typeof end !== 'string') return false;
  if (!isTemporal('dateTime', start) || !isTemporal('dateTime', end)) return false;
  if (start.length > 10 && end.length > 10) return momentOf(start) > momentOf(end);
  const shared = Math.min(start.length, end.length, 10);
  return start.slice(0, shared) > end.slice(0, shared);
}

/** Milliseconds of an instant; a leap second counts as the following second. */
function momentOf(text: string): number {
  const leap = text.slice(17, 19) === '60';
  return Date.parse(leap ? `${text.slice(0, 17)}59${text.slice(19)}` : text) + (leap ? 1000 : 0);
}
