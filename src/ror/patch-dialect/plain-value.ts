import { typeOfKey, type JsonObject } from '../../fhir';

/**
 * Turns a part that has a value type for its name into a proper value part: `{name: 'valueInteger', value: 0}` ->
 * `{name: 'value', valueInteger: 0}`.
 * @returns undefined when the part holds anything else, or names two types
 */
export function plainValue(part: JsonObject): JsonObject | undefined {
  const { name, ...content } = part;
  const [member, ...more] = Object.keys(content);
  if (typeof name !== 'string' || member === undefined || more.length > 0) return undefined;
  if (name === 'value') return member === 'value' || member === 'part' || typeOfKey(member) ? part : undefined;
  if (!typeOfKey(name) || (member !== 'value' && member !== name)) return undefined;
  return { name: 'value', [name]: content[member]! };
}
