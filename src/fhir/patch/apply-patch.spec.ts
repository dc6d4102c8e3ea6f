import {
  integer,
  issuesOf,
  nested,
  of,
  one,
  operation,
  organization,
  patch,
  patient,
  replaceName,
  text,
} from '../../../test/support/fhir-path-patch';
import type { JsonObject, JsonValue } from '../json/json-value';
import { applyFhirPathPatch } from './apply-patch';
import type { PatchOptions, PatchResult } from './patch-options';

interface Acceptance {
  rule: string;
  body: JsonValue;
  on?: JsonObject;
  options?: PatchOptions;
  /** Members of the result. */
  gives: JsonObject;
  notes?: number;
}

const acceptances: Acceptance[] = [
  ...['valueString', 'valueCode', 'valueUri', 'valueMarkdown', 'valueId'].map((key): Acceptance => ({
    rule: `row 3: type, path and name as ${key}`,
    body: one({ type: { [key]: 'add' }, path: { [key]: 'Organization' }, name: { [key]: 'alias' }, value: text('x') }),
    gives: { alias: ['x'] },
  })),
  {
    rule: 'row 6: name on replace is ignored, with a note',
    body: one(of('replace', 'Organization.name', { name: text('name'), value: text('x') })),
    gives: { name: 'x' },
    notes: 1,
  },
  ...[
    'Organization.name',
    'name',
    '$this.name',
    '%resource.name',
    '%context.name',
    'DomainResource.name',
    'Organization.where(active).name',
  ].map((path): Acceptance => ({
    rule: `row 8: ${path}`,
    body: replaceName(path),
    gives: { name: 'After' },
  })),
  {
    rule: 'row 12: delete of nothing, with a note',
    body: one(of('delete', 'Organization.alias')),
    gives: organization,
    notes: 1,
  },
  {
    rule: 'row 12: delete by a path of another type',
    body: one(of('delete', 'Patient.name')),
    gives: organization,
    notes: 1,
  },
  {
    rule: 'row 14: a choice by its name',
    body: one(of('add', 'Patient', { name: text('multipleBirth'), value: integer(2) })),
    on: patient,
    gives: { multipleBirthInteger: 2 },
  },
  {
    rule: 'row 14: a choice by the name with its type',
    body: one(of('add', 'Patient', { name: text('multipleBirthInteger'), value: integer(2) })),
    on: patient,
    gives: { multipleBirthInteger: 2 },
  },
  {
    rule: 'row 15: text for a code',
    body: one(of('replace', 'Organization.telecom[0].system', { value: text('fax') })),
    gives: {
      telecom: [
        { system: 'fax', value: '1' },
        { system: 'email', value: '2' },
      ],
    },
  },
  {
    rule: 'row 15: a code for text',
    body: one(of('replace', 'Organization.name', { value: { valueCode: 'x' } })),
    gives: { name: 'x' },
  },
  {
    rule: 'row 15: an integer for a positiveInt',
    body: one(of('add', 'Organization.telecom[0]', { name: text('rank'), value: integer(1) })),
    gives: {
      telecom: [
        { system: 'phone', value: '1', rank: 1 },
        { system: 'email', value: '2' },
      ],
    },
  },
  {
    rule: 'row 15: an integer for a decimal',
    body: one(of('add', 'Location.position', { name: text('altitude'), value: integer(4) })),
    on: { resourceType: 'Location', position: { longitude: 1, latitude: 2 } },
    gives: { position: { longitude: 1, latitude: 2, altitude: 4 } },
  },
  {
    rule: 'row 17: 32 levels',
    body: one(of('add', 'Organization', { name: text('extension'), value: nested(32) })),
    on: { resourceType: 'Organization' },
    gives: { resourceType: 'Organization' },
  },
  {
    rule: 'row 20: source and destination the same',
    body: one(of('move', 'Organization.telecom', { source: integer(1), destination: integer(1) })),
    gives: organization,
  },
  {
    rule: 'row 22: delete of meta keeps what the server set',
    body: one(of('delete', 'Organization.meta')),
    gives: { meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z' } },
  },
  {
    rule: 'row 22: replace of meta keeps it too',
    body: one(of('replace', 'meta', { value: { valueMeta: { source: 'http://s' } } })),
    gives: { meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z', source: 'http://s' } },
  },
  {
    rule: 'row 22: the rest of meta can be patched',
    body: one(of('delete', 'Organization.meta.profile[0]')),
    gives: { meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z' } },
  },
  {
    rule: "row 22: id of a contained resource is not the server's",
    body: one(of('replace', 'Organization.contained[0].id', { value: { valueId: 'y' } })),
    on: { resourceType: 'Organization', contained: [{ resourceType: 'Endpoint', id: 'x' }] },
    gives: { contained: [{ resourceType: 'Endpoint', id: 'y' }] },
  },
  {
    rule: 'an extension of a part itself is ignored, with a note',
    body: one(of('replace', 'name', { value: { valueString: 'x', extension: [{ url: 'u', valueCode: 'c' }] } })),
    gives: { name: 'x' },
    notes: 1,
  },
];

describe('what is accepted', () => {
  it.each(acceptances)('$rule', ({ body, on = organization, options, gives, notes = 0 }) => {
    const result = applyFhirPathPatch(on, body, options);
    expect(result).toMatchObject({ ok: true });
    const resource = result.ok ? result.resource : {};
    for (const [member, value] of Object.entries(gives)) expect(resource[member]).toEqual(value);
    expect(result.ok && result.notes).toHaveLength(notes);
  });
});

describe('faults without number', () => {
  const many = Array.from({ length: 50_000 }, (_, index) => `x${index}`);
  it.each<[string, JsonObject]>([
    ['parts', patch({ name: 'operation', part: many.map((name) => ({ name })) })],
    ['members', { ...Object.fromEntries(many.map((name) => [name, 1])), resourceType: 'Parameters' }],
  ])('%s: a few of them are told', (_, body) => {
    expect(issuesOf(applyFhirPathPatch(organization, body)).length).toBeLessThan(20);
  });
});

describe('row 23: atomicity and reports', () => {
  const remove = (path: string): JsonObject => operation(of('delete', path));
  const replace = (path: string): JsonObject => operation(of('replace', path, { value: text('x') }));
  const expressions = (result: PatchResult): unknown[] => issuesOf(result).map(({ expression }) => expression);

  it('reports every operation that cannot be read, and every fault of each, together', () => {
    const body = patch(remove('name('), replace('name'), operation({ type: text('add'), nmae: text('x') }));
    expect(expressions(applyFhirPathPatch(organization, body))).toEqual([
      'Parameters.parameter[0].part[1]',
      'Parameters.parameter[2].part[1]',
      'Parameters.parameter[2]',
      'Parameters.parameter[2]',
      'Parameters.parameter[2]',
    ]);
  });

  it('reports what cannot be read, and not what cannot be applied, when there is both', () => {
    const result = applyFhirPathPatch(organization, patch(replace('alias'), remove('name(')));
    expect(result).toMatchObject({ ok: false, kind: 'invalid-request' });
    expect(expressions(result)).toEqual(['Parameters.parameter[1].part[1]']);
  });

  it('reports failing operations at different first-level elements', () => {
    const result = applyFhirPathPatch(
      organization,
      patch(replace('alias[3]'), replace('name'), replace('partOf.display')),
    );
    expect(expressions(result)).toEqual(['Parameters.parameter[0].part[1]', 'Parameters.parameter[2].part[1]']);
  });

  it('leaves out a failure that may be the consequence of an earlier one', () => {
    const failing = operation(of('add', 'Organization', { name: text('contact'), value: text('x') }));
    const body = patch(failing, replace('Organization.contact[0].name.text'), replace('alias[0]'));
    expect(expressions(applyFhirPathPatch(organization, body))).toEqual([
      'Parameters.parameter[0].part[3]',
      'Parameters.parameter[2].part[1]',
    ]);
  });

  it.each([
    '%resource.where(alias.exists()).partOf.display',
    'partOf.where(%resource.alias.exists()).display',
    'DomainResource.alias[1]',
  ])('leaves out a failure of a path whose first-level element cannot be told apart: %s', (path) => {
    expect(expressions(applyFhirPathPatch(organization, patch(replace('alias[3]'), replace(path))))).toHaveLength(1);
  });

  it('reports nothing after a failure whose first-level element cannot be told', () => {
    const body = patch(replace('(alias).first()'), replace('partOf.display'));
    expect(expressions(applyFhirPathPatch(organization, body))).toEqual(['Parameters.parameter[0].part[1]']);
  });

  it('changes nothing of the resource given', () => {
    const copy = structuredClone(organization);
    applyFhirPathPatch(organization, patch(remove('telecom[0]'), replace('name'), remove('meta.profile[0]')));
    applyFhirPathPatch(organization, patch(remove('telecom[0]'), replace('alias')));
    expect(organization).toEqual(copy);
  });

  it('shares what it does not change', () => {
    const result = applyFhirPathPatch(organization, patch(replace('telecom[0].value')));
    const resource = result.ok ? result.resource : {};
    expect(resource.meta).toBe(organization.meta);
    expect((resource.telecom as JsonValue[])[1]).toBe((organization.telecom as JsonValue[])[1]);
  });
});

describe('row 25: no effective change gives back the very object', () => {
  const add = operation(of('add', 'Organization', { name: text('alias'), value: text('x') }));
  it.each<[string, JsonObject[]]>([
    ['delete of nothing', [operation(of('delete', 'alias'))]],
    ['replace by the same', [operation(of('replace', 'name', { value: text('Before') }))]],
    ['there and back', [add, operation(of('delete', 'alias[0]'))]],
    [
      'there and back, by move',
      [0, 1].map((source) =>
        operation(of('move', 'telecom', { source: integer(source), destination: integer(1 - source) })),
      ),
    ],
  ])('%s', (_, operations) => {
    const result = applyFhirPathPatch(organization, patch(...operations));
    expect(result.ok && result.resource).toBe(organization);
  });
});
