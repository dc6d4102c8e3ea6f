import type { IndexEntry } from '../ports/index-change';

/**
 * Different for different entries. What stands in resources may contain any separator: of two texts the first comes with its
 * length. Codes have no spaces.
 */
export function entryKey(entry: IndexEntry): string {
  return `${entry.kind} ${entry.code} ${entry.record ?? 0} ${entry.label ?? 0} ${valuesOf(entry)}`;
}

/** What the entry says, without kind, code, record and label: alike for the same entries, and for others perhaps. */
export function valuesOf(entry: IndexEntry): string {
  switch (entry.kind) {
    case 'token':
      return `${entry.system.length} ${entry.system}${entry.value}`;
    case 'string':
      return entry.text;
    case 'reference':
      return `${entry.type}/${entry.id}`;
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
