import { FhirError } from '../errors/fhir-error';
import { refuseTooManyValues } from '../json';
import { say } from '../messages';

/** Characters of a stored resource that patches may grow it to; a body has a limit of its own. */
const MOST_CHARACTERS = 4 * 1024 ** 2;

/** @throws FhirError for what a patch has made so large that no body could be */
export function assertStorable(json: string): void {
  if (json.length > MOST_CHARACTERS) {
    const text = say`The patch makes the resource longer than ${MOST_CHARACTERS} characters`;
    const hint = say`Send less, or spread it over several resources.`;
    throw new FhirError('unprocessable', text, [{ code: 'too-costly', text, hint, expression: '$this' }]);
  }
  refuseTooManyValues(json);
}
