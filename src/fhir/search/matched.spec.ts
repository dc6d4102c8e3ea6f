import type { JsonObject } from '../json';
import { matchedBy } from './matched';
import { searchableType } from './searchable-type';

const documentation = { en: 'x', fr: 'x' };
const organization = searchableType({
  type: 'Organization',
  fullText: true,
  searchParameters: [
    { code: 'name', type: 'string', expression: 'Organization.name | Organization.alias', documentation },
    { code: 'type', type: 'token', expression: 'Organization.type', documentation },
    { code: 'partof', type: 'reference', expression: 'Organization.partOf', documentation },
    {
      code: 'opened',
      type: 'date',
      expression: "Organization.extension('urn:opened').value.ofType(date)",
      documentation,
    },
    { code: 'called', type: 'string', expression: 'Organization.name', indexedAs: 'name', documentation },
  ],
});
const CHU = {
  resourceType: 'Organization',
  name: 'Hôpital Nord',
  alias: ['Nord', 'CHU'],
  identifier: [{ system: 'urn:s', value: '1' }, { value: '12' }],
  type: [{ coding: [{ system: 'urn:t', code: '330' }], text: 'Hôpital public' }],
  partOf: { reference: 'Organization/2' },
  extension: [{ url: 'urn:opened', valueDate: '2026-01' }],
} as unknown as JsonObject;

describe('what of a resource fits', () => {
  it.each<[Record<string, string | string[]>, [string, ...string[]][]]>([
    [{ name: 'HOP' }, [['name', 'Hôpital Nord']]],
    [{ name: 'nord,chu' }, [['name', 'Nord', 'CHU']]],
    [{ 'name:contains': 'nord' }, [['name:contains', 'Hôpital Nord', 'Nord']]],
    [{ name: ['hop', 'chu'] }, [['name', 'Hôpital Nord', 'CHU']]],
    [{ called: 'hop' }, [['called', 'Hôpital Nord']]],
    [{ identifier: 'urn:s|1' }, [['identifier', '1']]],
    [{ identifier: 'urn:s|' }, [['identifier', 'urn:s']]],
    [{ 'type:text': 'hopital' }, [['type:text', 'hopital public']]],
    [{ partof: '2' }, [['partof', 'Organization/2']]],
    [{ opened: 'ge2026' }, [['opened', '2026-01-01 – 2026-01-31']]],
    [{ _content: 'nor' }, [['_content', 'nord']]],
    [{ type: '330', name: 'x' }, [['type', '330']]],
    [{ 'name:missing': 'false' }, [['name:missing', 'Hôpital Nord', 'Nord', 'CHU']]],
  ])('%j', (parameters, expected) => {
    const told = matchedBy(organization, parameters, 'http://localhost/fhir')(CHU);
    expect(told.map(({ name, values }) => [name, ...values])).toEqual(expected);
  });

  it.each<Record<string, string>>([
    { 'type:not': '1' },
    { 'name:missing': 'true' },
    { 'partof.name': 'x' },
    { nonsense: 'x' },
    { identifier: 'a|b|c' },
    { opened: 'soon' },
    { 'type:in': 'urn:unknown' },
    { _id: '1' },
    { _sort: 'name' },
    { name: '' },
  ])('nothing is told of %j', (parameters) => {
    expect(matchedBy(organization, parameters, 'http://localhost/fhir')(CHU)).toEqual([]);
  });
});
