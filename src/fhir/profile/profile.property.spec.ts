/** @counted-work */
import { growth } from '../../../test/support/counted-work';
import fc from 'fast-check';
import { inEnglish } from '../../../test/support/in-english';
import { FhirDecimal } from '../json/fhir-decimal';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { ProfileRegistry } from './profile-registry';
import { validateProfiles } from './validate-profiles';

const CORE = 'http://hl7.org/fhir/StructureDefinition/';
const coded = (system: string, code = 'x'): JsonObject => ({ coding: [{ system, code }] });
const ext = (url: string): JsonObject => ({ type: [{ code: 'Extension', profile: [url] }] });

function definition(type: string, url: string, elements: Record<string, JsonObject>): JsonObject {
  const element = Object.entries(elements).map(([id, rest]) => ({ id, path: id.replace(/:[^.]+/g, ''), ...rest }));
  const more = { name: url, type, kind: 'resource', derivation: 'constraint', baseDefinition: CORE + type };
  return { resourceType: 'StructureDefinition', url, ...more, differential: { element } };
}

/** A profile with every feature: slices of every kind, extensions, bindings and invariants. */
const DEFINITIONS: JsonObject[] = [
  definition('HealthcareService', 'urn:p', {
    HealthcareService: {
      constraint: [{ key: 'k', severity: 'error', human: 'x', expression: 'active.exists() or name.exists()' }],
    },
    'HealthcareService.identifier': { min: 1, max: '1' },
    'HealthcareService.extension:a': { min: 1, max: '1', ...ext('urn:a') },
    'HealthcareService.extension:a.extension:in.value[x]': { patternCodeableConcept: coded('urn:s') },
    'HealthcareService.specialty': {
      slicing: { discriminator: [{ type: 'value', path: 'coding.system' }], rules: 'closed' },
    },
    'HealthcareService.specialty:one': { min: 1, max: '1', binding: { strength: 'required', valueSet: 'urn:vs' } },
    'HealthcareService.specialty:two': { patternCodeableConcept: { coding: [{ system: 'urn:two' }] } },
    'HealthcareService.characteristic': {
      slicing: {
        discriminator: [
          { type: 'value', path: 'coding.system' },
          { type: 'value', path: "extension('urn:kind').value" },
        ],
        rules: 'openAtEnd',
        ordered: true,
      },
    },
    'HealthcareService.characteristic.extension:kind': ext('urn:kind'),
    ...Object.fromEntries(
      Array.from({ length: 12 }, (_, at): [string, JsonObject][] => [
        [`HealthcareService.characteristic:s${at}`, { patternCodeableConcept: { coding: [{ system: `urn:c${at}` }] } }],
        [`HealthcareService.characteristic:s${at}.extension:kind`, at % 2 ? { max: '0' } : {}],
        [`HealthcareService.characteristic:s${at}.extension:kind.value[x]`, { patternCode: 'k' }],
      ]).flat(),
    ),
    'HealthcareService.name': { maxLength: 5 },
    'HealthcareService.providedBy': {
      slicing: { discriminator: [{ type: 'type', path: 'resolve()' }], rules: 'closed' },
      type: [{ code: 'Reference', targetProfile: [`${CORE}Organization`] }],
    },
    'HealthcareService.providedBy:org': { min: 1 },
    'HealthcareService.telecom': { slicing: { rules: 'closed' } },
    'HealthcareService.telecom:phone.system': { min: 1, fixedCode: 'phone' },
    'HealthcareService.telecom:phone.rank': { minValuePositiveInt: 2 },
    'HealthcareService.availableTime.availableStartTime.extension': { max: '0' },
    'HealthcareService.photo.size': { maxValueUnsignedInt: 3 },
  }),
  definition('Extension', 'urn:a', {
    'Extension.extension:in.url': { fixedUri: 'in' },
    'Extension.extension:in.value[x]': { type: [{ code: 'CodeableConcept' }] },
    'Extension.extension:again': ext('urn:a'),
    'Extension.url': { fixedUri: 'urn:a' },
    'Extension.value[x]': { max: '0' },
  }),
  definition('Extension', 'urn:kind', {
    'Extension.url': { fixedUri: 'urn:kind' },
    'Extension.value[x]': { type: [{ code: 'code' }] },
  }),
  { resourceType: 'ValueSet', url: 'urn:vs', compose: { include: [{ system: 'urn:one', concept: [{ code: 'x' }] }] } },
];

