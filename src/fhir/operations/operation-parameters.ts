import { FhirError } from '../errors/fhir-error';
import { isJsonObject, type JsonObject } from '../json';
import { say } from '../messages';

const LONGEST_NAME = 80;

/**
 * The parameters of an operation that stand in a body, each with its place in the list.
 * @param known their names; those of `repeating` may be there several times
 * @throws FhirError `invalid-request` for a parameter that the operation has not, or that is there twice
 */
export function requireParameters(
  operation: string,
  { parameter }: Readonly<JsonObject>,
  known: readonly string[],
  repeating: readonly string[] = [],
): void {
  if (!Array.isArray(parameter)) return;
  const seen = new Set<string>();
  for (const [index, entry] of parameter.entries()) {
    const name = isJsonObject(entry) && typeof entry['name'] === 'string' ? entry['name'] : '""';
    const isTwice = seen.has(name) && !repeating.includes(name);
    if (known.includes(name) && !isTwice) {
      seen.add(name);
      continue;
    }
    const shown = name.slice(0, LONGEST_NAME);
    const text = isTwice ? say`${operation} has ${shown} twice` : say`${operation} has no parameter ${shown}`;
    const hint = say`Its parameters: ${known.join(', ')}.`;
    throw new FhirError('invalid-request', text, [
      { text, hint, expression: `Parameters.parameter[${index}].name`, path: ['parameter', index, 'name'] },
    ]);
  }
}
