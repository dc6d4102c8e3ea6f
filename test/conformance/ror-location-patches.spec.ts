import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyFhirPathPatch, type JsonObject } from '../../src/fhir';
import { rorPatchDialect } from '../../src/ror/patch-dialect';
import { inEnglish } from '../support/in-english';
import { patchOf, type OperationParts } from '../support/patches';

const fixture = (name: string): JsonObject =>
  JSON.parse(readFileSync(join(__dirname, '../../src/ror/scenarios', `${name}.json`), 'utf8')) as JsonObject;

const guide = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition';
const url = {
  capacity: `${guide}/ror-location-supported-capacity`,
  equipment: `${guide}/ror-location-equipment`,
  limit: `${guide}/ror-location-equipment-limit`,
};
const concept = (part: string, code: string): JsonObject => ({
  url: part,
  valueCodeableConcept: { coding: [{ code }] },
});
const capacity = (type: string, count: number): JsonObject => ({
  url: url.capacity,
  extension: [
    concept('capacityType', type),
    concept('temporalityCapacity', '01'),
    { url: 'nbCapacity', valueInteger: count },
  ],
});
const equipment = (type: string, count: number, limit: number): JsonObject => ({
  url: url.equipment,
  extension: [
    concept('equipmentType', type),
    { url: 'nbInService', valueInteger: count },
    {
      url: url.limit,
      extension: [
        concept('equipmentFeature', '001'),
        { url: 'limitValue', valueQuantity: { value: limit, unit: 'kg' } },
      ],
    },
  ],
});

