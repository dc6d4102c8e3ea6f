import type { IndexEntry } from '../ports/index-change';
import { nameOf } from '../ports/versions';

/**
 * A unique key of an entry. Values may contain any separator, so the first of two texts is preceded by its length.
 * Codes contain no spaces.
 */
export function entryKey(entry: IndexEntry): string {
  return `${entry.kind} ${entry.code} ${entry.record ?? 0} ${entry.label ?? 0} ${valuesOf(entry)}`;
}

/** Whether two entries have the same key. Costs less than the keys, which are long. */
export function isSameEntry(one: IndexEntry, other: IndexEntry): boolean {
  return (
    one === other ||
    (one.code === other.code &&
      (one.record ?? 0) === (other.record ?? 0) &&
      (one.label ?? 0) === (other.label ?? 0) &&
      hasSameValues(one, other))
  );
}

function hasSameValues(one: IndexEntry, other: IndexEntry): boolean {
  if (one.kind === 'token') return one.kind === other.kind && one.value === other.value && one.system === other.system;
  if (one.kind === 'string') return one.kind === other.kind && one.text === other.text;
  return one.kind === other.kind && valuesOf(one) === valuesOf(other);
}

/**
 * The values of an entry without kind, code, record and label. Equal for equal entries; different entries may share it.
 */
export function valuesOf(entry: IndexEntry): string {
  switch (entry.kind) {
    case 'token':
      return `${entry.system.length} ${entry.system}${entry.value}`;
    case 'string':
      return entry.text;
    case 'reference':
      return nameOf(entry);
    case 'date':
      return `${entry.low} ${entry.high}`;
    case 'quantity':
      return `${entry.low} ${entry.high} ${entry.system.length} ${entry.system}${entry.unit}`;
    case 'uri':
      return entry.uri;
    case 'position':
      return `${entry.latitude} ${entry.longitude}`;
    case 'words':
      return entry.words;
  }
}
