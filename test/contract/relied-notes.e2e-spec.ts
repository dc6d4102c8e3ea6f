import type { UnitOfWork } from '../../src/fhir';
import { databases, type TestDatabase } from '../support/databases';
import { openSqlStore } from './open-sql-store';
import { draftOf } from '../support/draft-of';
import { versionOf, type OpenStore } from './resource-store.contract';

const NOTE = 'what all rely on';
const create = (unit: UnitOfWork, id: string) => unit.write(draftOf(versionOf(id, 1, { type: 'Basic' })), null);

describe.each(databases)('notes that units of work rely on, on $name', ({ createMigrated }) => {
  let database: TestDatabase;
  let open: OpenStore;
  let other: OpenStore;
  beforeAll(async () => {
    database = await createMigrated();
    open = await openSqlStore({ url: database.url });
    other = await openSqlStore({ url: database.url });
  });
  afterAll(async () => {
    await open.close();
    await other.close();
    await database.drop();
  });

  it.each([
    { rule: 'a unit commits when the note has its value', noted: 'a', relied: 'a', late: false, isKept: true },
    { rule: 'a unit commits when there is no such note', noted: undefined, relied: 'a', late: false, isKept: true },
    { rule: 'a unit stores nothing when the note has another value', noted: 'b', relied: 'a', late: false, isKept: false },
    { rule: 'a unit that relied on an empty note stores nothing when it has a value', noted: 'b', relied: '', late: false, isKept: false },
    { rule: 'a unit of many writes stores nothing either', noted: 'b', relied: 'a', late: true, isKept: false },
  ])('$rule', async ({ rule, noted, relied, late, isKept }) => {
    const [id, note] = [`r${rule.length}`, `${NOTE} ${rule.length}`];
    if (noted !== undefined) await other.store.index!.note(note, noted);
    const work = async (unit: UnitOfWork) => {
      await create(unit, id);
      await unit.relyOn!(note, relied);
    };
    const outcome = await open.store.transaction(work, { late }).then(() => 'kept', ({ kind }: { kind: string }) => kind);
    expect([outcome, (await open.store.read('Basic', id)) !== undefined]).toEqual([isKept ? 'kept' : 'unavailable', isKept]);
    // The connection is whole.
    await open.store.transaction((unit) => create(unit, `${id}-next`));
  });

  it('a note stays as it is until the units that rely on it have ended', async () => {
    await other.store.index!.note(NOTE, 'before');
    let noting: Promise<void> | undefined;
    await open.store.transaction(async (unit) => {
      await create(unit, 'held');
      await unit.relyOn!(NOTE, 'before');
      await unit.search!({ type: 'Basic', clauses: [], count: 1, bytes: 1 });
      noting ??= other.store.index!.note(NOTE, 'after');
      for (let reads = 0; reads < 50; reads += 1) expect(await other.store.index!.noted(NOTE)).toBe('before');
    });
    await noting;
    expect(await other.store.index!.noted(NOTE)).toBe('after');
  });

  it('a rebuild writes nothing, and notes nothing, when the note has another value', async () => {
    const { index } = other.store;
    await index!.note(NOTE, 'theirs');
    await open.store.transaction((unit) => create(unit, 'indexed'));
    const entriesOf = () => [{ kind: 'token', code: 'x', system: '', value: 'y' }] as const;
    const rebuild = async () => {
      for await (const page of index!.rebuild('Basic', ['x'], entriesOf, '', { note: NOTE, digest: 'mine' })) expect(page).toBe('not reached');
    };
    await expect(rebuild()).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(index!.note('Basic', 'mine', { note: NOTE, digest: 'mine' })).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await index!.noted('Basic')).toBeUndefined();
    const clauses = [{ kind: 'token', code: 'x', values: [{ system: '', value: 'y' }] }] as const;
    expect((await open.store.search({ type: 'Basic', clauses, count: 1, bytes: 1 })).total).toBe(0);
  });
}); // prettier-ignore
