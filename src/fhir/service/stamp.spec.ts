import { stamp, withoutStamp } from './stamp';

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
