/**
 * The segments of a path below the base: `['Organization', '1234']`, or none for the base itself. One trailing slash is
 * ignored. A double slash leaves an empty segment, which matches nothing.
 * @param base base path, such as `/fhir`
 * @param path path without query
 * @returns undefined outside the base
 */
export function segmentsBelow(base: string, path: string): readonly string[] | undefined {
  if (!isBelow(base, path)) return undefined;
  const segments = path.slice(base.length + 1).split('/');
  return segments.at(-1) === '' ? segments.slice(0, -1) : segments;
}

/** True for the base itself and everything below it. */
export function isBelow(base: string, path: string): boolean {
  return path.startsWith(base) && (path.length === base.length || path.charAt(base.length) === '/');
}

/** True for words of FHIR such as `_search` or `$validate`, which cannot be ids. */
export function isWord(segment: string): boolean {
  return segment.startsWith('_') || segment.startsWith('$');
}

/**
 * Needless percent-encodings: of letters, digits, dash, point, underscore and tilde (unreserved in RFC 3986), and of
 * `$`.
 */
const NEEDLESS = /%(?:2[4DdEe]|3\d|[46][1-9A-Fa-f]|[57][\dAa]|5[Ff]|7[Ee])/g;

/**
 * The path with these characters decoded; undefined when nothing needs decoding.
 * @param path path without query
 */
export function plainPath(path: string): string | undefined {
  if (!path.includes('%')) return undefined;
  const plain = path.replace(NEEDLESS, (code) => decodeURIComponent(code));
  return plain === path ? undefined : plain;
}
