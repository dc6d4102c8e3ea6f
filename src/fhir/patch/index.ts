export { applyFhirPathPatch, fhirPathPatchSteps } from './apply-patch';
export { fhirPathPatchAsks, jsonPatchAsks, xmlPatchAsks } from './asks';
export type { AppliedRule, DialectContext, PatchDialect } from './patch-dialect';
export { DEFAULT_LIMITS, type PatchLimits, type PatchOptions, type PatchResult } from './patch-options';
export { encodePatchValue } from './values/encode';
