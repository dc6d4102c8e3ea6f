import type { EntryOf, IndexEntry } from '../ports/index-change';
import type { DateValue, EntryClause, QuantityValue } from '../ports/search';
import { squareBetween, squareOf } from './sphere';

type TextMatch = Extract<EntryClause, { kind: 'string' }>['match'];

/** Whether an entry matches a clause. @param entry one with the code of the clause */
export function entryFits(clause: EntryClause, entry: IndexEntry): boolean {
  if (clause.kind === 'missing') return entry.kind === clause.of;
  if (clause.kind === 'unlike') return entry.kind === clause.clause.kind && !entryFits(clause.clause, entry);
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
      return uriFits((entry as EntryOf<'uri'>).uri, clause.values, clause.below);
    case 'position':
      return clause.values.some(
        (value) => squareBetween(entry as EntryOf<'position'>, value) <= squareOf(value.radius),
      );
    case 'words':
      return clause.values.some((value) => (entry as EntryOf<'words'>).words.startsWith(value));
  }
}

function textFits({ text, folded }: EntryOf<'string'>, match: TextMatch, value: string): boolean {
  if (match === 'exact') return text === value;
  if (match === 'equals') return folded === value;
  return match === 'starts' ? folded.startsWith(value) : folded.includes(value);
}

function uriFits(uri: string, values: readonly string[], below = false): boolean {
  return values.includes(uri) || (below && values.some((value) => uri.startsWith(`${value}/`)));
}

interface Span {
  readonly low: number;
  readonly high: number;
}

/** @see https://hl7.org/fhir/R4/search.html#prefix */
export function spanFits({ low, high }: Span, asked: DateValue): boolean {
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
