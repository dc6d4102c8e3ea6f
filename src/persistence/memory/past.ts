import { type HistoryPlace, type HistoryTimes, isOfTimes, type StoredVersion } from '../../fhir';

/**
 * The versions that a history shows of a resource.
 * @param versions all of them, oldest first
 */
export function ofTimes(versions: readonly StoredVersion[], times: HistoryTimes): readonly StoredVersion[] {
  return versions
    .map((version, index) =>
      isOverDeletion(version, versions[index - 1]) ? ({ ...version, overDeletion: true } as const) : version,
    )
    .filter((version, index) => isOfTimes(version, versions[index + 1], times));
}

function isOverDeletion({ interaction }: StoredVersion, before: StoredVersion | undefined): boolean {
  return interaction === 'update' && before?.interaction === 'delete';
}

/** A place without an id stands for all versions of its instant. */
export function compareTimes(
  one: Pick<StoredVersion, 'lastUpdated' | 'id'>,
  other: Pick<StoredVersion, 'lastUpdated' | 'id'> | HistoryPlace,
): number {
  const at = 'at' in other ? other.at : other.lastUpdated;
  if (one.lastUpdated.getTime() !== at.getTime()) return one.lastUpdated < at ? -1 : 1;
  return other.id === undefined || other.id === one.id ? 0 : one.id < other.id ? -1 : 1;
}
