import { withMeta, withoutMeta } from './meta-sets';

const tag = (code: string, more: object = {}) => ({ system: 's', code, ...more });

describe('the sets of meta', () => {
  it.each([
    ['a tag that is not there', {}, { tag: [tag('a')] }, { tag: [tag('a')] }],
    ['one that is, by system and code alone', { tag: [tag('a', { display: 'A' })] }, { tag: [tag('a', { display: 'B', version: '2' })] }, { tag: [tag('a', { display: 'A' })] }],
    ['the same code of another system', { tag: [tag('a')] }, { tag: [{ code: 'a' }] }, { tag: [tag('a'), { code: 'a' }] }],
    ['one twice', {}, { security: [tag('a'), tag('a')] }, { security: [tag('a')] }],
    ['profiles by their URL', { profile: ['p'] }, { profile: ['p', 'q'] }, { profile: ['p', 'q'] }],
    ['nothing else', { source: 'x' }, { source: 'y', versionId: '7' }, { source: 'x' }],
    ['what is beside a list goes with it', { profile: ['p'], _profile: [{ id: '1' }] }, { profile: ['q'] }, { profile: ['p', 'q'] }],
  ])('add %s', (_, meta, added, expected) => {
    expect(withMeta(meta, added)).toEqual(expected);
  }); // prettier-ignore

  it.each([
    ['a tag that is there', { tag: [tag('a', { display: 'A' }), tag('b')] }, { tag: [tag('a')] }, { tag: [tag('b')] }],
    ['the last one, and its list', { tag: [tag('a')], source: 'x' }, { tag: [tag('a')] }, { source: 'x' }],
    ['what is not there', { tag: [tag('a')] }, { tag: [{ code: 'a' }], security: [tag('a')] }, { tag: [tag('a')] }],
    ['profiles by their URL', { profile: ['p', 'q'] }, { profile: ['q'] }, { profile: ['p'] }],
    ['nothing else', { source: 'x' }, { source: 'x' }, { source: 'x' }],
  ])('delete %s', (_, meta, removed, expected) => {
    expect(withoutMeta(meta, removed)).toEqual(expected);
  });
});
