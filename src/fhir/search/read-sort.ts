import type { IssueDetail } from '../errors/fhir-error';
import { say, type Message, type Text } from '../messages';
import { nearest } from '../model/nearest';
import { MOST_SORT_STEPS, type SearchSort } from '../ports/search';
import { targetsOf } from './criteria/path';
import { placeOf, shortened, UnknownName } from './criteria/refusals';
import { wrongValue } from './search-value-error';
import type { Searchable } from './searchable';

/** Maximum number of sort keys. */
const MOST_KEYS = 4;
const LONGEST_NAME = 80;

export interface ReadSort {
  readonly sort: readonly SearchSort[];
  /** The keys as understood; empty when none was. */
  readonly used: string;
  /** One issue per unknown key. The caller decides whether that is an error. */
  readonly unknown: readonly IssueDetail[];
}

/**
 * Parses `_sort=-name,organization.name,_id`. Of repeated keys, the first counts.
 * @throws FhirError `invalid-request` for too many keys
 * @see https://hl7.org/fhir/R4/search.html#sort
 */
export function readSort(searchable: Searchable<unknown>, value: string): ReadSort {
  const keys = new Map<string, SearchSort>();
  const unknown: IssueDetail[] = [];
  const written = value.split(',').filter((each) => each !== '');
  if (written.length > MOST_KEYS) {
    const text = say`_sort has ${written.length} keys; at most ${MOST_KEYS} are allowed`;
    throw wrongValue('_sort', text, say`Remove the last ones.`);
  }
  for (const each of written) {
    const descending = each.startsWith('-');
    const name = descending ? each.slice(1) : each;
    const key = keyOf(searchable, name);
    if (isIssue(key)) unknown.push(key);
    else if (!keys.has(name)) keys.set(name, { ...key, descending });
  }
  const used = [...keys].map(([name, { descending }]) => `${descending ? '-' : ''}${name}`).join();
  return { sort: [...keys.values()], used, unknown };
}

type Key = Omit<SearchSort, 'descending'>;

function isIssue(key: Key | IssueDetail): key is IssueDetail {
  return 'text' in key;
}

/** @param name `name`, or `organization.name` to sort by a referenced resource */
function keyOf(searchable: Searchable<unknown>, name: string): Key | IssueDetail {
  const dot = name.lastIndexOf('.');
  if (dot !== -1) return keyOver(searchable, name.slice(0, dot), name.slice(dot + 1), name);
  const of = searchable.parameters.find((parameter) => parameter.code === name)?.sort;
  return of === undefined ? notSorted(searchable, name) : { code: name, of };
}

function keyOver(searchable: Searchable<unknown>, over: string, code: string, name: string): Key | IssueDetail {
  const { type, sortedOver } = searchable;
  const refused = (text: Text, hint: Text): IssueDetail => ({
    code: 'not-supported',
    text,
    hint,
    expression: 'http._sort',
  });
  if (sortedOver !== true) {
    return refused(say`${type} cannot be sorted by the resources that it refers to`, sortedBy(searchable));
  }
  try {
    const [way, ...others] = targetsOf(searchable, over, (target) => sortedAt(target, code, name));
    if (!way || others.length > 0) {
      const text = say`${shortened(name)} can refer to resources of several types; sorting needs a single type`;
      return refused(text, say`Name the type, as in ${`${over}:${way?.end.type ?? 'Type'}.${code}`}.`);
    }
    const { steps, end } = way;
    const references = steps.flatMap((step) => (step.kind === 'refersTo' ? [{ code: step.code, type: step.type }] : []));
    if (references.length < steps.length || references.length > MOST_SORT_STEPS) {
      const text = say`${shortened(name)} does not follow one or two references`;
      return refused(text, say`Write _sort=reference.parameter, such as _sort=organization.name.`);
    }
    return { code, of: end.of, over: references };
  } catch (error) {
    if (!(error instanceof UnknownName)) throw error;
    return { ...error.issue, expression: 'http._sort' };
  }
} // prettier-ignore

/** @throws UnknownName */
function sortedAt(searchable: Searchable<unknown>, code: string, name: string): { of: Key['of']; type: string } {
  const of = searchable.parameters.find((parameter) => parameter.code === code)?.sort;
  if (of === undefined) throw new UnknownName({ ...notSorted(searchable, code), expression: placeOf(name) });
  return { of, type: searchable.type };
}

/** Lists the sort keys of a type, as a sentence. */
function sortedBy({ type, parameters }: Searchable<unknown>): Message {
  const codes = parameters.filter(({ sort }) => sort !== undefined).map(({ code }) => code);
  if (codes.length === 0) return say`${type} cannot be sorted.`;
  return say`${type} can be sorted by ${codes.join(', ')}; a dash before a key reverses the order.`;
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
