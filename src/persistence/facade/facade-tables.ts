import type { Referrer, ResourceKey } from '../../fhir';
import type { SqlSession } from '../sql/sql-database';
import { keyOf } from './column-search';
import { quoted } from './condition';
import { isUnmarked } from './deletion-mark';
import { FacadeTable } from './facade-table';
import type { Mapped } from './table-mapping';

export { FacadeTable };

/** The tables of all types of one store. */
export class FacadeTables {
  private constructor(private readonly tables: ReadonlyMap<string, FacadeTable>) {}

  /** @throws Error at startup, in one sentence, when a mapping does not fit the database */
  static async open(session: SqlSession, mappings: readonly Mapped[]): Promise<FacadeTables> {
    const tables = new Map<string, FacadeTable>();
    for (const mapping of mappings) {
      if (tables.has(mapping.type)) throw new Error(`${mapping.type} is mapped twice`);
      tables.set(mapping.type, await FacadeTable.open(session, mapping));
    }
    return new FacadeTables(tables);
  }

  /** Undefined for a type of another store. */
  find(type: string): FacadeTable | undefined {
    return this.tables.get(type);
  }

  /** @throws Error for a type of another store, which the framework never asks for */
  of(type: string): FacadeTable {
    const table = this.find(type);
    if (!table) throw new Error(`No table of this store is mapped to ${type}`);
    return table;
  }

  /** The resources that refer to a resource, by the reference columns the mappings declare. */
  async referrers(session: SqlSession, { type, id }: ResourceKey, limit: number): Promise<readonly Referrer[]> {
    const key = keyOf(id);
    if (key === undefined) return [];
    const found: Referrer[] = [];
    for (const { mapping } of this.tables.values()) {
      for (const { path, column, target } of mapping.references ?? []) {
        if (target !== type) continue;
        const own = mapping.type === type ? `AND ${quoted(mapping.key)} <> ${key}` : '';
        const there = isUnmarked(mapping, 't');
        const rows = await session.rows(
          `SELECT ${quoted(mapping.key)} FROM ${quoted(mapping.table)} t WHERE ${quoted(column)} = ? ${own} AND ${there.sql} LIMIT ?`,
          [key, ...there.values, limit],
        );
        found.push(...rows.map(([number]) => ({ type: mapping.type, id: String(number), path })));
      }
    }
    return found.sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1)).slice(0, limit);
  }
}

function textOf({ type, id, path }: Referrer): string {
  return `${type}/${id} ${path}`;
}
