import { writeMarked } from './decimal-mark';
import type { JsonValue } from './json-value';

/**
 * Like `JSON.stringify`, but writes every number with its original digits. Use it wherever a resource, or anything that
 * has parts of one, is serialised.
 *
 * @param indent spaces per level; when absent, everything is on one line
 */
export function stringifyJson(value: JsonValue | object, indent?: number): string {
  return writeMarked(() => JSON.stringify(value, null, indent));
}
