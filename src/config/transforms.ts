import { Transform } from 'class-transformer';

/**
 * These read the text of an environment variable. Text that cannot be parsed is left unchanged, so that validation can
 * refuse it and name the setting.
 */
export const number = () =>
  Transform(({ value }) => (/^\d+$/.test(String(value)) ? Number(value) : (value as unknown)));

export const flag = () => Transform(({ value }) => ({ true: true, false: false })[String(value)] ?? (value as unknown));

const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

/** A size such as `500kb` or `2mb`, in bytes. */
export const bytes = () =>
  Transform(({ value }) => {
    const [, amount, unit] = /^(\d+)\s*([a-z]*)$/i.exec(String(value)) ?? [];
    const factor = UNITS[unit?.toLowerCase() ?? '?'];
    return factor === undefined ? (value as unknown) : Number(amount) * factor;
  });

/** A comma-separated list. */
export const list = () =>
  Transform(({ value }) =>
    typeof value === 'string' ? value.split(',').map((entry) => entry.trim()) : (value as unknown),
  );
