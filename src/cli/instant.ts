import { UsageError } from './command';
import { say } from './messages';

const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/**
 * Parses a day, which begins at midnight UTC, or an instant with its time zone, to milliseconds since 1970.
 * @param option the name of the option, for the message
 * @throws UsageError when it is neither
 */
export function instantOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new UsageError(say`${option} must be a date (2026-01-31) or an instant with a time zone (2026-01-31T10:00:00Z), not ${text}`);
} // prettier-ignore
