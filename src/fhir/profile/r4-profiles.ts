import type { JsonObject, JsonValue } from '../json/json-value';

const CORE = 'http://hl7.org/fhir/StructureDefinition/';

/** The data type profiles that R4's own resources use (R4 datatypes.html#Quantity). */
export const r4Profiles: readonly JsonObject[] = [
  quantityProfile('SimpleQuantity', [{ id: 'Quantity.comparator', path: 'Quantity.comparator', max: '0' }]),
  quantityProfile('MoneyQuantity', []),
];

function quantityProfile(name: string, elements: JsonValue[]): JsonObject {
  return {
    resourceType: 'StructureDefinition',
    url: CORE + name,
    version: '4.0.1',
    name,
    status: 'active',
    kind: 'complex-type',
    abstract: false,
    type: 'Quantity',
    baseDefinition: `${CORE}Quantity`,
    derivation: 'constraint',
    differential: { element: elements },
  };
}
