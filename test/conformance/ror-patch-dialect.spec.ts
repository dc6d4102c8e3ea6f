import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyFhirPathPatch, type JsonObject, type JsonValue } from '../../src/fhir';
import { rorPatchDialect } from '../../src/ror/patch-dialect';

const fixture = (name: string): JsonObject =>
  JSON.parse(readFileSync(join(__dirname, '../../src/ror/scenarios', `${name}.json`), 'utf8')) as JsonObject;

type BeforeName =
  | 'movingOrganization'
  | 'organizationWithoutAddress'
  | 'callableOrganization'
  | 'namedOrganization'
  | 'practitioner'
  | 'role'
  | 'service'
  | 'location'
  | 'task';

/** The resources the guide's requests patch: just enough of each for the operations to act on. */
const BEFORE: Record<BeforeName, JsonObject> = {
  movingOrganization: {
    resourceType: 'Organization',
    id: '1234',
    name: 'Fondation Vallée',
    address: [{ line: ['1 place du Marché'], city: 'COLOMBES', postalCode: '92700' }],
  },
  organizationWithoutAddress: { resourceType: 'Organization', id: '1235', name: 'Fondation Vallée' },
  callableOrganization: {
    resourceType: 'Organization',
    id: '4569',
    telecom: [{ system: 'phone', value: '01.01.01.02.01' }],
    contact: [{ name: { family: 'DURAND' } }],
  },
  namedOrganization: { resourceType: 'Organization', id: '789', name: 'TECO', alias: ['TC'] },
  practitioner: {
    resourceType: 'Practitioner',
    id: '159',
    telecom: [{ system: 'phone', value: '02.02.02.02.02' }],
  },
  role: { resourceType: 'PractitionerRole', id: '753', practitioner: { reference: 'Practitioner/2524' } },
  service: {
    resourceType: 'HealthcareService',
    id: '852',
    specialty: [
      { coding: [terminology('R211-ActiviteOperationnelle', '039')] },
      { coding: [{ ...terminology('R211-ActiviteOperationnelle', '040'), display: 'Diététique' }], text: 'kept apart' },
    ],
    location: [{ reference: 'Location/1' }],
  },
  location: { resourceType: 'Location', id: 'loc', name: 'Bâtiment A' },
  task: { resourceType: 'Task', id: 't', status: 'requested', intent: 'order', businessStatus: { text: 'new' } },
};

function terminology(name: string, code: string): { system: string; code: string } {
  return { system: `https://mos.esante.gouv.fr/NOS/TRE_${name}/FHIR/TRE-${name}`, code };
}

function patch(resource: JsonObject, parameters: JsonObject): { resource: JsonObject; rules: string[] } {
  const result = applyFhirPathPatch(resource, parameters, { dialect: rorPatchDialect });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return { resource: result.resource, rules: result.applied.map(({ rule }) => rule) };
}

function patchStrictly(resource: JsonObject, parameters: JsonObject): JsonObject {
  const result = applyFhirPathPatch(resource, parameters, { handling: 'strict' });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.resource;
}

/** The guide's first scenario has ids in its extensions. They are legal, but its strict counterpart has none. */
function withoutExtensionIds(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutExtensionIds);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([key]) => !(key === 'id' && 'url' in value));
  return Object.fromEntries(members.map(([key, member]) => [key, withoutExtensionIds(member)]));
}

const wraps = (count: number): string[] => Array.from({ length: count }, () => 'wrap-list');

