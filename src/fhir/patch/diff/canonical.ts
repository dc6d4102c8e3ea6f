import { isContainer, type JsonValue } from '../../json/json-value';
import { stringifyJson } from '../../json/stringify-json';

/**
 * Canonical text of a JSON value: the same for equal values, whatever the order of their members, and different for
 * others.
 */
export function canonical(value: JsonValue | undefined): string {
  if (!isContainer(value)) return value === undefined ? '' : stringifyJson(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}
