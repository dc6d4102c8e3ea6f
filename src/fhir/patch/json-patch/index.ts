export { applyJsonPatch, jsonPatchSteps } from './apply-json-patch';
export { DEFAULT_JSON_PATCH_LIMITS, type JsonPatchLimits, type JsonPatchOptions } from './json-patch-options';
