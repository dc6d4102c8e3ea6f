import { FhirError, type JsonObject } from '../../fhir';
import { refuseUnkept, unkeptElements } from './unkept';

const organization = (members: object): JsonObject => ({ resourceType: 'Organization', ...members });

describe('elements that the tables lost', () => {
  it.each<[rule: string, wanted: object, kept: object, expressions: string[]]>([
    ['nothing differs, whatever the order of members', { name: 'A', active: true }, { active: true, name: 'A' }, []],
    ['an element is not there any more', { name: 'A', alias: ['B'] }, { name: 'A' }, ['Organization.alias']],
    ['an element came from nowhere', { name: 'A' }, { name: 'A', active: true }, ['Organization.active']],
    [
      'a part of an item of a list',
      { telecom: [{ value: '1' }, { value: '2', rank: 1 }] },
      { telecom: [{ value: '1' }, { value: '2' }] },
      ['Organization.telecom[1].rank'],
    ],
    ['a list of another length is told as a whole', { alias: ['A', 'B'] }, { alias: ['A'] }, ['Organization.alias']],
    [
      'each of them is told',
      { name: 'A', language: 'fr' },
      { name: 'B' },
      ['Organization.name', 'Organization.language'],
    ],
  ])('%s', (_rule, wanted, kept, expressions) => {
    const found = unkeptElements(organization(wanted), organization(kept));
    expect(found.map(({ expression }) => expression)).toEqual(expressions);
  });

  it('are refused by name', () => {
    const unkept = unkeptElements(organization({ alias: ['B'] }), organization({}));
    expect(() => refuseUnkept(unkept)).toThrow(FhirError);
    expect(() => refuseUnkept(unkept)).toThrow('The tables behind this server cannot store Organization.alias');
  });

  it('are not refused where nothing is lost', () => {
    expect(() => refuseUnkept([])).not.toThrow();
  });
});
