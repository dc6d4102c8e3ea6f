import { FhirError } from '../errors/fhir-error';
import { refuseTooManyValues } from '../json';
import { say } from '../messages';

/** Maximum length of a resource after a patch, characters; request bodies have their own limit. */
const MOST_CHARACTERS = 4 * 1024 ** 2;

/** @throws FhirError when a patch has made the resource larger than a body could be */
export function assertStorable(json: string): void {
  if (json.length > MOST_CHARACTERS) {
    const text = say`The patch makes the resource longer than ${MOST_CHARACTERS} characters`;
    const hint = say`Send fewer, or distribute them over several resources.`;
    throw new FhirError('unprocessable', text, [{ code: 'too-costly', text, hint, expression: '$this' }]);
  }
  refuseTooManyValues(json);
}
