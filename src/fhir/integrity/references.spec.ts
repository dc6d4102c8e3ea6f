import type { JsonObject, JsonValue } from '../json';
import { stringifyPath } from '../errors/json-path';
import { findReferences } from './find-references';
import { referencesOf, targetOf } from './references';

const BASE = 'https://example.org/fhir';
const to = (reference: string) => ({ reference });
const organization = (members: JsonObject): JsonObject => ({ resourceType: 'Organization', ...members });

describe('targetOf', () => {
  it.each<[string, string, string | undefined]>([
    ['a relative reference', 'Organization/12', 'Organization/12'],
    ['one version of a resource', 'Organization/12/_history/3', 'Organization/12'],
    ['every character of an id', 'Location/A-z.09', 'Location/A-z.09'],
    ['an id of 64 characters', `Location/${'a'.repeat(64)}`, `Location/${'a'.repeat(64)}`],
    ['an address of this server', `${BASE}/Organization/12`, 'Organization/12'],
    ['one of a version', `${BASE}/Organization/12/_history/3`, 'Organization/12'],
    ['a type this server may not serve', 'Patient/1', 'Patient/1'],
    ['an address of another server', 'https://other.example.org/fhir/Organization/12', undefined],
    ['an address that begins like ours', `${BASE}2/Organization/12`, undefined],
    ['ours without a slash after it', `${BASE}-Organization/12`, undefined],
    ['another folder of ours', `${BASE}/x/Organization/12`, undefined],
    ['this server itself', BASE, undefined],
    ['a fragment', '#a', undefined],
    ['a urn', 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520', undefined],
    ['an oid', 'urn:oid:1.2.3', undefined],
    ['an id of 65 characters', `Location/${'a'.repeat(65)}`, undefined],
    ['an id that is none', 'Location/a b', undefined],
    ['a type that is none', 'Hospital/12', undefined],
    ['an abstract type', 'Resource/12', undefined],
    ['a data type', 'Address/12', undefined],
    ['a type in lower case', 'organization/12', undefined],
    ['no id', 'Organization', undefined],
    ['an empty id', 'Organization/', undefined],
    ['a search', 'Organization?identifier=12', undefined],
    ['a slash in front', '/Organization/12', undefined],
    ['white space around', ' Organization/12', undefined],
    ['a line end', 'Organization/12\n', undefined],
    ['nothing', '', undefined],
  ])('of %s', (_, reference, expected) => {
    const target = targetOf(reference, BASE);
    expect(target && `${target.type}/${target.id}`).toBe(expected);
  });

  it('takes every address for another server’s when it does not know its own', () => {
    expect(targetOf(`${BASE}/Organization/12`)).toBeUndefined();
    expect(targetOf('Organization/12')).toEqual({ type: 'Organization', id: '12' });
  });
});

describe('findReferences', () => {
  it.each<[string, JsonObject, [expression: string, path: string][]]>([
    ['an element', organization({ partOf: to('x') }), [['Organization.partOf', 'Organization.partOf']]],
    [
      'a list',
      { resourceType: 'HealthcareService', location: [to('a'), to('b')] },
      [
        ['HealthcareService.location[0]', 'HealthcareService.location'],
        ['HealthcareService.location[1]', 'HealthcareService.location'],
      ],
    ],
    [
      'an extension, and one in it',
      organization({
        extension: [
          { url: 'a' },
          { url: 'b', extension: [{ url: 'c', valueReference: to('x') }], valueReference: to('y') },
        ],
      }),
      [
        ['Organization.extension[1].extension[0].value', 'Organization.extension.extension.value'],
        ['Organization.extension[1].value', 'Organization.extension.value'],
      ],
    ],
    [
      'an extension of a primitive',
      organization({ _name: { extension: [{ url: 'a', valueReference: to('x') }] } }),
      [['Organization.name.extension[0].value', 'Organization.name.extension.value']],
    ],
    [
      'an extension of a primitive in a list',
      organization({ alias: ['a', 'b'], _alias: [null, { extension: [{ url: 'a', valueReference: to('x') }] }] }),
      [['Organization.alias[1].extension[0].value', 'Organization.alias.extension.value']],
    ],
    [
      'a data type',
      organization({ identifier: [{ assigner: to('x') }] }),
      [['Organization.identifier[0].assigner', 'Organization.identifier.assigner']],
    ],
    [
      'a Reference, beside what it says itself',
      organization({ partOf: { reference: 'x', identifier: { assigner: to('y') } } }),
      [
        ['Organization.partOf', 'Organization.partOf'],
        ['Organization.partOf.identifier.assigner', 'Organization.partOf.identifier.assigner'],
      ],
    ],
    [
      'an anonymous type, and one that is defined by another element',
      {
        resourceType: 'ValueSet',
        compose: {
          include: [{ concept: [{ extension: [{ valueReference: to('x') }] }] }],
          exclude: [{ extension: [{ valueReference: to('y') }] }],
        },
      },
      [
        [
          'ValueSet.compose.include[0].concept[0].extension[0].value',
          'ValueSet.compose.include.concept.extension.value',
        ],
        ['ValueSet.compose.exclude[0].extension[0].value', 'ValueSet.compose.exclude.extension.value'],
      ],
    ],
    [
      'a contained resource, by its own type',
      organization({ contained: [{ resourceType: 'Endpoint', managingOrganization: to('x') }] }),
      [['Organization.contained[0].managingOrganization', 'Organization.contained.managingOrganization']],
    ],
    [
      'an element called reference',
      { resourceType: 'CarePlan', activity: [{ reference: to('x') }] },
      [['CarePlan.activity[0].reference', 'CarePlan.activity.reference']],
    ],
  ])('finds those in %s', (_, resource, expected) => {
    const found = findReferences(resource);
    expect(found.map(({ expression, path }) => [expression, path])).toEqual(expected);
    for (const { place, reference } of found) expect(valueAt(resource, place)).toBe(reference);
  });

  it.each<[string, JsonObject]>([
    ['none without a reference', organization({ partOf: { display: 'x', identifier: { value: '1' } } })],
    ['none where it is no text', organization({ partOf: { reference: 1 } })],
    ['no address of an immunization’s leaflet', { resourceType: 'Immunization', education: [{ reference: 'x' }] }],
    ['no address of an issue’s evidence', { resourceType: 'DetectedIssue', reference: 'x' }],
    ['no address of an expression', organization({ extension: [{ url: 'a', valueExpression: { reference: 'x' } }] })],
    ['no identifier of a claim', { resourceType: 'Claim', related: [{ reference: { value: 'x' } }] }],
    ['none in an element that R4 does not have', organization({ friend: to('x') })],
    ['none in the wrong place', organization({ name: to('x'), telecom: [[null, 1]] })],
    [
      'none of resources a Bundle carries',
      { resourceType: 'Bundle', entry: [{ resource: organization({ partOf: to('x') }) }] },
    ],
    [
      'none of resources of Parameters',
      { resourceType: 'Parameters', parameter: [{ name: 'a', resource: organization({ partOf: to('x') }) }] },
    ],
    ['none of an unknown type', { resourceType: 'Unicorn', partOf: to('x') }],
    [
      'none of an unknown contained type',
      organization({ contained: [{ resourceType: 'Unicorn', a: to('x') }, { a: to('x') }] }),
    ],
    ['none of no type', { partOf: to('x') }],
    ['none of a name objects have anyway', { resourceType: 'constructor', partOf: to('x') }],
  ])('finds %s', (_, resource) => {
    expect(findReferences(resource)).toEqual([]);
  });

  it('finds the signer of a Bundle', () => {
    expect(findReferences({ resourceType: 'Bundle', signature: { who: to('x') } })).toHaveLength(1);
  });
});

describe('findReferences of some members', () => {
  it('looks into those, and into no other', () => {
    const resource = organization({ partOf: to('x'), endpoint: [to('y')], contact: [{ _a: to('z') }] });
    const found = (...members: string[]) => findReferences(resource, new Set(members)).map(({ path }) => path);
    expect(found('endpoint', 'name', 'absent')).toEqual(['Organization.endpoint']);
    expect(found()).toEqual([]);
    expect(found('partOf', 'endpoint')).toEqual(['Organization.partOf', 'Organization.endpoint']);
  });
});

describe('referencesOf', () => {
  it('gives each target once a path, whatever the index and the version', () => {
    const resource = {
      resourceType: 'HealthcareService',
      providedBy: to('Organization/1'),
      coverageArea: [to('Location/2')],
      location: [to('Location/2'), to(`${BASE}/Location/2`), to('Location/2/_history/1'), to('#a'), to('Location/3')],
    };
    expect(referencesOf(resource, BASE)).toEqual([
      { type: 'Organization', id: '1', path: 'HealthcareService.providedBy' },
      { type: 'Location', id: '2', path: 'HealthcareService.coverageArea' },
      { type: 'Location', id: '2', path: 'HealthcareService.location' },
      { type: 'Location', id: '3', path: 'HealthcareService.location' },
    ]);
  });

  it('cuts a path no store has room for', () => {
    const nested = (levels: number): JsonObject =>
      levels === 0 ? { url: 'x', valueReference: to('Location/1') } : { url: 'x', extension: [nested(levels - 1)] };
    const [only] = referencesOf(organization({ extension: [nested(40)] }), BASE);
    expect(only!.path).toBe(`Organization.${'extension.'.repeat(24)}ex`);
    expect(only!.path).toHaveLength(255);
  });
});

/** The value at a place; also checks that the place ends in `reference`. */
function valueAt(resource: JsonObject, place: readonly (string | number)[]): JsonValue | undefined {
  expect(stringifyPath(place)).toMatch(/\.reference$/);
  return place.reduce<JsonValue | undefined>(
    (value, step) => (value as Record<string | number, JsonValue>)[step],
    resource,
  );
}
