const ID = /^(?!\.{1,2}$)[A-Za-z0-9\-.]{1,64}$/;

/**
 * True for what may be the logical id of a resource. `.` and `..`, which R4's expression allows, are steps of a path to
 * whoever reads an address, and never get here as they were sent.
 * @see https://hl7.org/fhir/R4/datatypes.html#id
 */
export function isId(text: string): boolean {
  return ID.test(text);
}
