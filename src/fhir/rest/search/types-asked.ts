import { FhirError } from '../../errors/fhir-error';
import { say } from '../../messages';
import { nearest } from '../../model/nearest';
import type { Parameters } from '../request-parameters';

export const TYPE = '_type';

/**
 * The types of a system-level search: those of `_type` without duplicates, in the order in which they are served. When
 * none is named, those that the client may search; all of them if that leaves none, so that the search is refused.
 * @param served the searchable types
 * @param maySearch a type that is named is not asked about, because the client gets the refusal
 * @throws FhirError `invalid-request` for a type that cannot be searched
 * @see https://hl7.org/fhir/R4/search.html#type
 */
export function typesAsked(
  { [TYPE]: value }: Parameters,
  served: readonly string[],
  maySearch: (type: string) => boolean,
): readonly string[] {
  const named = [value ?? []].flat().flatMap((each) => (each === '' ? [] : each.split(',')));
  if (named.length === 0) {
    const left = served.filter(maySearch);
    return left.length > 0 ? left : served;
  }
  const unknown = named.find((each) => !served.includes(each));
  if (unknown !== undefined) {
    const meant = nearest(unknown, served);
    const shown = unknown.slice(0, 80) || '""';
    const text = meant
      ? say`${shown} cannot be searched here; did you mean ${meant}?`
      : say`${shown} cannot be searched here`;
    const hint = say`Types that can be searched: ${served.join(', ')}.`;
    throw new FhirError('invalid-request', text, [{ code: 'value', text, hint, expression: `http.${TYPE}` }]);
  }
  return served.filter((type) => named.includes(type));
}
