import { inEnglish } from '../../../../test/support/in-english';
import type { FhirError } from '../../errors/fhir-error';
import type { JsonObject } from '../../json';
import { isSubsetted } from '../../model/subsetted';
import { readView, subset } from './subset';

const organization: JsonObject = {
  resourceType: 'Organization',
  id: '1',
  meta: { versionId: '1', tag: [{ code: 'mine' }] },
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">CHU</div>' },
  modifierExtension: [{ url: 'http://x', valueBoolean: true }],
  identifier: [
    { system: 'urn:s', value: '1', assigner: { display: 'INSEE' }, extension: [{ url: 'http://y', valueCode: 'a' }] },
  ],
  name: 'CHU',
  _name: { extension: [{ url: 'http://z', valueCode: 'b' }] },
  alias: ['C.H.U.'],
};
const members = (query: Record<string, unknown>) => Object.keys(subset(organization, readView(query)!)).sort();

describe('a view of a resource', () => {
  it.each([
    [{ _summary: 'true' }, ['_name', 'id', 'identifier', 'meta', 'name', 'resourceType']],
    [{ _summary: 'text' }, ['id', 'meta', 'modifierExtension', 'resourceType', 'text']],
    [{ _summary: 'data' }, ['_name', 'alias', 'id', 'identifier', 'meta', 'modifierExtension', 'name', 'resourceType']],
    [{ _elements: 'alias' }, ['alias', 'id', 'meta', 'modifierExtension', 'resourceType']],
    [
      { _elements: 'Organization.name,alias' },
      ['_name', 'alias', 'id', 'meta', 'modifierExtension', 'name', 'resourceType'],
    ],
    [{ _elements: 'identifier.value' }, ['id', 'identifier', 'meta', 'modifierExtension', 'resourceType']],
    [{ _elements: 'title' }, ['id', 'meta', 'modifierExtension', 'resourceType']],
  ])('%j shows %j', (query, expected) => {
    expect(members(query)).toEqual([...expected].sort());
  });

  it.each([
    [
      { _elements: 'title' },
      ['date', 'fhirVersion', 'format', 'id', 'kind', 'meta', 'resourceType', 'status', 'title'],
    ],
    [{ _summary: 'text' }, ['date', 'fhirVersion', 'format', 'id', 'kind', 'meta', 'resourceType', 'status']],
  ])('%j keeps what every resource of the type must have', (query, expected) => {
    const statement: JsonObject = { resourceType: 'CapabilityStatement', id: '1', status: 'active', date: '2026', kind: 'instance', fhirVersion: '4.0.1', format: ['json'], title: 'T', name: 'N' }; // prettier-ignore
    expect(Object.keys(subset(statement, readView(query)!)).sort()).toEqual(expected);
  });

  it('shows of the elements of a summary what belongs to theirs', () => {
    expect(subset(organization, { kind: 'summary' })['identifier']).toEqual([
      { system: 'urn:s', value: '1', assigner: { display: 'INSEE' } },
    ]);
  });

  it('is tagged, beside the tags that are there, and leaves its source alone', () => {
    const shown = subset(organization, { kind: 'text' });
    expect(shown['meta']).toMatchObject({ versionId: '1', tag: [{ code: 'mine' }, { code: 'SUBSETTED' }] });
    expect(isSubsetted(shown)).toBe(true);
    expect(isSubsetted(organization)).toBe(false);
  });

  it.each([{}, { _summary: 'false' }, { _summary: '' }, { _elements: '' }])('%j is the whole', (query) => {
    expect(readView(query)).toBeUndefined();
  });

  it.each([{ _summary: 'count' }, { _summary: ['true', 'text'] }, { _elements: 'a b' }, { _elements: ['a'] }])(
    '%j is refused',
    (query) => {
      expect(() => readView(query)).toThrow(expect.objectContaining({ kind: 'invalid-request' }) as Error);
    },
  );

  it.each<[elements: string, type: string | undefined, says: string]>([
    ['nmae', 'Organization', '_elements names nmae, which Organization does not have; did you mean name?'],
    ['name,xyz', 'Organization', '_elements names xyz, which Organization does not have'],
    ['nmae', undefined, '_elements names nmae, which no resource type has'],
    ['Location.alias,Location.adress', 'Organization', '_elements names adress, which Location does not have; did you mean address?'],
    ['Organization.title', 'Organization', '_elements names title, which Organization does not have'],
    ['Organisation.name', 'Organization', '_elements names Organisation, which is not a resource type; did you mean Organization?'],
    ['Thing.name', undefined, '_elements names Thing, which is not a resource type'],
  ])('_elements=%s of %s is refused', (elements, type, says) => {
    let refused: FhirError | undefined;
    try {
      readView({ _elements: elements }, { type });
    } catch (error) {
      refused = error as FhirError;
    }
    expect(refused).toMatchObject({ kind: 'invalid-request', issues: [{ code: 'value', expression: 'http._elements' }] });
    expect(inEnglish(refused!.issues)).toMatchObject([{ text: says }]);
  }); // prettier-ignore

  it.each([
    ['resourceType,id,meta', 'Organization'],
    ['title', 'Organization'],
    ['Location.alias.x', undefined],
  ])('_elements=%s of %s is accepted: each is an element of some type', (elements, type) => {
    expect(readView({ _elements: elements }, { type })).toBeDefined();
  });

  it.each([
    ['Organization.name', ['name']],
    ['Organization.name,Location.alias', ['name']],
    ['name,Location.alias', ['name']],
    ['Location.alias', ['active', 'alias', 'name']],
  ])('_elements=%s shows the elements of its type alone', (elements, shown) => {
    const resource = { resourceType: 'Organization', id: '1', active: true, alias: ['a'], name: 'n' };
    const { resourceType: _, id: __, meta: ___, ...rest } = subset(resource, readView({ _elements: elements })!);
    expect(Object.keys(rest).sort()).toEqual(shown);
  });
});
