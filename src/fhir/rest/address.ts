/**
 * What an address names below the base: `['Organization', '1234']`, nothing for the base itself. One slash at the end
 * means nothing; of two in a row one leaves an empty segment, which nothing is called.
 * @param path without its query
 * @param base path of the base, `/fhir`
 * @returns undefined outside of the base
 */
export function segmentsBelow(base: string, path: string): readonly string[] | undefined {
  if (!isBelow(base, path)) return undefined;
  const segments = path.slice(base.length + 1).split('/');
  return segments.at(-1) === '' ? segments.slice(0, -1) : segments;
}

/** True for the base itself, and for what is below. */
export function isBelow(base: string, path: string): boolean {
  return path.startsWith(base) && (path.length === base.length || path.charAt(base.length) === '/');
}

/** True for a word of FHIR, such as `_search` or `$validate`, which no id is. */
export function isWord(segment: string): boolean {
  return segment.startsWith('_') || segment.startsWith('$');
}

/** A letter, digit, dash, point, underscore or tilde (RFC 3986, unreserved) written as a code, or the `$` of an operation. */
const NEEDLESS = /%(?:2[4DdEe]|3\d|[46][1-9A-Fa-f]|[57][\dAa]|5[Ff]|7[Ee])/g;

/**
 * The path with those characters as themselves; undefined when it is written so already.
 * @param path without its query
 */
export function plainPath(path: string): string | undefined {
  if (!path.includes('%')) return undefined;
  const plain = path.replace(NEEDLESS, (code) => decodeURIComponent(code));
  return plain === path ? undefined : plain;
}
