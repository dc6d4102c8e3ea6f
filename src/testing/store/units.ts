import { deepEqual, equal, rejects } from 'node:assert/strict';
import { StaleWriteError } from '../../fhir';
import { contentOf, shown } from './store-tester';
import { breathe, gate, type Suite } from './suite';

/** Units of work: all or nothing. */
export const units: Suite = (tester, { it }, { type, capabilities }) => {
  if (!capabilities.creates || !capabilities.updates) return;

  it('makes several writes visible together, and returns the result of the work', async () => {
    const result = await tester().store.transaction(async (unit) => {
      const one = await tester().create(undefined, unit);
      return [one, await tester().create(undefined, unit)];
    });
    equal(result.length, 2);
    for (const made of result) await tester().expectCurrent(made);
  });

  it('keeps none of its writes when one of them is stale', async () => {
    const [old, other] = await tester().createAll(2);
    const current = await tester().replace(old!);
    const work = tester().store.transaction(async (unit) => {
      await tester().replace(other!, undefined, unit);
      await tester().replace(old!, undefined, unit);
    });
    await rejects(work, StaleWriteError);
    await tester().expectCurrent(other!);
    await tester().expectCurrent(current);
  });

  it('passes an error of the work on unchanged, does not run it again, and keeps nothing', async () => {
    const failure = Object.assign(new Error('the work failed'), { code: 'ECONNREFUSED', errno: 1213, fatal: true });
    const before = await tester().create();
    let runs = 0;
    const work = tester().store.transaction(async (unit) => {
      runs += 1;
      await tester().replace(before, undefined, unit);
      throw failure;
    });
    await rejects(work, (error) => error === failure);
    equal(runs, 1);
    await tester().expectCurrent(before);
    await tester().expectCurrent(await tester().replace(before));
  });

  it('continues after a stale write that it has caught', async () => {
    const first = await tester().create();
    const second = await tester().replace(first);
    const third = await tester().store.transaction(async (unit) => {
      await rejects(tester().replace(first, undefined, unit), StaleWriteError);
      return tester().replace(second, undefined, unit);
    });
    await tester().expectCurrent(third);
  });

  it('reads what it has written itself', async () => {
    const first = await tester().create();
    await tester().store.transaction(async (unit) => {
      deepEqual(shown((await unit.read(type, first.id))!), shown(first));
      const second = await tester().replace(first, undefined, unit);
      deepEqual(shown((await unit.read(type, first.id))!), shown(second));
      await tester().replace(second, undefined, unit);
    });
  });

  it('writes everything that was started together, or nothing', async () => {
    const made = await tester().store.transaction((unit) =>
      Promise.all(Array.from({ length: 5 }, () => tester().create(undefined, unit))),
    );
    for (const each of made) await tester().expectCurrent(each);
    const changed = await tester().replace(made[0]!);
    const work = tester().store.transaction((unit) =>
      Promise.all(made.map((each) => tester().replace(each, undefined, unit))),
    );
    await rejects(work, StaleWriteError);
    for (const each of [changed, ...made.slice(1)]) await tester().expectCurrent(each);
  });

  it('does nothing after its end', async () => {
    const before = await tester().create();
    const { unit } = await tester().store.transaction(async (open) => ({ unit: open }));
    await rejects(tester().replace(before, undefined, unit));
    await rejects(unit.read(type, before.id));
    await rejects(unit.missing([{ type, id: before.id }]));
    await rejects(unit.hold('shared', [{ type, id: before.id }]));
    await tester().expectCurrent(before);
  });

  it('hides uncommitted writes from others, and its failure affects no other unit', async () => {
    const [one, other] = await tester().createAll(2);
    const [hasWritten, mayFail] = [gate(), gate()];
    const failing = tester().store.transaction(async (unit) => {
      await tester().replace(one!, undefined, unit);
      hasWritten.open();
      await mayFail.opened;
      throw new Error('the first one fails');
    });
    const failed = rejects(failing, { message: 'the first one fails' });
    await hasWritten.opened;
    const reading = tester().read(one!.id);
    const writing = tester().replace(other!);
    // Gives the other write time to finish, in case the store lets it.
    await breathe();
    mayFail.open();
    await failed;
    deepEqual(contentOf((await reading)!), contentOf(one!));
    await tester().expectCurrent(await writing);
    await tester().expectCurrent(one!);
  });

  it('lists the missing resources, each once, in ascending order', async () => {
    const { id } = await tester().create();
    const keys = ['nobody', id, 'never', 'nobody'].map((each) => ({ type, id: each }));
    const missing = await tester().store.transaction((unit) => unit.missing(keys));
    deepEqual(missing, [
      { type, id: 'never' },
      { type, id: 'nobody' },
    ]);
    deepEqual(await tester().store.transaction((unit) => unit.missing([])), []);
  });

  it('does not list what it has written as missing', async () => {
    const missing = await tester().store.transaction(async (unit) => {
      const { id } = await tester().create(undefined, unit);
      return unit.missing([{ type, id }]);
    });
    deepEqual(missing, []);
  });
};
