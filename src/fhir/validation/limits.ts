/** Maximum nesting of elements. No real resource is deeper; the limit protects the stack. */
export const MAX_NESTING = 64;

/** Up to this depth, long validation is made in steps; what is below one element there is a single step. */
export const DEEPEST_STEPS = 3;

/** Maximum length of a string (R4 datatypes.html#string). */
export const MAX_STRING_LENGTH = 1024 * 1024;

/** Maximum number of issues unless the caller sets another limit. */
export const DEFAULT_MAX_ISSUES = 100;
