import { writeMarked } from './decimal-mark';
import type { JsonValue } from './json-value';

/**
 * `JSON.stringify` that writes every number with the digits it was read with. To be used wherever a resource, or what
 * holds a part of one, becomes text.
 *
 * @param indent spaces by level; none: everything on one line
 */
export function stringifyJson(value: JsonValue | object, indent?: number): string {
  return writeMarked(() => JSON.stringify(value, null, indent));
}
