import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FhirOptions } from '../options/fhir-options';
import { IndexUpkeep } from './index-upkeep';
import type { LabelsInForce } from './labels-in-force';
import type { ResourceIndex } from './resource-index';
import type { StoreRegistry } from './store-registry';

const TYPES = ['Location', 'Organization', 'Practitioner'];

describe('IndexUpkeep at start', () => {
  /** What was noted, in order, and how many notes were being written at once at most. */
  async function notesOf(total: number, noted: Readonly<Record<string, string>> = {}) {
    const notes: string[] = [];
    let [writing, most] = [0, 0];
    const index = {
      noted: async (name: string) => noted[name],
      note: async (name: string, digest: string) => {
        most = Math.max(most, (writing += 1));
        await nextTurn();
        writing -= 1;
        notes.push(`${name}: ${digest}`);
      },
      rebuild: async function* () {},
    };
    const stores = {
      served: new Map(TYPES.map((type) => [type, {}])),
      mislabelled: new Set<string>(),
      of: () => ({ index, search: async () => ({ total }) }),
    };
    const indexes = { of: (type: string) => ({ type, digest: 'now', indexed: [] }) };
    await new IndexUpkeep(
      stores as unknown as StoreRegistry,
      {} as FhirOptions,
      indexes as unknown as ResourceIndex,
      { agree: async () => undefined } as unknown as LabelsInForce,
    ).onApplicationBootstrap();
    return { notes: notes.sort(), most };
  }

  it.each([
    ['together where there is no resource, so that they are committed at once', 0, 3],
    ['one after the other where there are resources', 1, 1],
  ])('notes what indexes are made of %s', async (_, total, most) => {
    expect(await notesOf(total)).toEqual({ notes: TYPES.map((type) => `${type}: now`), most });
  });

  it('forgets where a rebuild was interrupted, and only there', async () => {
    const { notes } = await notesOf(1, { 'Location to': 'now', 'Location after': '7' });
    expect(notes).toEqual(['Location to: ', 'Location: now', 'Organization: now', 'Practitioner: now']);
  });
});
