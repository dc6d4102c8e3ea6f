import { after, before, describe, it } from 'node:test';
import type { Endpoint } from 'fhir/r4';
import { EVERY_CAPABILITY } from 'ror-fhir-facade';
import { MemoryResourceStore } from 'ror-fhir-facade/persistence';
import { client, describeStore, sampleOf, startApp } from 'ror-fhir-facade/testing';

const runner = { describe, it, beforeAll: before, afterAll: after };

describeStore<Endpoint>(
  async () => ({
    store: new MemoryResourceStore({ versionIds: 'hashed', capabilities: { referrers: false } }),
  }),
  {
    runner,
    type: 'Endpoint',
    capabilities: { ...EVERY_CAPABILITY, referrers: false },
    sample: (n) => sampleOf('Endpoint', { name: `Endpoint ${n}`, identifier: [{ system: 'urn:x', value: `${n}` }] }),
    change: (endpoint, n) => ({ ...endpoint, name: `Renamed ${n}` }),
  },
);

/** Only compiled, not run: code that a separate project would write. */
export async function own(): Promise<string | undefined> {
  const app = await startApp({ plugins: [] });
  const { resource } = await client(app).read('Endpoint', '1');
  return resource?.name;
}
