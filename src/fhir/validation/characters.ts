/* eslint-disable no-control-regex -- to name them is the point of this file */

/** Control characters that neither FHIR strings nor XML allow: all except tab, line feed and carriage return. */
export const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** What a uri must not contain: white space of any kind and control characters. */
const BLANK = /[\u0000-\u0020\s]/;

/** Testing one range first is faster than testing for all white space, and few URIs have a character outside it. */
const UNUSUAL = /[^\u0021-\u007e]/;

export function hasBlank(uri: string): boolean {
  return UNUSUAL.test(uri) && BLANK.test(uri);
}

/** Characters that XML cannot represent. */
export const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** Characters that browsers ignore when they read the scheme of a URL. */
export const SKIPPED_IN_SCHEMES = /[\u0000-\u0020\u007f-\u00a0]/g;
