import type { JsonObject } from '../json';
import type { IndexEntry } from '../ports/index-change';
import { isAbsence, isOwnClause, type EntryClause, type SearchClause } from '../ports/search';
import { nameOf } from '../ports/versions';
import { alternativesOf } from './criteria/limits';
import { entryFits } from './entry-fits';
import type { Parameters } from './parameters';
import { meansOf, type SearchableType } from './searchable';

/** The parts of a resource that match a criterion, for people. */
export interface Matched {
  /** The criterion's name as sent, including its modifier. */
  readonly name: string;
  /** Some of the matching values, as they appear in the resource or the index, without duplicates. */
  readonly values: readonly string[];
}

/** Maximum number of values per criterion. */
const MOST_VALUES = 3;

/**
 * Finds the parts of a resource that match the criteria about the resource itself. Criteria about other resources or
 * missing values, and invalid ones, are ignored.
 * @param baseUrl base URL of this server, without a trailing slash
 */
export function matchedBy(
  searchable: SearchableType,
  parameters: Parameters,
  baseUrl: string,
): (resource: Readonly<JsonObject>) => readonly Matched[] {
  const criteria = Object.entries(parameters).flatMap(([name, given]) => {
    const clauses = [given].flat().flatMap((value) => clausesOf(searchable, name, value, baseUrl));
    const codes = new Set(clauses.map(({ code }) => code));
    const sources = searchable.indexed.filter((each) => each.codes.some((code) => codes.has(code)));
    return sources.length > 0 ? [{ name, clauses, sources }] : [];
  });
  return (resource) =>
    criteria.flatMap(({ name, clauses, sources }) => {
      const entries = sources.flatMap((source) => source.entries(resource, baseUrl));
      const fitting = entries.filter((entry) =>
        clauses.some((clause) => clause.code === entry.code && entryFits(clause, entry)),
      );
      const values = [...new Set(fitting.flatMap((entry) => textOf(entry) ?? []))].slice(0, MOST_VALUES);
      return values.length > 0 ? [{ name, values }] : [];
    });
}

function clausesOf(searchable: SearchableType, name: string, value: string, baseUrl: string): readonly EntryClause[] {
  const [code = '', modifier, ...more] = name.split(':');
  const parameter = searchable.parameters.find((each) => each.code === code);
  if (!parameter || more.length > 0 || value === '') return [];
  try {
    const asked = { alternatives: alternativesOf(name, value), baseUrl, ...meansOf(searchable) };
    return leavesOf(parameter.clause({ ...asked, ...(modifier !== undefined && { modifier }) }));
  } catch {
    return [];
  }
}

function leavesOf(clause: SearchClause): readonly EntryClause[] {
  if (clause.kind === 'any' || clause.kind === 'all' || clause.kind === 'together')
    return clause.clauses.flatMap(leavesOf);
  if (!isOwnClause(clause) || clause.kind === 'id' || clause.kind === 'lastUpdated') return [];
  return isAbsence(clause) ? [] : [clause];
}

/** Undefined for values that mean nothing to people. */
function textOf(entry: IndexEntry): string | undefined {
  switch (entry.kind) {
    case 'token':
      return entry.value;
    case 'string':
      return entry.text;
    case 'reference':
      return nameOf(entry);
    case 'date':
      return span(dayOf(entry.low), dayOf(entry.high));
    case 'quantity':
      return `${span(String(entry.low), String(entry.high))} ${entry.unit}`.trimEnd();
    case 'uri':
      return entry.uri;
    case 'words':
      return entry.words;
    case 'position':
      return undefined;
  }
}

function span(low: string, high: string): string {
  return low === high ? low : `${low} – ${high}`;
}

/** An open end is shown as an ellipsis. */
function dayOf(instant: number): string {
  const date = new Date(instant);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString().slice(0, 10) : '…';
}
