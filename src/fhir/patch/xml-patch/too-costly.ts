import { FhirError } from '../../errors/fhir-error';
import { isJsonObject, type JsonValue } from '../../json/json-value';
import { say } from '../../messages';
import { inapplicable } from '../patch-fault';
import type { XmlPatchLimits } from './xml-patch-options';

export function patchTooLong(characters: number): FhirError {
  const text = say`The XML Patch is longer than ${characters} characters.`;
  return new FhirError('too-large', text, [
    { code: 'too-costly', text, hint: say`Send less at once.`, expression: 'diff' },
  ]);
}

type Size = Pick<XmlPatchLimits, 'elements' | 'characters'>;

/** @throws FhirError `unprocessable` (422, `too-costly`) when the resource is too large for an XML Patch */
export function refuseLarge(resource: JsonValue, limits: Size): void {
  if (hasRoom(resource, { ...limits })) return;
  throw resourceTooLarge(limits);
}

export function resourceTooLarge({ elements, characters }: Size): FhirError {
  return inapplicable({
    code: 'too-costly',
    text: say`The resource is too large for an XML Patch: it has more than ${elements} elements, or ${characters} characters.`,
    hint: say`Send a JSON Patch, or a FHIRPath Patch.`,
    expression: 'diff',
  });
}

/** @param left what remains of the limits; decremented */
function hasRoom(value: JsonValue | undefined, left: { elements: number; characters: number }): boolean {
  if (typeof value === 'string') left.characters -= value.length;
  if (Array.isArray(value)) return value.every((item) => hasRoom(item, left));
  left.elements -= 1;
  if (left.elements < 0 || left.characters < 0) return false;
  if (!isJsonObject(value)) return true;
  for (const name in value) if (!hasRoom(value[name], left)) return false;
  return true;
}
