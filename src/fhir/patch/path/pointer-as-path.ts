/** The end of a list in JSON Pointer, an attribute in XPath: what FHIRPath has no step for. */
const NO_STEP = /^(?:|-|@.*)$/;

/**
 * The FHIRPath of what a JSON Pointer or an XPath points at, for a hint: `/telecom/0/value` -> `telecom[0].value`.
 * `name` where it points at the whole.
 */
export function fhirPathOf(pointer: string): string {
  const steps = pointer.split('/').filter((step) => !NO_STEP.test(step));
  const path = steps.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step.replace(/^f:/, '')}`));
  return path.join('').replace(/^\./, '') || 'name';
}

/** A path of nothing but names and indexes, whole. */
const PLAIN = /^(?:[A-Za-z]\w*)(?:\.[A-Za-z]\w*|\[\d+\])*$/;

/**
 * The JSON Pointer of what a plain FHIRPath points at, for a hint: `Organization.telecom[0].value` -> `/telecom/0/value`.
 * @returns undefined when the text is not such a path
 */
export function pointerOf(path: string): string | undefined {
  if (!PLAIN.test(path)) return undefined;
  const steps = path.split(/[.[]/).map((step) => step.replace(/\]$/, ''));
  // A name that begins with a capital is that of the resource's type.
  return `/${steps.slice(/^[A-Z]/.test(path) ? 1 : 0).join('/')}`;
}
