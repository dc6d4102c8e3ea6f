import type { HistoryTimes, StoredVersion } from './versions';

type Told = Pick<StoredVersion, 'lastUpdated' | 'json'>;

/**
 * Whether a version belongs to a history of these times.
 * @param after the version that came next of its resource; undefined: it is the current one
 */
export function isOfTimes(version: Told, after: Told | undefined, { since, at }: HistoryTimes): boolean {
  if (since && version.lastUpdated < since) return false;
  if (!at) return true;
  const { from, until } = at;
  if (version.lastUpdated > until) return false;
  return version.json === null ? version.lastUpdated >= from : !after || after.lastUpdated > from;
}