describe("the update page's requests, as printed", () => {
  it.each<[string, JsonObject, string, string[]]>([
    [
      '1, an organization moves',
      BEFORE.movingOrganization,
      'update-s01',
      ['type-as-string', 'name-on-replace', 'untyped-value'],
    ],
    ['3, an organization is renamed', BEFORE.namedOrganization, 'update-s03', ['type-as-string', 'name-on-replace']],
    [
      '4, telecoms of a practitioner',
      BEFORE.practitioner,
      'update-s04',
      ['type-as-string', 'list-in-value', 'replace-whole-list'],
    ],
    [
      '5, specialties of a role',
      BEFORE.role,
      'update-s05',
      ['type-as-string', 'wrap-list', 'type-as-string', 'wrap-list'],
    ],
    ['7, an activity is withdrawn', BEFORE.service, 'update-s07', ['type-as-string', 'wrap-list', 'delete-by-value']],
    [
      '8, activities and acts',
      BEFORE.service,
      'update-s08',
      [
        ...['type-as-string', ...wraps(1)],
        ...['type-as-string', ...wraps(1)],
        ...['type-as-string', ...wraps(2)],
        ...['type-as-string', 'untyped-value', ...wraps(2)],
        ...['type-as-string', 'untyped-value', ...wraps(2)],
        ...['type-as-string', ...wraps(2)],
      ],
    ],
  ])('scenario %s: gives what the strict request gives', (_what, before, name, rules) => {
    const printed = patch(before, fixture(`${name}-as-printed`));
    expect(withoutExtensionIds(printed.resource)).toEqual(patchStrictly(before, fixture(`${name}-strict-r4`)));
    expect(printed.rules).toEqual(rules);
  });

  it.each([1, 3, 4, 7, 8])('scenario %i is refused under strict handling', (number) => {
    const parameters = fixture(`update-s0${number}-as-printed`);
    const path = String((parameters.parameter as { part: { valueString: string }[] }[])[0]?.part[1]?.valueString);
    const result = applyFhirPathPatch({ resourceType: path.split('.')[0]! }, parameters, {
      dialect: rorPatchDialect,
      handling: 'strict',
    });
    expect(result.ok).toBe(false);
  });

  it.each([
    [5, 'specialty', BEFORE.role],
    [6, 'characteristic', BEFORE.service],
  ])('scenario %i is not mended under strict handling: the validator sees it as sent', (number, name, before) => {
    const resource = patchStrictly(before, fixture(`update-s0${number}-as-printed`));
    expect((resource[name] as JsonObject[])[0]?.coding).not.toBeInstanceOf(Array);
  });

  it('scenario 1 keeps the ids of the extensions as sent', () => {
    const { resource } = patch(BEFORE.movingOrganization, fixture('update-s01-as-printed'));
    expect(JSON.stringify(resource)).toContain('"id":"Location.address.line.extension:houseNumber"');
  });

  it('scenario 1 sets the address of an organization that has none', () => {
    const { resource, rules } = patch(BEFORE.organizationWithoutAddress, fixture('update-s01-as-printed'));
    expect(resource).toMatchObject({ address: [{ city: 'BOIS-COLOMBES' }], name: 'Fondation Vallée' });
    expect(rules).toEqual(['type-as-string', 'name-on-replace', 'untyped-value', 'replace-absent']);
  });

  it('scenario 2, its comma put in: the telecoms become the list, and the contact is appended', () => {
    const { resource, rules } = patch(BEFORE.callableOrganization, fixture('update-s02-comma-repaired'));
    expect(resource).toMatchObject({
      telecom: [{ system: 'phone', value: '01.01.01.02.02' }],
      contact: [
        { name: { family: 'DURAND' } },
        {
          name: { family: 'GREDIN', given: ['Thierry'] },
          purpose: { coding: [{ code: '01' }] },
          extension: [{ valueCodeableConcept: { coding: [{ code: '2' }] } }],
          telecom: [
            { value: '01.01.01.02.03', extension: [{ valueCodeableConcept: { coding: [{ code: '2' }] } }, {}] },
          ],
        },
      ],
    });
    expect(resource.telecom).toHaveLength(1);
    expect(rules).toEqual([
      ...['type-as-string', 'list-in-value', 'replace-whole-list'],
      ...['type-as-string', 'untyped-value', ...wraps(7)],
    ]);
  });

  it('scenario 2 as printed is not JSON', () => {
    const text = readFileSync(join(__dirname, '../../src/ror/scenarios/update-s02-as-printed.txt'), 'utf8');
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it('scenario 4 a second time changes nothing', () => {
    const parameters = fixture('update-s04-as-printed');
    const { resource } = patch(BEFORE.practitioner, parameters);
    const again = patch(resource, parameters);
    expect(again.resource).toBe(resource);
    expect(again.rules).toEqual(['type-as-string', 'list-in-value', 'replace-whole-list']);
  });

  it('scenario 6 appends the act as it is sent, without the act type it lacks', () => {
    const { resource, rules } = patch(BEFORE.service, fixture('update-s06-as-printed'));
    expect(resource.characteristic).toEqual([
      {
        coding: [
          { ...terminology('R210-ActeSpecifique', '316'), display: 'Neurochirurgie éveillée avec mapping cortical' },
        ],
      },
    ]);
    expect(rules).toEqual(['type-as-string', 'wrap-list']);
  });

  it('scenario 7 a second time changes nothing', () => {
    const parameters = fixture('update-s07-as-printed');
    const { resource } = patch(BEFORE.service, parameters);
    expect(resource.specialty).toHaveLength(1);
    expect(patch(resource, parameters).resource).toBe(resource);
  });

  it('scenario 7 is refused when the activity stands there twice', () => {
    const specialty = BEFORE.service.specialty as JsonObject[];
    const before = { ...BEFORE.service, specialty: [...specialty, specialty[1]!] };
    const result = applyFhirPathPatch(before, fixture('update-s07-as-printed'), { dialect: rorPatchDialect });
    expect(result).toMatchObject({ ok: false, kind: 'unprocessable', issues: [{ code: 'multiple-matches' }] });
  });

  it('scenario 8 sees what its own operations did before', () => {
    const parameters = fixture('update-s08-as-printed');
    const [first] = parameters.parameter as JsonObject[];
    const [withdrawal] = fixture('update-s07-as-printed').parameter as JsonObject[];
    const before = { resourceType: 'HealthcareService', id: '1' };
    const both = { resourceType: 'Parameters', parameter: [first!, withdrawal!] };
    expect(patch(before, both).resource).toEqual(before);
  });

  it('scenario 11 appends the location once', () => {
    const parameters = fixture('location-s01-patch-HealthcareService');
    const once = patch(BEFORE.service, parameters);
    expect(once.resource.location).toEqual([{ reference: 'Location/1' }, { reference: 'Location/YYY' }]);
    expect(once.rules).toEqual(['type-as-string', 'reference-by-parts']);
    const twice = patch(once.resource, parameters);
    expect(twice.resource).toBe(once.resource);
    expect(twice.rules).toEqual(['type-as-string', 'reference-by-parts', 'reference-already-present']);
  });
});

describe('a list in the place of one value', () => {
  const replaceBy = (path: string, value: JsonObject): JsonObject => ({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'replace' },
          { name: 'path', valueString: path },
          { name: 'value', ...value },
        ],
      },
    ],
  });
  const few = { minLength: 1, maxLength: 4 };
  const contactPoints = fc.array(fc.record({ value: fc.constantFrom('1', '2', '3') }), few);
  const texts = fc.array(fc.constantFrom('a', 'b', 'c'), few);
  const ids = fc.array(fc.option(fc.record({ id: fc.constantFrom('x', 'y') })), { maxLength: 4 });

  it('becomes exactly the list, whatever was there', () => {
    fc.assert(
      fc.property(fc.option(contactPoints, { nil: undefined }), contactPoints, (held, wanted) => {
        const before = { resourceType: 'Organization', name: 'CHU', ...(held && { telecom: held }) };
        const { resource } = patch(before, replaceBy('Organization.telecom', { valueContactPoint: wanted }));
        expect(resource).toEqual({ ...before, telecom: wanted });
      }),
    );
  });

  it('becomes exactly the list of primitives; the sibling of a replaced one is removed with it', () => {
    fc.assert(
      fc.property(texts, ids, texts, (held, beside, wanted) => {
        const siblings = held.map((_text, index) => beside[index] ?? null);
        const before: JsonObject = { resourceType: 'Organization', alias: held };
        if (siblings.some((sibling) => sibling !== null)) before._alias = siblings;
        const { resource } = patch(before, replaceBy('Organization.alias', { valueString: wanted }));
        expect(resource.alias).toEqual(wanted);
        const kept = wanted.map((text, index) => (text === held[index] ? siblings[index]! : null));
        expect(resource._alias).toEqual(kept.some((sibling) => sibling !== null) ? kept : undefined);
      }),
    );
  });
});

describe('the other pages, as printed', () => {
  it('Location 2: a capacity given as JSON inside a nameless part is appended', () => {
    const { resource, rules } = patch(BEFORE.location, fixture('location-s02-patch'));
    expect(resource.extension).toHaveLength(1);
    expect(resource.extension).toMatchObject([
      { extension: [{ url: 'nbCapacity', valueInteger: 25 }, {}, {}, {}, {}, {}, {}, {}] },
    ]);
    expect(rules).toEqual(['type-as-string', 'extension-in-part']);
  });

  it.each([
    ['08', 'task-update-s01'],
    ['03', 'task-update-s02'],
  ])('Task: the business status becomes %s', (code, name) => {
    const { resource, rules } = patch(BEFORE.task, fixture(name));
    expect(resource).toMatchObject({ businessStatus: { coding: [{ code }] } });
    expect(rules).toEqual(['type-as-string']);
  });
});
