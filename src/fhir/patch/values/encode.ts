import type { FhirError } from '../../errors/fhir-error';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import { say, type Message } from '../../messages';
import { isPrimitive, OPEN_TYPES, typeDefinition, type JsonProperty } from '../../model/definitions';
import { readEntries, type Entry } from '../members';
import { inapplicable } from '../patch-fault';
import { valueKey } from './patch-value';

const OPEN = new Set(OPEN_TYPES);

/**
 * Encodes a value of a type as the `value` part of an operation: `value[x]` for types allowed in Parameters, `resource`
 * for a resource, and nested parts for everything else (backbone elements, Extension, Narrative). Reading the part
 * returns the same value.
 *
 * @param type `Address`, `Organization.contact`, `Extension`, `code`, `Organization`
 * @throws FhirError `unprocessable` when the value has a member that its type lacks, and would therefore lose it
 * @see https://hl7.org/fhir/R4/fhirpatch.html
 */
export function encodePatchValue(type: string, value: JsonValue): JsonObject {
  return encode('value', type, { value });
}

function encode(name: string, type: string, { value, sibling }: Entry): JsonObject {
  const open = OPEN.has(type) ? type : isPrimitive(type) ? 'string' : undefined;
  if (open) {
    const key = valueKey(open);
    return { name, ...(value !== undefined && { [key]: value }), ...(sibling && { [`_${key}`]: sibling }) };
  }
  const definition = typeDefinition(type);
  if (!definition || !isJsonObject(value)) throw lost(say`This is not a value of ${type}.`);
  if (definition.kind === 'resource') return { name, resource: value };
  return { name, part: partsOf(type, definition.properties, value) };
}

function partsOf(type: string, properties: ReadonlyMap<string, JsonProperty>, value: JsonObject): JsonObject[] {
  const names = Object.keys(value).map((key) => (key.startsWith('_') ? key.slice(1) : key));
  const parts = [...new Set(names)].flatMap((key) => {
    const property = properties.get(key);
    if (!property || (Object.hasOwn(value, `_${key}`) && !property.primitive))
      throw lost(say`${type} has no \`${key}\`.`);
    const { element } = property;
    if (Array.isArray(value[key] ?? value[`_${key}`]) !== element.repeats) {
      throw lost(element.repeats ? say`\`${key}\` of ${type} is a list.` : say`\`${key}\` of ${type} is not a list.`);
    }
    return readEntries(value, key).map((entry) => {
      if (entry.value === undefined && !entry.sibling) throw lost(say`\`${key}\` of ${type} has an empty entry.`);
      return encode(element.name, property.type, entry);
    });
  });
  if (parts.length === 0) throw lost(say`A value of ${type} has at least one element.`);
  return parts;
}

function lost(text: Message): FhirError {
  return inapplicable({ code: 'value', text, hint: say`The value must follow its R4 definition.` });
}
