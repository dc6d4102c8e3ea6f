import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { say } from '../messages';
import { isId } from '../model/logical-id';

/** @throws FhirError `invalid-request`. @see https://hl7.org/fhir/R4/datatypes.html#id */
export function requireId(id: string): void {
  if (isId(id)) return;
  const isStep = id === '.' || id === '..';
  const text = isStep
    ? say`${id} is a step of a path, and not a logical id`
    : say`${id.slice(0, 80)} is not a logical id`;
  const hint = say`An id is 1 to 64 letters, digits, dashes and dots.`;
  throw new FhirError('invalid-request', text, [{ code: 'value', text, hint }]);
}

/** The body has another type than the URL. */
export function wrongType(type: string, found: unknown): FhirError {
  const [text, hint] =
    found === undefined
      ? [say`The body has no resourceType`, say`Write "resourceType": "${type}".`]
      : [
          say`The body is of type ${JSON.stringify(found).slice(0, 80)}, not ${type}`,
          say`Send it to the address of its own type, or send a resource of type ${type}.`,
        ];
  return new FhirError('invalid-request', text, [{ text, hint, expression: 'resourceType', path: ['resourceType'] }]);
}

/** The body lacks elements that a read left out. @see https://hl7.org/fhir/R4/search.html#summary */
export function subsetted(type: string): FhirError {
  const text = say`The body is tagged SUBSETTED: it is incomplete, and storing it would erase the missing elements`;
  const hint = say`Read the resource without _summary and _elements, and send all of it, or send a PATCH.`;
  return new FhirError('unprocessable', text, [{ text, hint, expression: `${type}.meta.tag`, path: ['meta', 'tag'] }]);
}

/** The id of the body differs from that of the URL. @see https://hl7.org/fhir/R4/http.html#update */
export function wrongId(type: string, id: string, found: unknown): IssueDetail {
  const text = found === undefined ? say`The body has no id` : say`The id of the body is not that of the URL, ${id}`;
  return {
    severity: 'error',
    code: 'value',
    text,
    hint: say`Write "id": "${id}".`,
    expression: `${type}.id`,
    path: ['id'],
  };
}
