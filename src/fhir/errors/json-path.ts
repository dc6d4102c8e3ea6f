/** Where an element is: member names and zero-based array indexes, from the outside in. */
export type JsonPath = readonly (string | number)[];

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
const LONGEST_NAME = 64;

/**
 * A path as an indexed FHIRPath: `Parameters.parameter[1].part[3].value`.
 *
 * @param root the resource type, or `$this` while it is not known
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

/** A name that is no FHIRPath identifier is delimited; a huge one, which only an attack has, is cut. */
function name(step: string): string {
  const short = step.length > LONGEST_NAME ? `${step.slice(0, LONGEST_NAME)}…` : step;
  return IDENTIFIER.test(short) ? short : `\`${short.replace(/[\\`]/g, '\\$&')}\``;
}
