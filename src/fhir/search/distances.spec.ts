import type { SearchClause } from '../ports/search';
import { distancesOf } from './distances';
import { searchableType } from './searchable-type';

const near = { code: 'near', type: 'special', expression: 'Location.position', documentation: { en: '', fr: '' } } as const; // prettier-ignore
const location = searchableType({ type: 'Location', searchParameters: [near] });
const circle = (latitude: number, longitude: number): SearchClause => ({
  kind: 'position',
  code: 'near',
  values: [{ latitude, longitude, radius: 15_000 }],
});
const over = (...clauses: SearchClause[]): SearchClause => ({ kind: 'refersTo', code: 'location', type: 'Location', clauses }); // prettier-ignore
const nantes = JSON.stringify({ resourceType: 'Location', position: { latitude: 47.2186, longitude: -1.5541 } });
const nowhere = JSON.stringify({ resourceType: 'Location' });
const [HERBLAIN, RENNES] = [circle(47.2122, -1.6497), circle(48.1117, -1.6802)];

describe('the distance of what was found', () => {
  it.each<[string, string, SearchClause[], string, number | undefined]>([
    ['to where it is near', 'Location', [HERBLAIN], nantes, 7.257],
    ['to the nearest of several', 'Location', [{ kind: 'any', clauses: [RENNES, HERBLAIN] }], nantes, 7.257],
    ['over a chain', 'HealthcareService', [over(HERBLAIN)], nantes, 7.257],
    ['of what has no position', 'Location', [HERBLAIN], nowhere, undefined],
  ])('%s', (_, type, clauses, json, expected) => {
    const distance = distancesOf(type, clauses, () => location)!('Location', json);
    if (expected === undefined) expect(distance).toBeUndefined();
    else expect(distance).toBeCloseTo(expected, 1);
  });

  it('is not told of other types, of what is not asked, and of what must not be near', () => {
    expect(distancesOf('HealthcareService', [over(HERBLAIN)], () => location)!('HealthcareService', nantes)).toBe(undefined); // prettier-ignore
    expect(distancesOf('Location', [], () => location)).toBeUndefined();
    expect(distancesOf('Location', [{ kind: 'not', clause: HERBLAIN }], () => location)).toBeUndefined();
  });
});