const service = (size: number): JsonObject => ({
  resourceType: 'HealthcareService',
  contained: [{ resourceType: 'Organization', id: 'o' }],
  meta: { profile: ['urn:p'] },
  identifier: [{ value: 'a' }],
  active: true,
  name: 'abc',
  providedBy: { reference: '#o' },
  extension: [
    {
      url: 'urn:a',
      extension: Array.from({ length: size }, () => ({ url: 'in', valueCodeableConcept: coded('urn:s') })),
    },
  ],
  specialty: [coded('urn:one'), ...Array.from({ length: size }, () => coded('urn:two'))],
  characteristic: Array.from({ length: size }, () => coded('urn:c1')),
  telecom: Array.from({ length: size }, () => ({ system: 'phone', value: '1', rank: 2 })),
  availableTime: Array.from({ length: size }, () => ({ availableStartTime: '09:00:00' })),
  photo: { size: new FhirDecimal('3.0') },
});

function registryOf(definitions: JsonObject[]): ProfileRegistry {
  const registry = new ProfileRegistry();
  registry.load(definitions);
  return registry;
}

const registry = registryOf(DEFINITIONS);

const anyJson: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>,
  fc.constantFrom<JsonValue>(
    '#',
    '#o',
    'Location/1',
    [],
    {},
    [null],
    [[]],
    null,
    'urn:one',
    [{ url: 'urn:a' }],
    new FhirDecimal('1.00'),
  ),
);

function copy(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(copy);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copy(member)]));
}

/** Every place of a JSON value at which it can be replaced. */
function places(value: JsonValue): { holder: JsonObject; key: string }[] {
  if (typeof value !== 'object' || value === null || value instanceof FhirDecimal) return [];
  return Object.keys(value).flatMap((key) => [
    { holder: value as JsonObject, key },
    ...places((value as JsonObject)[key]!),
  ]);
}

interface Change {
  readonly at: number;
  readonly act: string;
  readonly name: string;
  readonly with: JsonValue;
}

const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({ at: fc.nat(), act: fc.constantFrom('replace', 'remove', 'insert'), name: fc.string(), with: anyJson }),
  { minLength: 1, maxLength: 4 },
);

function change(value: JsonObject, wanted: readonly Change[]): JsonObject {
  for (const { at, act, name, with: given } of wanted) {
    const replacement = copy(given);
    const found = places(value);
    if (found.length === 0) break;
    const { holder, key } = found[at % found.length]!;
    if (act === 'remove') delete holder[key];
    else if (act === 'insert' && isJsonObject(holder[key])) holder[key] = { ...holder[key], [name]: replacement };
    else holder[key] = replacement;
  }
  return value;
}

describe('validateProfiles, whatever comes', () => {
  it('accepts what fits', () => {
    expect(registry.load([])).toEqual([]);
    expect(validateProfiles(service(3), registry, ['urn:p'])).toEqual([]);
  });

  it('never throws, places every issue, and leaves the resource as it is', () => {
    fc.assert(
      fc.property(changes, (wanted) => {
        const resource = change(service(2), wanted);
        const before = JSON.stringify(resource);
        for (const issue of inEnglish(validateProfiles(resource, registry, ['urn:p']))) {
          // An error thrown by a profile's own check would be reported with this code.
          expect(issue.code).not.toBe('not-supported');
          expect(issue).toMatchObject({
            expression: expect.any(String),
            path: expect.any(Array),
            hint: expect.any(String),
          });
        }
        expect(JSON.stringify(resource)).toBe(before);
      }),
      { numRuns: 600 },
    );
  });

  it('never throws with definitions that are broken: they are named when they are loaded', () => {
    fc.assert(
      fc.property(fc.nat(DEFINITIONS.length - 1), changes, (at, wanted) => {
        const definitions = DEFINITIONS.map((it) => copy(it) as JsonObject);
        change(definitions[at]!, wanted);
        validateProfiles(service(1), registryOf(definitions), ['urn:p']);
      }),
      { numRuns: 150 },
    );
  });

  it('is not overthrown by nesting', () => {
    let inner: JsonObject = { url: 'urn:a' };
    for (let depth = 0; depth < 1000; depth += 1) inner = { url: 'urn:a', extension: [inner] };
    expect(() => validateProfiles({ ...service(1), extension: [inner] }, registry, ['urn:p'])).not.toThrow();
  });

  it('works in proportion to the size', async () => {
    const validate = (size: number) => validateProfiles(service(size), registry, ['urn:p']);
    // Ten times the size; quadratic work would take a hundred times as long.
    expect(await growth(validate, 500, 5000)).toBeLessThan(12);
  });
});
