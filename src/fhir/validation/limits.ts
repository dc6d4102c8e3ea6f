/** Levels of elements within elements; deeper is not a resource but an attack on the stack. */
export const MAX_NESTING = 64;

/** Characters of a string, R4 datatypes.html#string. */
export const MAX_STRING_LENGTH = 1024 * 1024;

/** Issues reported when the caller sets no other limit. */
export const DEFAULT_MAX_ISSUES = 100;
