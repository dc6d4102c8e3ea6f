import {
  codesOf,
  isPrimitive,
  jsonName,
  primitiveDefinition,
  typeDefinition,
  type ElementDefinition,
  type JsonObject,
  type JsonValue,
} from '../../fhir';
import type { ResourceOf, TypeName } from './resource-of';

/**
 * A minimal valid resource of an R4 type, without an id: the required elements, and what invariants require in
 * addition.
 * @param over members to add or replace
 * @throws Error for a name that is not a resource type of R4
 */
export function sampleOf<T extends TypeName>(type: T, over: Partial<ResourceOf<T>> = {}): ResourceOf<T> {
  const required = elementsOf(type, new Set());
  return { resourceType: type, ...required, ...ASKED_FOR[type], ...over } as unknown as ResourceOf<T>;
}

const INSTANCE = { kind: 'instance', implementation: { description: 'Sample' } };

/**
 * What invariants require in addition, by type; for a required element (`Type.element`), a value that is sufficient.
 */
const ASKED_FOR: Readonly<Record<string, JsonObject>> = {
  AllergyIntolerance: {
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
    },
  },
  'Appointment.participant': { actor: { reference: 'Practitioner/sample' }, status: 'accepted' },
  AppointmentResponse: { actor: { reference: 'Practitioner/sample' } },
  Binary: { contentType: 'text/plain' },
  Bundle: { type: 'collection' },
  CapabilityStatement: { ...INSTANCE, rest: [{ mode: 'server' }] },
  Consent: { policy: [{ uri: 'urn:sample' }] },
  'EventDefinition.trigger': { type: 'named-event', name: 'sample' },
  'ImmunizationRecommendation.recommendation': {
    vaccineCode: [{ text: 'Sample' }],
    forecastStatus: { text: 'Sample' },
  },
  InsurancePlan: { name: 'Sample' },
  Linkage: {
    item: ['a', 'b'].map((id) => ({ type: 'source', resource: { reference: `Patient/${id}` } })),
  },
  Organization: { name: 'Sample' },
  StructureDefinition: { type: 'Basic', differential: { element: [{ id: 'Basic', path: 'Basic' }] } },
  TerminologyCapabilities: INSTANCE,
};

const PRIMITIVES: Readonly<Record<string, JsonValue>> = {
  boolean: true,
  integer: 1,
  positiveInt: 1,
  unsignedInt: 1,
  decimal: 1,
  date: '2026-01-01',
  dateTime: '2026-01-01',
  instant: '2026-01-01T00:00:00Z',
  time: '00:00:00',
  base64Binary: 'AAAA',
  uri: 'urn:sample',
  url: 'http://example.org/sample',
  canonical: 'http://example.org/sample',
  oid: 'urn:oid:2.999.1',
  uuid: 'urn:uuid:00000000-0000-4000-8000-000000000000',
  id: 'sample',
  xhtml: '<div xmlns="http://www.w3.org/1999/xhtml">Sample</div>',
};

/** Values for types that have no required element but must not be empty. */
const COMPLEX: Readonly<Record<string, JsonObject>> = {
  CodeableConcept: { text: 'Sample' },
  Coding: { system: 'urn:sample', code: 'sample' },
  Identifier: { system: 'urn:sample', value: 'sample' },
  HumanName: { family: 'Sample' },
  ContactPoint: { system: 'phone', value: '1' },
  Address: { city: 'Sample' },
  Period: { start: '2026-01-01' },
  Quantity: { value: 1 },
  SimpleQuantity: { value: 1 },
  Money: { value: 1 },
  Duration: { value: 1, system: 'http://unitsofmeasure.org', code: 'h' },
  Age: { value: 1, system: 'http://unitsofmeasure.org', code: 'a' },
  Range: { low: { value: 1 } },
  Ratio: { numerator: { value: 1 }, denominator: { value: 1 } },
  Attachment: { contentType: 'text/plain', data: 'AAAA' },
  Timing: { code: { text: 'Sample' } },
  Dosage: { text: 'Sample' },
  Expression: { language: 'text/fhirpath', expression: 'true' },
};

function elementsOf(type: string, above: ReadonlySet<string>): JsonObject {
  const definition = typeDefinition(type);
  if (!definition) throw new Error(`${type} is not a type of FHIR R4`);
  const inside = new Set([...above, type]);
  const members = definition.elements
    .filter(({ min }) => min > 0)
    .map((element): [string, JsonValue] => {
      const of = element.types[0]!;
      const value = ASKED_FOR[`${type}.${element.name}`] ?? valueOf(element, of, inside);
      return [jsonName(element, of), element.repeats ? [value] : value];
    });
  return Object.fromEntries(members);
}

function valueOf({ valueSet, targets }: ElementDefinition, type: string, above: ReadonlySet<string>): JsonValue {
  if (type === 'Reference') return { reference: `${targets?.[0] ?? 'Patient'}/sample` };
  const code = valueSet === undefined ? undefined : codesOf(valueSet)[0];
  if (isPrimitive(type)) return code ?? primitive(type);
  if (code !== undefined && type === 'CodeableConcept') return { coding: [{ code }] };
  if (COMPLEX[type]) return COMPLEX[type];
  if (type === 'Resource' || above.has(type)) return { resourceType: 'Basic', code: { text: 'Sample' } };
  return elementsOf(type, above);
}

function primitive(type: string): JsonValue {
  for (let name: string | undefined = type; name; name = primitiveDefinition(name)?.base) {
    const value = PRIMITIVES[name];
    if (value !== undefined) return value;
  }
  return 'sample';
}
