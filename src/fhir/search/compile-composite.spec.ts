import type { JsonObject } from '../json';
import { clauseFits } from './fits';
import { readClauses } from './read-clauses';
import { searchableType } from './searchable-type';

const documentation = { en: 'A value of a kind.', fr: 'Une valeur d’un type.' };
const COMPONENTS = [
  { type: 'token', expression: 'code' },
  { type: 'quantity', expression: 'value.ofType(Quantity)' },
] as const;
const searchable = searchableType({
  type: 'Observation',
  searchParameters: [
    { code: 'component-code-value-quantity', type: 'composite', expression: 'Observation.component', components: COMPONENTS, documentation },
    { code: 'code-value-quantity', type: 'composite', expression: 'Observation', components: COMPONENTS, documentation },
  ],
}); // prettier-ignore

const coded = (code: string) => ({ coding: [{ system: 'urn:s', code }] });
const quantity = (value: number) => ({ value, system: 'http://unitsofmeasure.org', code: 'mm[Hg]' });
const observation: JsonObject = {
  resourceType: 'Observation',
  code: coded('bp'),
  valueQuantity: quantity(1),
  component: [
    { code: coded('systolic'), valueQuantity: quantity(120) },
    { code: coded('diastolic'), valueQuantity: quantity(80) },
  ],
};
const entries = searchable.indexed.flatMap((parameter) => parameter.entries(observation, undefined));

const finds = (name: string, value: string): boolean => {
  const { clauses } = readClauses(searchable, { [name]: value }, new Set());
  const candidate = { type: 'Observation', id: '1', lastUpdated: 0, entries };
  return clauses.every((clause) => clauseFits(clause, candidate) === true);
};

describe('a composite parameter', () => {
  it.each([
    ['of one component', 'component-code-value-quantity', 'systolic$gt100', true],
    ['of two components', 'component-code-value-quantity', 'diastolic$gt100', false],
    ['with systems and units', 'component-code-value-quantity', 'urn:s|diastolic$lt90|http://unitsofmeasure.org|mm[Hg]', true],
    ['or another one', 'component-code-value-quantity', 'diastolic$gt100,diastolic$80', true],
    ['or none of them', 'component-code-value-quantity', 'diastolic$gt100,systolic$80', false],
    ['of the resource itself', 'code-value-quantity', 'bp$1', true],
    ['not of its components', 'code-value-quantity', 'systolic$120', false],
  ])('finds what is %s', (_, name, value, expected) => {
    expect(finds(name, value)).toBe(expected);
  }); // prettier-ignore

  it('keeps entries by their parts, and no more than one record each', () => {
    expect(searchable.indexed.find(({ code }) => code === 'component-code-value-quantity')!.codes).toEqual(
      expect.arrayContaining(['component-code-value-quantity$0', 'component-code-value-quantity$1']),
    );
    const records = entries
      .filter(({ code }) => code === 'component-code-value-quantity$0')
      .map(({ record }) => record);
    expect(records).toEqual([1, 2]);
  });

  it.each(['systolic', 'systolic$1$2', 'systolic$much', '$1'])('refuses %s', (value) => {
    const error = expect.objectContaining({ kind: 'invalid-request' }) as Error;
    expect(() => finds('component-code-value-quantity', value)).toThrow(error);
  });

  it.each([
    [{ expression: 'Observation.component' }, /two components or more/],
    [{ expression: 'Observation.component', components: [COMPONENTS[0], { type: 'token' as const, expression: 'nothing' }] }, /no element nothing/],
  ])('cannot be declared with %j', (wrong, said) => {
    const searchParameters = [{ code: 'x', type: 'composite' as const, documentation, ...wrong }];
    expect(() => searchableType({ type: 'Observation', searchParameters })).toThrow(said);
  }); // prettier-ignore
});
