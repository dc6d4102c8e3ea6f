import { FhirError } from '../errors/fhir-error';
import { findReferences } from '../integrity/find-references';
import { refuseTooManyValues, type JsonObject } from '../json';
import { say, type Text } from '../messages';

/** References of one resource, those in its extensions and contained resources among them: each may be a row of an index. */
export const MOST_REFERENCES = 2_000;

/** @throws FhirError `unprocessable` (422, `too-costly`) for a resource that would take too many rows of an index */
export function assertIndexable(resource: Readonly<JsonObject>): void {
  const type = resource['resourceType'] as string;
  if (findReferences(resource).length > MOST_REFERENCES) {
    throw tooMany(say`The resource holds more than ${MOST_REFERENCES} references`, type);
  }
}

/** Characters of a stored resource that patches may grow it to; a body has a limit of its own. */
const MOST_CHARACTERS = 4 * 1024 ** 2;

/** @throws FhirError for what a patch has made so large that no body could be */
export function assertStorable(json: string): void {
  if (json.length > MOST_CHARACTERS) {
    throw tooMany(say`The patch makes the resource longer than ${MOST_CHARACTERS} characters`, '$this');
  }
  refuseTooManyValues(json);
}

function tooMany(text: Text, expression: string): FhirError {
  const hint = say`Send less, or spread it over several resources.`;
  return new FhirError('unprocessable', text, [{ code: 'too-costly', text, hint, expression }]);
}
