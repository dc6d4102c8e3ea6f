import type { IssueDetail } from '../../errors/fhir-error';
import { operationOutcome } from '../../errors/operation-outcome';
import type { Language } from '../../messages';
import type { AppliedRule } from '../../patch/patch-dialect';
import { bundleEntry, bundleText } from '../bundle';

/** A resource that was found: where it can be read, and its JSON text as the client may see it. */
export interface Match {
  readonly fullUrl: string;
  readonly json: string;
  /** From where the search is near, kilometres; absent: there is none to tell. */
  readonly distance?: number | undefined;
}

export interface Searchset {
  /** How many there are in all, whatever the page; absent: nobody counted. */
  readonly total?: number | undefined;
  readonly links: Readonly<Record<string, string>>;
  readonly matches: readonly Match[];
  /** What comes with them. */
  readonly included?: readonly Match[];
  /** What a client should know of how it was understood. */
  readonly warnings?: readonly IssueDetail[];
  /** Leniencies in reading it, which a header names. */
  readonly applied?: readonly AppliedRule[];
}

/**
 * The result of a search as FHIR JSON text; stored resources are spliced in as they stand.
 * @param language of the warnings, if there are any
 * @see https://hl7.org/fhir/R4/http.html#search
 */
export function searchsetBundle(
  { total, links, matches, included = [], warnings = [] }: Searchset,
  language: Language,
): string {
  const entries = (all: readonly Match[], mode: 'match' | 'include'): string[] =>
    all.map((match) => entryOf(match, mode));
  const told = warnings.length > 0 ? [outcomeEntry(warnings, language)] : [];
  return bundleText({ type: 'searchset', ...(total !== undefined && { total }), links }, [
    ...entries(matches, 'match'),
    ...entries(included, 'include'),
    ...told,
  ]);
}

function entryOf({ fullUrl, json, distance }: Match, mode: 'match' | 'include'): string {
  const search = { ...(distance !== undefined && { extension: [distanceExtension(distance)] }), mode };
  return bundleEntry({ fullUrl, search }, json);
}

/** @see http://hl7.org/fhir/StructureDefinition/location-distance */
function distanceExtension(value: number) {
  const valueDistance = { value, unit: 'km', system: 'http://unitsofmeasure.org', code: 'km' };
  return { url: 'http://hl7.org/fhir/StructureDefinition/location-distance', valueDistance };
}

function outcomeEntry(warnings: readonly IssueDetail[], language: Language): string {
  return bundleEntry({ search: { mode: 'outcome' } }, JSON.stringify(operationOutcome(warnings, language)));
}
