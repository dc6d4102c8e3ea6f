import { randomUUID } from 'node:crypto';
import { deepEqual, equal } from 'node:assert/strict';
import { indexChange, PAGE_BYTES, type JsonObject, type SearchClause, type UnitOfWork } from '../../fhir';
import { idsOf, type StoreTester } from './store-tester';
import type { Suite } from './suite';

const ROUNDS = 10;
const WRITERS = 8;

/** Conditional writes: what a search within a unit finds, and which units must not search at the same moment. */
export const criteria: Suite = (tester, { it }) => {
  it('find within a unit what it has written, and nothing of a failed unit', async () => {
    const sample = tester().sample();
    const clauses = clausesFor(tester(), sample);
    const work = tester().store.transaction(async (unit) => {
      deepEqual(await foundIn(tester(), unit, clauses), []);
      const { id } = await tester().create(sample, unit);
      deepEqual(await foundIn(tester(), unit, clauses), [id]);
      throw new Error('taken back');
    });
    await work.catch((error: Error) => equal(error.message, 'taken back'));
    deepEqual(idsOf((await tester().search(clauses)).versions), []);
  });

  it('let only one of the units that hold the same criteria and find nothing create', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await raceOfCreators(Array.from({ length: WRITERS }, tester));
    }
  });

  it('let only one of the units that create and search afterwards keep its resource', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await raceOfLateLookers(Array.from({ length: WRITERS }, tester));
    }
  });
};

/** Each writer creates the same content unless it exists. @param testers one per writer, on the same database */
export async function raceOfCreators(testers: readonly StoreTester[]): Promise<void> {
  const { sample, clauses, key } = subject(testers[0]!);
  const outcomes = await Promise.all(
    testers.map((each) =>
      each.store.transaction(async (unit) => {
        await unit.hold('exclusive', [key]);
        const [found] = await foundIn(each, unit, clauses);
        return found === undefined
          ? { created: true, id: (await each.create(sample, unit)).id }
          : { created: false, id: found };
      }),
    ),
  );
  equal(outcomes.filter(({ created }) => created).length, 1);
  deepEqual([...new Set(outcomes.map(({ id }) => id))].length, 1);
}

/** Each writer creates it, searches again, and rolls back if another writer created it too. */
export async function raceOfLateLookers(testers: readonly StoreTester[]): Promise<void> {
  const { sample, clauses, key } = subject(testers[0]!);
  const outcomes = await Promise.allSettled(
    testers.map((each) =>
      each.store.transaction(async (unit) => {
        await unit.hold('exclusive', [key]);
        const { id } = await each.create(sample, unit);
        deepEqual(await foundIn(each, unit, clauses), [id]);
      }),
    ),
  );
  equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
}

function subject(tester: StoreTester) {
  const sample = tester.sample();
  // No resource has such an id; the key is held by everybody with the same criteria.
  return { sample, clauses: clausesFor(tester, sample), key: { type: tester.type, id: `?${randomUUID()}` } };
}

async function foundIn(
  { type }: StoreTester,
  unit: UnitOfWork,
  clauses: readonly SearchClause[],
): Promise<readonly string[]> {
  return idsOf((await unit.search!({ type, clauses, count: 3, bytes: PAGE_BYTES, countUpTo: 0 })).versions);
}

/** Clauses for all codes and texts of the sample, which no other sample has. */
function clausesFor(tester: StoreTester, sample: JsonObject): readonly SearchClause[] {
  const { added } = indexChange(undefined, sample, undefined, tester.searchable).entries;
  return added.flatMap((entry): SearchClause[] => {
    const { code } = entry;
    if (!tester.answers(code)) return [];
    if (entry.kind === 'token') return [{ kind: 'token', code, values: [{ system: entry.system, value: entry.value }] }]; // prettier-ignore
    return entry.kind === 'string' ? [{ kind: 'string', code, match: 'exact', values: [entry.text] }] : [];
  });
}
