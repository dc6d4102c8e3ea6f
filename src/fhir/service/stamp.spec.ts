import type { JsonObject } from '../json';
import { sameContent, stamp, withoutStamp } from './stamp';

const at = new Date('2026-01-02T03:04:05.678Z');

describe('stamp', () => {
  it('sets id, versionId and lastUpdated whatever the client wrote there, and keeps the rest of meta', () => {
    const sent = {
      resourceType: 'Organization',
      id: 'theirs',
      name: 'CHU',
      meta: { versionId: '99', lastUpdated: '2001-01-01T00:00:00Z', _lastUpdated: { id: 'x' }, profile: ['http://p'] },
    };
    expect(stamp(sent, '1234', '3', at)).toEqual({
      resourceType: 'Organization',
      id: '1234',
      meta: { versionId: '3', lastUpdated: '2026-01-02T03:04:05.678Z', profile: ['http://p'] },
      name: 'CHU',
    });
  });

  it('puts resourceType, id and meta first', () => {
    const stamped = stamp({ name: 'CHU', resourceType: 'Organization' }, '1', '1', at);
    expect(Object.keys(stamped)).toEqual(['resourceType', 'id', 'meta', 'name']);
  });

  it('is undone by withoutStamp', () => {
    const content = { resourceType: 'Organization', name: 'CHU' };
    expect(withoutStamp(stamp(content, '1', '1', at))).toEqual(content);
    const tagged = { ...content, meta: { tag: [{ code: 'a' }] } };
    expect(withoutStamp(stamp(tagged, '1', '1', at))).toEqual(tagged);
  });
});

describe('sameContent', () => {
  const content: JsonObject = { resourceType: 'Organization', name: 'CHU', alias: ['a'] };
  it.each<[string, boolean, JsonObject, JsonObject]>([
    ['the same object', true, content, content],
    ['what the server stamps', true, stamp(content, '1', '1', at), stamp(content, '2', '7', new Date(0))],
    ['stamped and not', true, content, stamp(content, '1', '1', at)],
    ['members in another order', true, content, { alias: ['a'], name: 'CHU', resourceType: 'Organization' }],
    ['an empty meta and none', true, content, { ...content, meta: { versionId: '3' } }],
    ['an element changed', false, content, { ...content, name: 'CHRU' }],
    ['an element more', false, content, { ...content, active: true }],
    ['an element less', false, content, { resourceType: 'Organization', name: 'CHU' }],
    ['an element in place of another', false, content, { resourceType: 'Organization', name: 'CHU', _alias: ['a'] }],
    ['a tag', false, content, { ...content, meta: { tag: [{ code: 'a' }] } }],
    [
      'another tag',
      false,
      { ...content, meta: { tag: [{ code: 'b' }] } },
      { ...content, meta: { tag: [{ code: 'a' }] } },
    ],
    ['a meta that is none', false, content, { ...content, meta: 'x' }],
  ])('%s: %s', (_, expected, one, other) => {
    expect(sameContent(one, other)).toBe(expected);
    expect(sameContent(other, one)).toBe(expected);
  });
});
