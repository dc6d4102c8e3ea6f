import { draftsOf, readBy } from '../../../../test/support/dialect-rule';
import { typeAsString } from './type-as-string';

const organization = { resourceType: 'Organization' };

describe('type-as-string', () => {
  it('reports a type given as valueString', () => {
    const { reading, reports } = readBy(typeAsString, organization, {
      type: 'delete',
      path: 'Organization.name',
      typeAs: 'valueString',
    });
    expect(draftsOf(reading)).toEqual([{ type: 'delete', path: 'Organization.name' }]);
    expect(reports).toEqual([
      {
        rule: 'type-as-string',
        text: expect.stringContaining('delete'),
        expression: 'Parameters.parameter[0].part[0]',
      },
    ]);
  });

  it.each(['valueCode', 'valueId'])('has nothing to say of %s', (typeAs) => {
    const { reading, reports } = readBy(typeAsString, organization, {
      type: 'delete',
      path: 'Organization.name',
      typeAs,
    });
    expect([reading, reports]).toEqual([undefined, []]);
  });
});
