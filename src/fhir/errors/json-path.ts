/** Position of an element: member names and zero-based array indexes, from the root inwards. */
export type JsonPath = readonly (string | number)[];

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
const LONGEST_NAME = 64;

/**
 * Formats a path as FHIRPath with indexes: `Parameters.parameter[1].part[3].value`.
 *
 * @param root the resource type, or `$this` when it is unknown
 */
export function stringifyPath(path: JsonPath, root = '$this'): string {
  let text = root;
  for (const step of path) text += stepText(step);
  return text;
}

/** One step of such a path: `.name` or `[3]`. */
export function stepText(step: string | number): string {
  return typeof step === 'number' ? `[${step}]` : `.${name(step)}`;
}

/**
 * A name that is not a FHIRPath identifier is delimited. A very long one, which only occurs in attacks, is truncated.
 */
function name(step: string): string {
  const short = step.length > LONGEST_NAME ? `${step.slice(0, LONGEST_NAME)}…` : step;
  return IDENTIFIER.test(short) ? short : `\`${short.replace(/[\\`]/g, '\\$&')}\``;
}
