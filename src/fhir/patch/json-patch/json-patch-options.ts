/** Limits of one JSON Patch; all are inclusive. */
export interface JsonPatchLimits {
  /** Operations in the document. */
  readonly operations: number;
  /** Characters of one pointer. */
  readonly pointerLength: number;
  /** Nesting levels of a value, tokens of a pointer, and nesting levels of the result. */
  readonly nesting: number;
  /** Total characters of JSON that the patch may add or copy; limits copies of copies. */
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
