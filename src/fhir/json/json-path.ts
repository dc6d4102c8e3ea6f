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
  return path.reduce<string>((text, step) => text + (typeof step === 'number' ? `[${step}]` : `.${name(step)}`), root);
}

/** A name that is no FHIRPath identifier is delimited; a huge one, which only an attack has, is cut. */
function name(step: string): string {
  const short = step.length > LONGEST_NAME ? `${step.slice(0, LONGEST_NAME)}…` : step;
  return IDENTIFIER.test(short) ? short : `\`${short.replace(/[\\`]/g, '\\$&')}\``;
}
