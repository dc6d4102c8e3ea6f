import { createHash } from 'node:crypto';
import type { IssueDetail } from '../../errors/fhir-error';
import { operationOutcome } from '../../errors/operation-outcome';
import type { Language } from '../../messages';
import type { AppliedRule } from '../../patch/patch-dialect';
import { bundleEntry, bundleText } from '../bundle';
import type { LongText, TextPiece } from '../long-text';

/** A resource found by a search: its URL, and its JSON text as the client may see it, or the UTF-8 of it. */
export interface Match {
  readonly fullUrl: string;
  readonly json: TextPiece;
  /** Distance from the searched place, kilometres; absent when the search is not about places. */
  readonly distance?: number | undefined;
}

export interface Searchset {
  /** Total number of matches; absent when it was not counted. */
  readonly total?: number | undefined;
  readonly links: Readonly<Record<string, string>>;
  readonly matches: readonly Match[];
  /** Included resources. */
  readonly included?: readonly Match[];
  /** Notes on how the search was understood or limited. */
  readonly warnings?: readonly IssueDetail[];
  /** Lenient rules that were applied; reported in a header. */
  readonly applied?: readonly AppliedRule[];
}

/**
 * The result of a search as FHIR JSON text. Stored resources are inserted without parsing them.
 * @param language language of the warnings
 * @see https://hl7.org/fhir/R4/http.html#search
 */
export function searchsetBundle(
  { total, links, matches, included = [], warnings = [] }: Searchset,
  language: Language,
): LongText {
  const entries = (all: readonly Match[], mode: 'match' | 'include') => all.map((match) => entryOf(match, mode));
  const told = warnings.length > 0 ? [outcomeEntry(warnings, language)] : [];
  return bundleText({ type: 'searchset', ...(total !== undefined && { total }), links }, [
    ...entries(matches, 'match'),
    ...entries(included, 'include'),
    ...told,
  ]);
}

/** In pieces: joined to another text, that of the resource would be copied. */
function entryOf({ fullUrl, json, distance }: Match, mode: 'match' | 'include'): readonly TextPiece[] {
  const extension = distance === undefined ? '' : `"extension":${JSON.stringify([distanceExtension(distance)])},`;
  return [`{"fullUrl":${JSON.stringify(fullUrl)},"search":{${extension}"mode":"${mode}"},"resource":`, json, '}'];
}

/** @see http://hl7.org/fhir/StructureDefinition/location-distance */
function distanceExtension(value: number) {
  const valueDistance = { value, unit: 'km', system: 'http://unitsofmeasure.org', code: 'km' };
  return { url: 'http://hl7.org/fhir/StructureDefinition/location-distance', valueDistance };
}

/** Each entry of a searchset has a `fullUrl`: https://hl7.org/fhir/R4/bundle-definitions.html#Bundle.entry.fullUrl */
function outcomeEntry(warnings: readonly IssueDetail[], language: Language): string {
  const outcome = JSON.stringify(operationOutcome(warnings, language));
  return bundleEntry({ fullUrl: `urn:uuid:${uuidOf(outcome)}`, search: { mode: 'outcome' } }, outcome);
}

/** The same for the same text. @see https://www.rfc-editor.org/rfc/rfc9562#section-5.8 */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
