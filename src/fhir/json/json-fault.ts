import { FhirError, type TextPosition } from '../errors/fhir-error';
import { say, type Text } from '../messages';
import { positionAt } from './text-position';

/** The hint for a body that is not a resource. */
export const SEND_RESOURCE = say`Send a FHIR resource: {"resourceType": "…", …}.`;

/** A mistake in a JSON text, before the parser adds its path in the resource. Used only within `src/fhir/json`. */
export class JsonFault extends Error {
  constructor(
    /** Offset in the text, in UTF-16 units; the text's length when something is missing at the end. */
    readonly offset: number,
    readonly text: Text,
    readonly hint: Text,
  ) {
    super(String(text));
    this.name = 'JsonFault';
  }
}

/** The fault as an error for the client. */
export function faultError(fault: JsonFault, source: string, expression: string): FhirError {
  return jsonError(fault.text, fault.hint, { expression, position: positionAt(source, fault.offset) });
}

/** The error for every fault in a JSON body: 400, one issue with code `structure`. */
export function jsonError(
  text: Text,
  hint: Text,
  place: { readonly expression?: string; readonly position?: TextPosition },
): FhirError {
  return new FhirError('invalid-request', text, [{ code: 'structure', text, hint, ...place }]);
}
