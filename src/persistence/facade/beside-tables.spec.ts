import fc from 'fast-check';
import type { JsonObject } from '../../fhir';
import { besideTables, withBeside } from './beside-tables';
import { unkeptElements } from './unkept';

const resource = (members: object): JsonObject => ({ resourceType: 'Organization', ...members });
const keep = (sent: JsonObject, kept: JsonObject) => besideTables(sent, kept, unkeptElements(sent, kept));

describe('elements without a column', () => {
  const members = fc.record(
    {
      name: fc.string(),
      alias: fc.array(fc.string()),
      active: fc.boolean(),
      telecom: fc.array(fc.record({ value: fc.string(), rank: fc.nat() })),
    },
    { requiredKeys: [] },
  );

  it('come back as they were sent, whatever the tables made of them', () => {
    fc.assert(
      fc.property(members, members, (sent, kept) => {
        const [a, b] = [resource(sent), resource(kept)];
        expect(withBeside(b, keep(a, b))).toEqual(a);
      }),
    );
  });

  it.each<[rule: string, sent: object, kept: object, now: object, shown: object]>([
    [
      'an element changed in the tables is theirs',
      { name: 'A+', alias: ['x'] },
      { name: 'A' },
      { name: 'B' },
      { name: 'B', alias: ['x'] },
    ],
    [
      'another element changed there does no harm',
      { name: 'A+' },
      { name: 'A' },
      { name: 'A', active: true },
      { name: 'A+', active: true },
    ],
    ['an element that was left out stays away', {}, { active: true }, { active: true }, {}],
    ['and comes back when it is changed there', {}, { active: true }, { active: false }, { active: false }],
  ])('%s', (_rule, sent, kept, now, shown) => {
    const beside = keep(resource(sent), resource(kept));
    expect(withBeside(resource(now), beside)).toEqual(resource(shown));
  });
});
