import type { StoredVersion } from '../ports/versions';
import { Neighbours, type NeighbourSource } from './resource-rules';

const versionOf = (name: string): StoredVersion => ({
  type: 'Organization',
  id: 'a',
  versionId: '1',
  lastUpdated: new Date(0),
  interaction: 'create',
  json: JSON.stringify({ resourceType: 'Organization', name }),
});

describe('a neighbour', () => {
  let current: StoredVersion;
  const source = { hold: async () => undefined, read: async () => current } as unknown as NeighbourSource;
  const read = async () =>
    (await new Neighbours(source, { type: 'Organization', id: 'b' }, '').read({ type: 'Organization', id: 'a' }))
      ?.resource;

  it('is parsed once for all resources of a unit that have it', async () => {
    current = versionOf('x');
    const first = await read();
    expect(first).toEqual({ resourceType: 'Organization', name: 'x' });
    expect(await read()).toBe(first);
  });

  it('is read anew once it has another version', async () => {
    current = versionOf('x');
    await read();
    current = versionOf('y');
    expect(await read()).toMatchObject({ name: 'y' });
  });
});
