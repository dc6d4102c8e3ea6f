import type { JsonObject } from '../json';
import type { EntryOf, IndexEntry } from '../ports/index-change';
import type { DateValue, QuantityValue, SearchClause } from '../ports/search';
import type { SearchableType } from './searchable';
import { squareBetween, squareOf } from './sphere';

/** What clauses are asked about. */
export interface Candidate {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly lastUpdated: number;
  readonly entries: Iterable<IndexEntry>;
}

/** Whether a resource is what a search by a clause finds, by its entries: what all stores must agree with. */
export function clauseFits(clause: SearchClause, { id, lastUpdated, entries }: Candidate): boolean {
  if (clause.kind === 'id') return clause.ids.includes(id);
  if (clause.kind === 'lastUpdated') {
    return clause.values.some((value) => spanFits({ low: lastUpdated, high: lastUpdated }, value));
  }
  const isAny = some(entries, (entry) => entry.code === clause.code && entryFits(clause, entry));
  if (clause.kind === 'missing') return isAny !== clause.missing;
  return clause.kind === 'token' && clause.not ? !isAny : isAny;
}

/**
 * Whether a resource fits all clauses: for what was found a moment ago, and may have changed.
 * @param lastUpdated milliseconds since 1970
 */
export function fits(
  resource: Readonly<JsonObject>,
  clauses: readonly SearchClause[],
  { indexed }: SearchableType,
  baseUrl: string | undefined,
): boolean {
  const codes = new Set(clauses.flatMap((clause) => ('code' in clause ? [clause.code] : [])));
  const entries = indexed.filter(({ code }) => codes.has(code)).flatMap((each) => each.entries(resource, baseUrl));
  const { id, meta } = resource as { id?: string; meta?: { lastUpdated?: string } };
  const candidate = { id: id ?? '', lastUpdated: Date.parse(meta?.lastUpdated ?? ''), entries };
  return clauses.every((clause) => clauseFits(clause, candidate));
}

type OfEntries = Exclude<SearchClause, { kind: 'id' | 'lastUpdated' }>;

function entryFits(clause: OfEntries, entry: IndexEntry): boolean {
  if (clause.kind === 'missing') return entry.kind === clause.of;
  if (clause.kind !== entry.kind) return false;
  switch (clause.kind) {
    case 'token': {
      const { system, value } = entry as EntryOf<'token'>;
      return clause.values.some((one) => one.value === value && (one.system ?? system) === system);
    }
    case 'string':
      return clause.values.some((value) => textFits(entry as EntryOf<'string'>, clause.match, value));
    case 'reference': {
      const { type, id } = entry as EntryOf<'reference'>;
      return clause.values.some((one) => one.id === id && (one.type ?? type) === type);
    }
    case 'date':
      return clause.values.some((value) => spanFits(entry as EntryOf<'date'>, value));
    case 'quantity':
      return clause.values.some((value) => quantityFits(entry as EntryOf<'quantity'>, value));
    case 'uri':
      return clause.values.includes((entry as EntryOf<'uri'>).uri);
    case 'position':
      return clause.values.some(
        (value) => squareBetween(entry as EntryOf<'position'>, value) <= squareOf(value.radius),
      );
    case 'words':
      return clause.values.some((value) => (entry as EntryOf<'words'>).words.startsWith(value));
  }
}

function textFits({ text, folded }: EntryOf<'string'>, match: 'starts' | 'contains' | 'exact', value: string): boolean {
  if (match === 'exact') return text === value;
  return match === 'starts' ? folded.startsWith(value) : folded.includes(value);
}

interface Span {
  readonly low: number;
  readonly high: number;
}

/** @see https://hl7.org/fhir/R4/search.html#prefix */
function spanFits({ low, high }: Span, asked: DateValue): boolean {
  switch (asked.prefix) {
    case 'eq':
      return low >= asked.low && high <= asked.high;
    case 'ne':
      return low < asked.low || high > asked.high;
    case 'gt':
      return high > asked.high;
    case 'lt':
      return low < asked.low;
    case 'ge':
      return high > asked.high || low >= asked.low;
    case 'le':
      return low < asked.low || high <= asked.high;
    case 'sa':
      return low > asked.high;
    case 'eb':
      return high < asked.low;
    case 'ap':
      return low <= asked.high && high >= asked.low;
  }
}

function quantityFits(entry: EntryOf<'quantity'>, asked: QuantityValue): boolean {
  const { unit } = asked;
  if (unit && (unit.value !== entry.unit || (unit.system ?? entry.system) !== entry.system)) return false;
  const { low, high } = entry;
  switch (asked.prefix) {
    case 'eq':
      return low >= asked.low && high < asked.high;
    case 'ne':
      return low < asked.low || high >= asked.high;
    case 'gt':
      return high > asked.value;
    case 'lt':
      return low < asked.value;
    case 'ge':
      return high >= asked.value;
    case 'le':
      return low <= asked.value;
    case 'sa':
      return low > asked.value;
    case 'eb':
      return high < asked.value;
    case 'ap':
      return low <= asked.high && high >= asked.low;
  }
}

function some<T>(values: Iterable<T>, test: (value: T) => boolean): boolean {
  for (const value of values) if (test(value)) return true;
  return false;
}
