const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** True for what may be the logical id of a resource. @see https://hl7.org/fhir/R4/datatypes.html#id */
export function isId(text: string): boolean {
  return ID.test(text);
}
