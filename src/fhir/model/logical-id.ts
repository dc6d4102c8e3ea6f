const ID = /^(?!\.{1,2}$)[A-Za-z0-9\-.]{1,64}$/;

/**
 * Whether a text can be a logical id. `.` and `..` match R4's regular expression but are excluded: in a URL they are
 * path segments that clients and proxies resolve.
 * @see https://hl7.org/fhir/R4/datatypes.html#id
 */
export function isId(text: string): boolean {
  return ID.test(text);
}
