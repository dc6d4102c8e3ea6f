import type { HistoryTimes, StoredVersion } from './versions';

type Told = Pick<StoredVersion, 'lastUpdated' | 'json'>;

/**
 * Whether a version belongs to a history limited to these times.
 * @param after the next version of the same resource; undefined when this one is current
 */
export function isOfTimes(version: Told, after: Told | undefined, { since, at }: HistoryTimes): boolean {
  if (since && version.lastUpdated < since) return false;
  if (!at) return true;
  const { from, until } = at;
  if (version.lastUpdated > until) return false;
  return version.json === null ? version.lastUpdated >= from : !after || after.lastUpdated > from;
}
