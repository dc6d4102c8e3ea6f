/* eslint-disable no-control-regex -- to name them is the point of this file */

/** Control characters that neither a FHIR string nor XML may hold: all but tab, line feed and carriage return. */
export const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** What no uri has: white space of any kind and control characters. */
const BLANK = /[\u0000-\u0020\s]/;

/** One range is quicker looked for than all that counts as white space, and hardly a uri has anything in it. */
const UNUSUAL = /[^\u0021-\u007e]/;

export function hasBlank(uri: string): boolean {
  return UNUSUAL.test(uri) && BLANK.test(uri);
}

/** What XML has no way to write. */
export const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** What browsers skip when they read the scheme of an address. */
export const SKIPPED_IN_SCHEMES = /[\u0000-\u0020\u007f-\u00a0]/g;
