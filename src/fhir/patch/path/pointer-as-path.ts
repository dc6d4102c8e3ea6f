/** Tokens without a FHIRPath equivalent: the end of a list in JSON Pointer, an attribute in XPath. */
const NO_STEP = /^(?:|-|@.*)$/;

/**
 * The FHIRPath equivalent of a JSON Pointer or XPath, for a hint: `/telecom/0/value` -> `telecom[0].value`.
 * Returns `name` when it points to the whole resource.
 */
export function fhirPathOf(pointer: string): string {
  const steps = pointer.split('/').filter((step) => !NO_STEP.test(step));
  const path = steps.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step.replace(/^f:/, '')}`));
  return path.join('').replace(/^\./, '') || 'name';
}

/** A complete path of names and indexes only. */
const PLAIN = /^(?:[A-Za-z]\w*)(?:\.[A-Za-z]\w*|\[\d+\])*$/;

/**
 * The JSON Pointer equivalent of a plain FHIRPath, for a hint: `Organization.telecom[0].value` -> `/telecom/0/value`.
 * @returns undefined when the path is not plain
 */
export function pointerOf(path: string): string | undefined {
  if (!PLAIN.test(path)) return undefined;
  const steps = path.split(/[.[]/).map((step) => step.replace(/\]$/, ''));
  // A capitalised first name is the resource type.
  return `/${steps.slice(/^[A-Z]/.test(path) ? 1 : 0).join('/')}`;
}
