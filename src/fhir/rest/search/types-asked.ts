import { FhirError } from '../../errors/fhir-error';
import { say } from '../../messages';
import { nearest } from '../../model/nearest';
import type { Parameters } from '../request-parameters';

export const TYPE = '_type';

/**
 * The types of a system-level search: those of `_type` without duplicates, in the order in which they are served.
 * @param served the searchable types
 * @throws FhirError `invalid-request` for a type that cannot be searched
 * @see https://hl7.org/fhir/R4/search.html#type
 */
export function typesAsked({ [TYPE]: value }: Parameters, served: readonly string[]): readonly string[] {
  const named = [value ?? []].flat().flatMap((each) => (each === '' ? [] : each.split(',')));
  if (named.length === 0) return served;
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
