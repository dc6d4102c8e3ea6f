/** Bounds on what one JSON Patch may ask for; all of them are inclusive. */
export interface JsonPatchLimits {
  /** Operations in one document. */
  readonly operations: number;
  /** Characters of one pointer. */
  readonly pointerLength: number;
  /** Levels of JSON inside a value, reference tokens of a pointer, and levels of the outcome. */
  readonly nesting: number;
  /** Characters of JSON that the values added and copied may have together: what keeps copies of copies small. */
  readonly growth: number;
}

export const DEFAULT_JSON_PATCH_LIMITS: JsonPatchLimits = {
  operations: 1000,
  pointerLength: 1000,
  nesting: 64,
  growth: 4_000_000,
};

export interface JsonPatchOptions {
  readonly limits?: Partial<JsonPatchLimits>;
}
