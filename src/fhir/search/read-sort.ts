import type { IssueDetail } from '../errors/fhir-error';
import { say, type Message } from '../messages';
import { nearest } from '../model/nearest';
import type { SearchSort } from '../ports/search';
import { wrongValue } from './search-value-error';
import type { Searchable } from './searchable';

/** Keys of one order. */
const MOST_KEYS = 4;
const LONGEST_NAME = 80;

export interface ReadSort {
  readonly sort: readonly SearchSort[];
  /** The keys as they were understood; empty: none was. */
  readonly used: string;
  /** One for each key that is none; whether that is an error is for the caller to say. */
  readonly unknown: readonly IssueDetail[];
}

/**
 * Reads `_sort=-name,_id`. A key that is there twice counts where it stands first.
 * @throws FhirError `invalid-request` for more keys than are sorted by
 * @see https://hl7.org/fhir/R4/search.html#sort
 */
export function readSort(searchable: Searchable<unknown>, value: string): ReadSort {
  const keys = new Map<string, SearchSort>();
  const unknown: IssueDetail[] = [];
  const written = value.split(',').filter((each) => each !== '');
  if (written.length > MOST_KEYS) {
    const text = say`_sort has ${written.length} keys, and may have ${MOST_KEYS}`;
    throw wrongValue('_sort', text, say`Leave out the last ones.`);
  }
  for (const each of written) {
    const descending = each.startsWith('-');
    const code = descending ? each.slice(1) : each;
    const of = searchable.parameters.find((parameter) => parameter.code === code)?.sort;
    if (of === undefined) unknown.push(notSorted(searchable, code));
    else if (!keys.has(code)) keys.set(code, { code, of, descending });
  }
  const sort = [...keys.values()];
  return { sort, used: sort.map(({ code, descending }) => `${descending ? '-' : ''}${code}`).join(), unknown };
}

/** What can be sorted by, as a sentence. */
function sortedBy({ type, parameters }: Searchable<unknown>): Message {
  const codes = parameters.filter(({ sort }) => sort !== undefined).map(({ code }) => code);
  if (codes.length === 0) return say`${type} cannot be sorted.`;
  return say`${type} can be sorted by ${codes.join(', ')}; a dash before one turns the order round.`;
}

function notSorted(searchable: Searchable<unknown>, code: string): IssueDetail {
  const shown = code.slice(0, LONGEST_NAME) || '""';
  const { type, parameters } = searchable;
  const known = parameters.filter(({ sort }) => sort !== undefined).map((each) => each.code);
  const meant = nearest(code, known);
  const text = meant
    ? say`${type} cannot be sorted by ${shown}; did you mean ${meant}?`
    : say`${type} cannot be sorted by ${shown}`;
  return { code: 'not-supported', text, hint: sortedBy(searchable), expression: 'http._sort' };
}
