import type { DataSource } from 'typeorm';
import { ChainHasher, verifyChain, type AuditLog, type ChainFault, type ChainPlace } from '../../src/fhir';
import { BEGINNING } from '../../src/fhir/audit/chain';
import { rowOf } from '../../src/fhir/audit/audit-record';
import { timedId } from '../../src/fhir/ports/timed-id';
import { Sealer } from '../../src/fhir/audit/sealer';
import { dataSourceOptions, openAuditLog, openDataSource, type OpenAuditLog } from '../../src/persistence';
import { databases, type TestDatabase } from '../support/databases';

const DAY_MS = 24 * 60 * 60 * 1_000;

describe.each(databases)('the chain of the audit log, on $name', ({ createMigrated }) => {
  let database: TestDatabase;
  let sql: DataSource;
  let open: OpenAuditLog;
  let log: AuditLog;
  let now: number;
  const clock = (): Date => new Date(now);
  const sealer = (keptMs = 0, key?: string) => new Sealer(log, new ChainHasher(key), clock, { keptMs });

  beforeAll(async () => {
    database = await createMigrated();
    sql = await openDataSource({ ...dataSourceOptions({ url: database.url }), migrationsRun: true });
    open = await openAuditLog({ url: database.url });
    log = open.log;
  });
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 28);
    const { hash, number } = BEGINNING;
    for (const table of ['fhir_audit', 'fhir_audit_seal']) await sql.query(`DELETE FROM ${table}`);
    await sql.query("UPDATE fhir_audit_head SET number = ?, hash = ?, at = 0, holder = '', cut_number = ?, cut_hash = ?", [number, hash, number, hash]); // prettier-ignore
  });
  afterAll(async () => {
    await open.close();
    await sql.destroy();
    await database.drop();
  });

  const run = (text: string, values: readonly unknown[] = []): Promise<unknown> =>
    sql.query<unknown>(text, [...values]);
  const record = async (count: number): Promise<void> => {
    const rows = Array.from({ length: count }, (_, at) =>
      rowOf(timedId(now), now, { interaction: 'read', type: 'Organization', id: String(at), requestId: `r${at}`, status: 200 }),
    ); // prettier-ignore
    await log.add(rows);
  };
  /** Seals blocks of three rows each, one day apart. */
  const blocks = async (count: number, seal = sealer()): Promise<void> => {
    for (let at = 0; at < count; at += 1) {
      await record(3);
      await seal.sealAll();
      now += DAY_MS;
    }
  };
  const faults = async (key?: string, anchors: readonly ChainPlace[] = []): Promise<readonly ChainFault[]> => {
    const found: ChainFault[] = [];
    for await (const verified of verifyChain(log, new ChainHasher(key), anchors)) found.push(...verified.faults);
    return found;
  };
  const idsOf = async (block: number): Promise<readonly string[]> => (await log.sealed(block)).map(({ id }) => id);

  it('is intact when nobody has changed it', async () => {
    await blocks(4);
    await record(2);
    expect(await faults()).toEqual([]);
    expect(await log.counts()).toEqual({ rows: 14, waiting: 2 });
    expect((await log.head()).number).toBe(4);
  });

  it('is empty and intact at first', async () => {
    expect(await faults()).toEqual([]);
  });

  it.each<[what: string, tamper: () => Promise<unknown>, seen: Partial<ChainFault>]>([
    ['a row is removed', async () => run('DELETE FROM fhir_audit WHERE id = ?', [(await idsOf(2))[1]]), { fault: 'rows-missing', seal: 2, expected: 3, found: 2 }],
    ['a row is changed', async () => run(`UPDATE fhir_audit SET body = REPLACE(body, '"status":200', '"status":404'), outcome = '4' WHERE id = ?`, [(await idsOf(2))[1]]), { fault: 'row-changed', seal: 2 }],
    ['a row is dated back', async () => run('UPDATE fhir_audit SET recorded = recorded - 1 WHERE id = ?', [(await idsOf(2))[1]]), { fault: 'row-changed', seal: 2 }],
    ['what a row is found by is changed', async () => run("UPDATE fhir_audit SET entity = 'Organization/other' WHERE id = ?", [(await idsOf(3))[0]]), { fault: 'column-changed', seal: 3 }],
    ['two rows are swapped', async () => swapBodies(await idsOf(1)), { fault: 'row-changed', seal: 1 }],
    ['a row is moved to another block', async () => run('UPDATE fhir_audit SET block = 3 WHERE id = ?', [(await idsOf(2))[0]]), { fault: 'rows-added', seal: 3 }],
    ['a row is added to a block', async () => (await record(1), run('UPDATE fhir_audit SET block = 1 WHERE block IS NULL')), { fault: 'rows-added', seal: 1 }],
    ['a row is added to a block that is none', async () => (await record(1), run('UPDATE fhir_audit SET block = 77 WHERE block IS NULL')), { fault: 'stray-rows' }],
    ['a seal is removed', async () => run('DELETE FROM fhir_audit_seal WHERE number = 2'), { fault: 'seal-missing', seal: 2 }],
    ['a seal is removed with its rows', async () => (await run('DELETE FROM fhir_audit_seal WHERE number = 2'), run('DELETE FROM fhir_audit WHERE block = 2')), { fault: 'seal-missing', seal: 2 }],
    ['a seal is changed', async () => run('UPDATE fhir_audit_seal SET at = at + 1 WHERE number = 2'), { fault: 'seal-changed', seal: 2 }],
    ['a seal is made anew over changed rows', async () => forge(2), { fault: 'seal-out-of-place', seal: 3 }],
    ['a row is dated back, and its seal made anew', async () => dateBack(4), { fault: 'column-changed', seal: 4 }],
    ['two seals are swapped', async () => swapSeals(), { fault: 'seal-changed', seal: 1 }],
    ['the tail is cut', async () => (await run('DELETE FROM fhir_audit_seal WHERE number = 4'), run('DELETE FROM fhir_audit WHERE block = 4')), { fault: 'end-missing', expected: 4, found: 3 }],
    ['all is removed', async () => (await run('DELETE FROM fhir_audit_seal'), run('DELETE FROM fhir_audit')), { fault: 'end-missing', expected: 4, found: 0 }],
    ['the beginning is removed, and a checkpoint forged', async () => forgeCheckpoint(), { fault: 'beginning-missing', seal: 2 }],
  ])('shows when %s', async (_, tamper, seen) => {
    await blocks(4);
    await tamper();
    expect(await faults()).toContainEqual(expect.objectContaining(seen));
  }); // prettier-ignore

  /** Forges a block as somebody would who knows how the chain is computed. */
  async function forge(number: number): Promise<void> {
    const [before] = await log.seals(number - 2, 1);
    const [seal] = await log.seals(number - 1, 1);
    await sql.query('DELETE FROM fhir_audit WHERE id = ?', [(await idsOf(number))[0]]);
    const made = new ChainHasher().seal(before!, await log.sealed(number), seal!.at);
    await sql.query('UPDATE fhir_audit_seal SET count = ?, root = ?, hash = ? WHERE number = ?', [made.count, made.root, made.hash, number]); // prettier-ignore
  }

  /** Forges the last block, so that only the ids of its rows still say when they were recorded. */
  async function dateBack(number: number): Promise<void> {
    const [before] = await log.seals(number - 2, 1);
    const [seal] = await log.seals(number - 1, 1);
    await sql.query('UPDATE fhir_audit SET recorded = recorded - 1 WHERE id = ?', [(await idsOf(number))[1]]);
    const { root, hash } = new ChainHasher().seal(before!, await log.sealed(number), seal!.at);
    await sql.query('UPDATE fhir_audit_seal SET root = ?, hash = ? WHERE number = ?', [root, hash, number]);
    await sql.query('UPDATE fhir_audit_head SET hash = ?', [hash]);
  }

  async function forgeCheckpoint(): Promise<void> {
    const [seal] = await log.seals(1, 1);
    await sql.query('DELETE FROM fhir_audit_seal WHERE number <= 2');
    await sql.query('DELETE FROM fhir_audit WHERE block <= 2');
    await sql.query('UPDATE fhir_audit_head SET cut_number = 2, cut_hash = ?', [seal!.hash]);
  }

  async function swapBodies([one, other]: readonly string[]): Promise<void> {
    const [a, b] = await log.sealed(1);
    for (const [id, row] of [[one, b!], [other, a!]] as const)
      await sql.query('UPDATE fhir_audit SET body = ?, entity = ? WHERE id = ?', [row.body, row.entity, id]);
  } // prettier-ignore

  async function swapSeals(): Promise<void> {
    for (const [from, to] of [[1, 99], [2, 1], [99, 2]]) {
      await sql.query('UPDATE fhir_audit_seal SET number = ? WHERE number = ?', [to, from]);
      await sql.query('UPDATE fhir_audit SET block = ? WHERE block = ?', [to, from]);
    }
  } // prettier-ignore

  describe('a chain that somebody recomputes after a change', () => {
    const makeAnew = async (key?: string): Promise<void> => {
      await sql.query('UPDATE fhir_audit SET body = REPLACE(body, \'"status":200\', \'"status":201\') WHERE block = 1');
      let before: ChainPlace = BEGINNING;
      for (const seal of await log.seals(0, 100)) {
        const made = new ChainHasher(key).seal(before, await log.sealed(seal.number), seal.at);
        await sql.query('UPDATE fhir_audit_seal SET previous = ?, root = ?, signed_by = ?, hash = ? WHERE number = ?', [
          made.previous, made.root, made.key, made.hash, made.number]); // prettier-ignore
        before = made;
      }
      await sql.query('UPDATE fhir_audit_head SET hash = ?', [before.hash]);
    };

    it('is revealed by an end that was recorded elsewhere', async () => {
      await blocks(3);
      const noted = await log.head();
      await blocks(1);
      expect(await faults(undefined, [noted])).toEqual([]);
      await makeAnew();
      expect(await faults()).toEqual([]);
      expect(await faults(undefined, [noted])).toContainEqual(expect.objectContaining({ fault: 'anchor-missing', seal: 3 })); // prettier-ignore
    });

    it('is prevented by a key that they do not have', async () => {
      const key = 'k'.repeat(32);
      await blocks(3, sealer(0, key));
      expect(await faults(key)).toEqual([]);
      await makeAnew('x'.repeat(32));
      expect(await faults(key)).toContainEqual(expect.objectContaining({ fault: 'other-key', seal: 1 }));
    });
  });

  describe('removal after the retention period', () => {
    it('leaves a chain that can be verified', async () => {
      await blocks(5);
      expect(await sealer(2.5 * DAY_MS).removeOld()).toBe(3);
      expect((await log.head()).cut.number).toBe(3);
      expect(await log.counts()).toEqual({ rows: 7, waiting: 1 });
      expect(await faults()).toEqual([]);
      await blocks(1);
      expect(await faults()).toEqual([]);
    });

    it('leaves the last seal, from which the chain continues', async () => {
      await blocks(2);
      now += 100 * DAY_MS;
      await sealer(DAY_MS).removeOld();
      expect((await log.head()).cut.number).toBe(1);
      await blocks(1);
      expect(await faults()).toEqual([]);
    });

    it('is recorded with the hash that the rest begins at, not only with its number', async () => {
      await blocks(5);
      await sealer(2.5 * DAY_MS).removeOld();
      await sql.query('UPDATE fhir_audit_head SET cut_hash = ?', [BEGINNING.hash]);
      expect(await faults()).toContainEqual(
        expect.objectContaining({ fault: 'beginning-missing', seal: 3, found: BEGINNING.hash }),
      );
    });

    it('does not hide that other rows were removed', async () => {
      await blocks(5);
      await sealer(2.5 * DAY_MS).removeOld();
      await blocks(1);
      const [seal] = await log.seals(3, 1);
      await sql.query('DELETE FROM fhir_audit WHERE block = 4');
      await sql.query('DELETE FROM fhir_audit_seal WHERE number = 4');
      await sql.query('UPDATE fhir_audit_head SET cut_number = 4, cut_hash = ?', [seal!.hash]);
      expect(await faults()).toContainEqual(expect.objectContaining({ fault: 'beginning-missing', seal: 4 }));
    });
  });

  it('seals each row once, however many processes seal', async () => {
    await record(50);
    const sealers = Array.from({ length: 8 }, () => sealer());
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([...sealers.map((each) => each.sealAll()), record(20)]);
      now += 10_000;
    }
    await sealers[0]!.sealAll();
    expect(await log.counts()).toEqual({ rows: 150, waiting: 0 });
    expect(await faults()).toEqual([]);
  });
});
