import type { JsonValue } from '../json';
import { fhirPathPatchAsks, fhirPathPatchSteps, jsonPatchAsks, type PatchOptions, xmlPatchAsks } from '../patch';
import { jsonPatchSteps } from '../patch/json-patch';
import { xmlPatchSteps } from '../patch/xml-patch';
import { inTurns } from '../service/pace';
import type { PatchFunction } from '../service/write-plan';

export function fhirPathPatch(parameters: JsonValue, options: PatchOptions): PatchFunction {
  return asking(
    (resource) => inTurns(fhirPathPatchSteps(resource, parameters, options)),
    () => fhirPathPatchAsks(parameters),
  );
}

export function jsonPatch(patch: JsonValue): PatchFunction {
  return asking(
    (resource) => inTurns(jsonPatchSteps(resource, patch)),
    () => jsonPatchAsks(patch),
  );
}

export function xmlPatch(text: string): PatchFunction {
  return asking(
    (resource) => inTurns(xmlPatchSteps(resource, text)),
    () => xmlPatchAsks(text),
  );
}

/** Few clients need the answer, so it is found when it is asked for. */
export function asking(apply: PatchFunction, asks: () => boolean): PatchFunction {
  return Object.defineProperty(apply, 'asks', { get: asks });
}
