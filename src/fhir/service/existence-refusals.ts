import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';

export function notFound(type: string, id: string): FhirError {
  return new FhirError('not-found', say`${type}/${id} is not known here`);
}

export function gone(type: string, id: string): FhirError {
  return new FhirError('gone', say`${type}/${id} was deleted`);
}

/** The version exists, but as a deletion it has no content. */
export function goneByVersion(type: string, id: string, versionId: string): FhirError {
  const text = say`Version ${versionId} of ${type}/${id} is its deletion`;
  return new FhirError('gone', text, [{ text, hint: say`Read the version before it, or the history.` }]);
}

/**
 * The resource was deleted, and this server does not restore deleted resources by PUT.
 * @param address URL of the type
 */
export function goneForGood(type: string, id: string, address: string): FhirError {
  const text = say`${type}/${id} was deleted, and a PUT cannot restore it, because this server assigns the ids itself`;
  const hint = say`Create it again, under another id: POST ${address}. Its versions are still in its history.`;
  return new FhirError('gone', text, [{ text, hint }]);
}

/** @param address URL of the type */
export function noUpdateCreate(type: string, id: string, address: string): FhirError {
  const text = say`${type}/${id} does not exist, and this server assigns the ids itself`;
  const hint = say`Create it: POST ${address}`;
  return new FhirError('method-not-allowed', text, [{ text, hint }]);
}

/** @param criteria as text */
export function noMatch(
  type: string,
  criteria: string,
  kind: 'not-found' | 'version-conflict' = 'not-found',
): FhirError {
  const text = say`No ${type} matches ${criteria}`;
  return new FhirError(kind, text, [{ code: 'not-found', text, expression: type }]);
}

/** @param criteria as text */
export function severalMatches(type: string, criteria: string): FhirError {
  const text = say`Several resources of type ${type} match ${criteria}, but only one may`;
  const hint = say`Write criteria that only one of them matches, such as an identifier with its system, or name the resource by its id.`;
  return new FhirError('version-conflict', text, [{ code: 'multiple-matches', text, hint, expression: type }]);
}

/** @param criteria as text, about other resources */
export function matchesUnknown(type: string, criteria: string): FhirError {
  const text = say`Which ${type} matches ${criteria} depends on resources that the same transaction writes, and could not be determined`;
  const hint = say`Write them in an earlier request, or name the resource by its id, or by the fullUrl of its entry.`;
  return new FhirError('version-conflict', text, [{ code: 'not-supported', text, hint, expression: type }]);
}

/** @param criteria as text */
export function tooManyMatches(type: string, most: number, criteria: string): FhirError {
  const text = say`More than ${most} resources of type ${type} match ${criteria}, too many to delete at once`;
  const hint = say`Nothing was deleted. Ask for less at once.`;
  return new FhirError('version-conflict', text, [{ code: 'multiple-matches', text, hint, expression: type }]);
}
