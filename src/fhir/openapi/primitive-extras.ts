import type { JsonProperty } from '../model/definitions';
import { type Ref, ref, type Schema } from './openapi-types';

/** Keywords of JSON Schema 2020-12 that the OpenAPI types lack. */
interface NameRules {
  readonly patternProperties?: Record<string, Schema | Ref>;
  readonly propertyNames: { readonly pattern: string };
}

/**
 * The names that an object may have: its members, and for primitive members also `_member` with their id and
 * extensions. The latter are patterns instead of properties, because to most generators `active` and `_active` are the
 * same name.
 * @param resource whether the object also has a `resourceType`
 * @see https://hl7.org/fhir/R4/json.html#primitive
 */
export function primitiveExtras(properties: readonly JsonProperty[], resource: boolean): NameRules {
  const names = (some: readonly JsonProperty[]): string => some.map(({ key }) => key).join('|');
  const primitives = properties.filter(({ primitive }) => primitive);
  const single = primitives.filter(({ element }) => !element.repeats);
  const lists = primitives.filter(({ element }) => element.repeats);
  const others = properties.filter(({ primitive }) => !primitive);
  const extra = ref('schemas', 'Element');
  const patterns: [string, Schema | Ref][] = [
    ...(single.length > 0 ? [[`^_(?:${names(single)})$`, extra] satisfies [string, Ref]] : []),
    ...(lists.length > 0 ? [[`^_(?:${names(lists)})$`, listWithGaps(extra)] satisfies [string, Schema]] : []),
  ];
  const legal = [
    ...(resource ? ['resourceType'] : []),
    ...(primitives.length > 0 ? [`_?(?:${names(primitives)})`] : []),
    ...(others.length > 0 ? [names(others)] : []),
  ];
  return {
    ...(patterns.length > 0 && { patternProperties: Object.fromEntries(patterns) }),
    propertyNames: { pattern: `^(?:${legal.join('|')})$` },
  };
}

/** A list of primitives, or of their extras. The two correspond by index, with null in the gaps. */
export function listWithGaps(item: Schema | Ref): Schema {
  return { type: 'array', minItems: 1, items: { anyOf: [item, { type: 'null' }] } };
}
