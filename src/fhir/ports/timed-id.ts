import { randomFillSync } from 'node:crypto';

/** Random bytes are drawn for this many ids at a time, because a call costs more than making an id. */
const IDS_AT_ONCE = 256;
const BYTES = 10;

const pool = Buffer.alloc(IDS_AT_ONCE * BYTES);
let at = pool.length;

/** A UUID of version 7. Ids sort by time, to the millisecond. */
export function timedId(instant: number): string {
  if (at === pool.length) {
    randomFillSync(pool);
    at = 0;
  }
  const random = pool.toString('hex', at, at + BYTES);
  const variant = '89ab'[pool[at]! & 3]!;
  at += BYTES;
  return `${startOfTimedId(instant)}-7${random.slice(1, 4)}-${variant}${random.slice(5, 8)}-${random.slice(8)}`;
}

/** The instant of an id made by `timedId`, milliseconds since 1970; undefined for any other id. */
export function instantOf(id: string): number | undefined {
  const [, high, low] = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.exec(id) ?? [];
  return high === undefined ? undefined : Number.parseInt(`${high}${low}`, 16);
}

/**
 * The prefix of all ids made at an instant.
 * @param instant milliseconds since 1970
 */
export function startOfTimedId(instant: number): string {
  const time = instant.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}
