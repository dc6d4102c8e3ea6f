import type { IndexEntry } from '../ports/index-change';

/** Different for different entries: as JSON, since what stands in resources may contain any separator. */
export function entryKey(entry: IndexEntry): string {
  return JSON.stringify([entry.kind, entry.code, entry.record ?? 0, ...valuesOf(entry)]);
}

function valuesOf(entry: IndexEntry): readonly (string | number)[] {
  switch (entry.kind) {
    case 'token':
      return [entry.system, entry.value];
    case 'string':
      return [entry.text];
    case 'reference':
      return [entry.type, entry.id];
    case 'date':
      return [entry.low, entry.high];
    case 'quantity':
      return [entry.low, entry.high, entry.system, entry.unit];
    case 'uri':
      return [entry.uri];
    case 'position':
      return [entry.latitude, entry.longitude];
    case 'words':
      return [entry.words];
  }
}
