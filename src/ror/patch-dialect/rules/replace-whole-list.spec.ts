import { draftsOf, readBy } from '../../../../test/support/dialect-rule';
import { replaceWholeList } from './replace-whole-list';

const path = 'Organization.alias';
const typed = (content: string) => ({ form: 'typed', type: 'string', content });
const replace = (index: number, to: string) => ({ type: 'replace', path: `${path}[${index}]`, value: typed(to) });
const add = (value: string) => ({ type: 'add', path: 'Organization', name: 'alias', value: typed(value) });
const remove = (index: number) => ({ type: 'delete', path: `${path}[${index}]` });

describe('replace-whole-list', () => {
  it.each([
    ['none before', [], ['a', 'b'], [add('a'), add('b')]],
    ['an equal list: nothing to do', ['a', 'b'], ['a', 'b'], []],
    ['one that differs', ['a', 'b'], ['a', 'c'], [replace(1, 'c')]],
    ['a longer list', ['a'], ['b', 'c'], [replace(0, 'b'), add('c')]],
    ['a shorter list, from the end', ['a', 'b', 'c'], ['a'], [remove(2), remove(1)]],
  ])('%s', (_what, held, wanted, operations) => {
    const organization = { resourceType: 'Organization', ...(held.length > 0 && { alias: held }) };
    const { reading, reports } = readBy(replaceWholeList, organization, {
      type: 'replace',
      path,
      value: { valueString: wanted },
    });
    expect(draftsOf(reading)).toEqual(operations);
    expect(reports).toMatchObject([
      { rule: 'replace-whole-list', text: expect.stringContaining(`${held.length} before, ${wanted.length} after`) },
    ]);
  });
});