/** A place with two capacities and two pieces of equipment, so that a path has to select one. */
const place: JsonObject = {
  resourceType: 'Location',
  id: 'place',
  extension: [capacity('01', 12), capacity('02', 8), equipment('089', 2, 300), equipment('090', 5, 300)],
  address: {
    line: ['7 rue porte de Buc'],
    _line: [
      { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-houseNumber', valueString: '7' }] },
    ],
  },
};
const bare: JsonObject = { resourceType: 'Location', id: 'bare', name: 'Bâtiment A' };
const task: JsonObject = {
  resourceType: 'Task',
  status: 'requested',
  intent: 'order',
  businessStatus: { coding: [{ code: '01' }] },
};

const ofCapacity = `Location.extension.where(url='${url.capacity}' and extension.where(url='capacityType' and valueCodeableConcept.coding[0].code='02') and extension.where(url='temporalityCapacity' and valueCodeableConcept.coding[0].code='01'))`;
const ofEquipment = `Location.extension.where(url='${url.equipment}' and extension.where(url='equipmentType' and valueCodeableConcept.coding[0].code='089') and extension.where(url='${url.limit}' and extension.where(url='limitValue' and valueQuantity.value=300 and valueQuantity.unit='kg')))`;
const inService = `${ofEquipment}.extension.where(url='nbInService')`;
const limitValue = `${ofEquipment}.extension.where(url='${url.limit}').extension.where(url='limitValue')`;

const operation = (parts: Partial<OperationParts>): object => patchOf({ type: 'replace', path: inService, ...parts });
/** An operation whose value is in a part of another name. */
const withPart = (part: object): object => ({
  resourceType: 'Parameters',
  parameter: [
    {
      name: 'operation',
      part: [{ name: 'type', valueString: 'replace' }, { name: 'path', valueString: inService }, part],
    },
  ],
});

function run(before: JsonObject, parameters: object, handling: 'lenient' | 'strict' = 'lenient') {
  const sent = structuredClone(before);
  const result = applyFhirPathPatch(before, parameters as JsonObject, { dialect: rorPatchDialect, handling });
  expect(before).toEqual(sent);
  return result;
}

const withExtensions = (...extension: JsonObject[]): JsonObject => ({ ...place, extension });
const counted = (count: number): JsonObject =>
  withExtensions(capacity('01', 12), capacity('02', 8), equipment('089', count, 300), equipment('090', 5, 300));
const limited = (limit: number): JsonObject =>
  withExtensions(capacity('01', 12), capacity('02', 8), equipment('089', 2, limit), equipment('090', 5, 300));
const held = (count: number): JsonObject =>
  withExtensions(capacity('01', 12), capacity('02', count), equipment('089', 2, 300), equipment('090', 5, 300));
const businessStatus = (name: string): object => {
  const [first] = fixture(name).parameter as { part: JsonObject[] }[];
  return { ...task, businessStatus: first!.part[2]!.valueCodeableConcept };
};

describe('the payloads of the pages on places and tasks: what they do', () => {
  it.each<[string, JsonObject, object, object, string[]]>([
    ['Task 1, as printed', task, fixture('task-update-s01'), businessStatus('task-update-s01'), ['type-as-string']],
    ['Task 2, as printed', task, fixture('task-update-s02'), businessStatus('task-update-s02'), ['type-as-string']],
    [
      'a capacity in place of the one that two conditions pick',
      place,
      operation({ path: ofCapacity, value: { part: [{ extension: [capacity('02', 25)] }] } }),
      held(25),
      ['extension-in-part'],
    ],
    [
      'a type of value as a name in the path',
      place,
      operation({ path: `${ofCapacity}.extension.where(url='nbCapacity').valueInteger`, value: { valueInteger: 25 } }),
      held(25),
      [],
    ],
    [
      'a bare number for an extension',
      place,
      operation({ value: { value: 3 } }),
      counted(3),
      ['extension-type', 'extension-value'],
    ],
    [
      'a typed number for an extension',
      place,
      operation({ value: { valueInteger: 3 } }),
      counted(3),
      ['extension-value'],
    ],
    [
      'a bare number for the value',
      place,
      operation({ path: `${inService}.value`, value: { value: 3 } }),
      counted(3),
      ['extension-type'],
    ],
    [
      'the type in the name of the part',
      place,
      withPart({ name: 'valueInteger', value: 0 }),
      counted(0),
      ['type-in-part-name', 'type-as-string', 'extension-value'],
    ],
    [
      'a number two parts down, as text',
      place,
      withPart({ name: 'value', part: [{ name: 'valueInteger', value: '0' }] }),
      counted(0),
      ['nested-value', 'type-as-string', 'extension-value', 'number-from-string'],
    ],
    [
      'a number two parts down, below a quantity',
      place,
      operation({ path: `${limitValue}.valueQuantity.value`, value: { part: [{ name: 'value', value: 280 }] } }),
      limited(280),
      ['nested-value', 'untyped-value'],
    ],
    [
      'withdrawal of a capacity',
      place,
      operation({ type: 'delete', path: ofCapacity }),
      withExtensions(capacity('01', 12), equipment('089', 2, 300), equipment('090', 5, 300)),
      [],
    ],
  ])('%s', (_what, before, parameters, after, rules) => {
    const result = run(before, parameters);
    expect(result).toMatchObject({ ok: true, resource: after });
    expect(result.ok && result.resource).toEqual(after);
    expect(result.ok && result.applied.map(({ rule }) => rule)).toEqual(rules);
  });

  it('Location 2, as printed: the capacity is appended', () => {
    const result = run(place, fixture('location-s02-patch'));
    const [first] = fixture('location-s02-patch').parameter as { part: { part: { extension: JsonObject[] }[] }[] }[];
    const [sent] = first!.part[2]!.part[0]!.extension;
    expect(result.ok && result.resource).toEqual({
      ...place,
      extension: [...(place.extension as JsonObject[]), sent!],
    });
  });
});

describe('the payloads of the pages on places: what is refused, and what to send instead', () => {
  it.each<[string, JsonObject, object, string, string, string]>([
    [
      'Location 4, as printed',
      place,
      fixture('location-s04-patch'),
      'invalid-request',
      'part named extension',
      "Send replace with the path Location.address.line[0].extension.where(url='http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-houseNumber').value",
    ],
    [
      'Location 6, as printed: a level too deep',
      place,
      fixture('location-s06-patch'),
      'unprocessable',
      'matches nothing',
      'The path has one .extension too many; send Location.extension.where(',
    ],
    [
      'Location 6, as printed, without equipment',
      bare,
      fixture('location-s06-patch'),
      'unprocessable',
      'matches nothing',
      'add',
    ],
    [
      'Location 8, as printed: and and',
      place,
      fixture('location-s08-patch'),
      'invalid-request',
      'at character',
      'The word and occurs twice in a row; remove one.',
    ],
    [
      'Location 9: three extensions as parts',
      place,
      operation({
        path: `Location.extension.where(url='${url.capacity}')`,
        value: { part: [capacity('01', 1), capacity('02', 2)] },
      }),
      'invalid-request',
      'JSON extension',
      'one operation per extension',
    ],
    [
      'a condition that two extensions meet',
      place,
      operation({
        path: `Location.extension.where(url='${url.capacity}' and extension.where(valueCodeableConcept.exists()))`,
        value: { part: [{ extension: [capacity('01', 1)] }] },
      }),
      'unprocessable',
      'cannot be evaluated',
      'condition',
    ],
    [
      'one extension for two',
      place,
      operation({
        path: `Location.extension.where(url='${url.capacity}')`,
        value: { part: [{ extension: [capacity('01', 1)] }] },
      }),
      'unprocessable',
      'matches 2 elements',
      'where()',
    ],
    [
      'valueInt',
      place,
      withPart({ name: 'value', valueInt: '3' }),
      'invalid-request',
      'no single value[x]',
      'valueInteger',
    ],
    [
      'quantity',
      place,
      withPart({ name: 'value', quantity: [{ value: '300' }] }),
      'invalid-request',
      'no single value[x]',
      'valueQuantity',
    ],
    [
      'a number of a type the guide does not say',
      place,
      operation({ path: "Location.extension.where(url='urn:x')", value: { value: 3 } }),
      'invalid-request',
      'is of type',
      '.value',
    ],
    [
      'a web page for an extension',
      place,
      operation({ path: `Location.extension('${guide}-ror-commune-cog.html')`, value: { value: 3 } }),
      'unprocessable',
      'web page',
      `${guide}/ror-commune-cog`,
    ],
  ])('%s', (_what, before, parameters, kind, text, hint) => {
    const result = run(before, parameters);
    expect(result).toMatchObject({
      ok: false,
      kind,
      issues: [{ expression: expect.stringMatching(/^Parameters\.parameter\[0\]/) }],
    });
    const [issue] = result.ok ? [] : inEnglish(result.issues);
    expect(issue?.text).toContain(text);
    expect(issue?.hint).toContain(hint);
    expect([issue?.text, issue?.hint]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
  });
});

describe('the same under strict handling', () => {
  it.each([
    ['a bare number', operation({ value: { value: 3 } })],
    ['an extension replaced by a number', operation({ value: { valueInteger: 3 } })],
    ['the type in the name of the part', withPart({ name: 'valueInteger', value: 0 })],
    ['a nameless part', operation({ path: ofCapacity, value: { part: [{ extension: [capacity('02', 25)] }] } })],
  ])('%s is refused', (_what, parameters) => {
    expect(run(place, parameters, 'strict').ok).toBe(false);
  });
});
