import {
  StaleWriteError,
  stringifyJson,
  withoutStamp,
  type Hold,
  type JsonObject,
  type Referrer,
  type ResourceKey,
  type SearchPage,
  type SearchRequest,
  type StoredVersion,
  type UnitOfWork,
  type VersionDraft,
} from '../../fhir';
import type { SqlDatabase, SqlTransaction } from '../sql/sql-database';
import { SqlUnit } from '../sql/sql-unit';
import { besideTables } from './beside-tables';
import { quoted, where, type Condition } from './condition';
import { isOfCriteria } from './criteria-guards';
import type { FacadeTable, FacadeTables } from './facade-tables';
import { refusedRow } from './refused-rows';
import { readResources, type CurrentVersion } from './resources';
import { refuseUnkept, unkeptElements } from './unkept';
import { deleteRow, insertRow, updateRow } from './write-rows';

/**
 * One run of a transaction on existing tables. Whatever is written is read back before the commit: the answer is what
 * the database made of it, and elements that did not come back are refused or kept in the side table.
 */
export class FacadeUnit extends SqlUnit implements UnitOfWork {
  constructor(
    database: SqlDatabase,
    private readonly tables: FacadeTables,
  ) {
    super(database);
  }

  read(type: string, id: string): Promise<StoredVersion | undefined> {
    return this.steps.run(() => this.tables.of(type).current(this.steps.session, id));
  }

  write(draft: VersionDraft, expected: string | null): Promise<StoredVersion> {
    return this.steps.run(async () => {
      const transaction = await this.steps.begun();
      const table = this.tables.of(draft.type);
      try {
        return draft.resource === null
          ? await this.remove(transaction, table, draft, expected)
          : await this.store(transaction, table, draft, draft.resource, expected);
      } catch (error) {
        throw refusedRow(error);
      }
    });
  }

  /** Locks the rows that exist; a missing row leaves nothing to lock, and criteria have rows of their own. */
  hold(how: Hold, keys: readonly ResourceKey[]): Promise<void> {
    return this.steps.run(async () => {
      const criteria = keys.filter(isOfCriteria);
      for (const type of [...new Set(criteria.map((key) => key.type))].sort()) {
        const own = criteria.filter((key) => key.type === type);
        await this.tables.of(type).guards?.hold(await this.steps.begun(), own);
      }
      const others = keys.filter((key) => !isOfCriteria(key));
      await this.there(others, how === 'exclusive' ? 'FOR UPDATE' : 'LOCK IN SHARE MODE');
    });
  }

  missing(keys: readonly ResourceKey[]): Promise<readonly ResourceKey[]> {
    return this.steps.run(async () => {
      const there = await this.there(keys, 'LOCK IN SHARE MODE');
      const missing = new Map(keys.filter((key) => !there.has(nameOf(key))).map((key) => [nameOf(key), key]));
      return [...missing].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
    });
  }

  search(request: SearchRequest): Promise<SearchPage> {
    return this.steps.run(async () => this.tables.of(request.type).search(await this.steps.begun(), request));
  }

  referrers(type: string, id: string, limit: number): Promise<readonly Referrer[]> {
    return this.steps.run(async () => {
      const transaction = await this.steps.begun();
      await this.tables.find(type)?.lock(transaction, [id], 'FOR UPDATE');
      return this.tables.referrers(transaction, { type, id }, limit);
    });
  }

  private async store(
    transaction: SqlTransaction,
    table: FacadeTable,
    draft: VersionDraft,
    resource: Readonly<JsonObject>,
    expected: string | null,
  ): Promise<StoredVersion> {
    const wanted = withoutStamp(resource);
    const row = table.mapping.toRow(wanted);
    let key: number;
    if (expected === null) {
      if (draft.id !== undefined) throw new Error(`The database gives the ids of ${draft.type}`);
      key = await insertRow(transaction, table, row);
    } else {
      const before = await this.locked(transaction, table, draft, expected);
      await table.history?.see(transaction, before.version);
      await updateRow(transaction, table, before.key, before.row, row);
      key = before.key;
    }
    const version = await this.written(transaction, table, key, wanted);
    const made: StoredVersion = { ...version, interaction: draft.interaction };
    await table.history?.see(transaction, made);
    return made;
  }

  private async written(
    transaction: SqlTransaction,
    table: FacadeTable,
    key: number,
    wanted: Readonly<JsonObject>,
  ): Promise<StoredVersion> {
    const { fromTables, version } = await this.readAgain(transaction, table, key);
    const unkept = unkeptElements(wanted, fromTables, table.mapping.assigned);
    if (!table.beside) {
      refuseUnkept(unkept);
      return version;
    }
    const beside = unkept.length === 0 ? undefined : stringifyJson(besideTables(wanted, fromTables, unkept));
    await table.beside.write(transaction, version.type, version.id, beside);
    return (await this.readAgain(transaction, table, key)).version;
  }

  private async remove(
    transaction: SqlTransaction,
    table: FacadeTable,
    draft: VersionDraft,
    expected: string | null,
  ): Promise<StoredVersion> {
    const { key, version } = await this.locked(transaction, table, draft, expected);
    const deletion: StoredVersion = {
      ...version,
      versionId: `${version.versionId}-deleted`.slice(-LONGEST_ID),
      lastUpdated: draft.at,
      interaction: 'delete',
      json: null,
    };
    await table.history?.see(transaction, version);
    await deleteRow(transaction, table, key);
    await table.beside?.write(transaction, version.type, version.id, undefined);
    await table.history?.see(transaction, deletion);
    return deletion;
  }

  /** The current version, locked so that nobody else changes it before this transaction ends. */
  private async locked(
    transaction: SqlTransaction,
    table: FacadeTable,
    { type, id = '' }: VersionDraft,
    expected: string | null,
  ): Promise<CurrentVersion> {
    // Two statements, so that the second one reads what the previous holder of the lock wrote.
    const [there] = await table.lock(transaction, [id], 'FOR UPDATE');
    const [current] = there === undefined ? [] : await readResources(transaction, table, byKey(table, Number(there)));
    if (current?.version.versionId !== expected || !current) throw new StaleWriteError(type, id, expected);
    return current;
  }

  private async readAgain(transaction: SqlTransaction, table: FacadeTable, key: number): Promise<CurrentVersion> {
    const [current] = await readResources(transaction, table, byKey(table, key));
    if (!current) throw new Error(`The row ${key} of ${table.mapping.table} is gone within its transaction`);
    return current;
  }

  private async there(
    keys: readonly ResourceKey[],
    lock: 'FOR UPDATE' | 'LOCK IN SHARE MODE',
  ): Promise<ReadonlySet<string>> {
    const transaction = await this.steps.begun();
    const there = new Set<string>();
    for (const type of [...new Set(keys.map((key) => key.type))].sort()) {
      const ids = keys.filter((key) => key.type === type).map(({ id }) => id);
      for (const id of await this.tables.of(type).lock(transaction, ids, lock)) there.add(nameOf({ type, id }));
    }
    return there;
  }
}

const LONGEST_ID = 64;

function byKey({ mapping }: FacadeTable, key: number): Condition {
  return where(`t.${quoted(mapping.key)} = ?`, key);
}

function nameOf({ type, id }: ResourceKey): string {
  return `${type}/${id}`;
}
