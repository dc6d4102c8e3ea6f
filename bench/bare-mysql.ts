import { createPool, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import type { BareStore, Current } from './bare-server';
import { INSERT_VERSION, SELECT_CURRENT, SELECT_VERSION, UPDATE_CURRENT } from './bare-statements';
import { TYPE } from './fixtures';

/** mysql2 as in its manual: promises, its pool, and prepared statements for anything with a body. */
export function openBareMysql(url: string, poolSize: number): BareStore {
  const pool = createPool({ uri: url.replace(/^mariadb:/, 'mysql:'), charset: 'utf8mb4', connectionLimit: poolSize });

  async function current(sql: string, id: string): Promise<Current> {
    const [rows] = await pool.query<(RowDataPacket & Current)[]>(sql, [TYPE, id]);
    return rows[0]!;
  }

  return {
    read: (id) => current(SELECT_CURRENT, id),
    version: async (id) => (await current(SELECT_VERSION, id)).version,
    write: async (id, { version, lastUpdated, interaction, body }) => {
      const connection = await pool.getConnection();
      try {
        await connection.beginTransaction();
        const row = [version, lastUpdated, interaction, body, TYPE, id];
        const [updated] = await connection.execute<ResultSetHeader>(UPDATE_CURRENT, [...row, version - 1]);
        if (updated.affectedRows !== 1) throw new Error(`${id} is not at version ${version - 1}`);
        await connection.execute(INSERT_VERSION, row);
        await connection.commit();
      } catch (error) {
        await connection.rollback();
        throw error;
      } finally {
        connection.release();
      }
    },
  };
}
