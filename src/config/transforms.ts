import { Read } from './checks';

/**
 * These read the text of an environment variable. Text that cannot be parsed is left unchanged, so that validation can
 * refuse it and name the setting.
 */
export const number = () => Read((value) => (/^\d+$/.test(String(value)) ? Number(value) : value));

export const flag = () => Read((value) => ({ true: true, false: false })[String(value)] ?? value);

const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

/** A size such as `500kb` or `2mb`, in bytes. */
export const bytes = () =>
  Read((value) => {
    const [, amount, unit] = /^(\d+)\s*([a-z]*)$/i.exec(String(value)) ?? [];
    const factor = UNITS[unit?.toLowerCase() ?? '?'];
    return factor === undefined ? value : Number(amount) * factor;
  });

/** A comma-separated list. */
export const list = () =>
  Read((value) => (typeof value === 'string' ? value.split(',').map((entry) => entry.trim()) : value));
