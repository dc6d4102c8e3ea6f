import type { DataSourceOptions, TableColumnOptions } from 'typeorm';

type Engine = 'sqlite' | 'mysql' | 'mariadb';
type ColumnMeaning = 'code' | 'id' | 'version' | 'count' | 'instant' | 'word' | 'path' | 'body' | 'hash';

/** Column types of these migrations. Later ones may use others; the current ones are in `../../column-types.ts`. */
export function columnTypes(engine: Engine): Record<ColumnMeaning, Omit<TableColumnOptions, 'name'>> {
  const exact = engine === 'sqlite' ? {} : { charset: 'utf8mb4', collation: 'utf8mb4_bin' };
  const integer = { type: engine === 'sqlite' ? 'integer' : 'int' };
  return {
    code: { type: 'varchar', length: '64', ...exact },
    id: { type: 'varchar', length: '64', ...exact },
    version: integer,
    count: integer,
    instant: { type: 'bigint' },
    word: { type: 'varchar', length: '16', ...exact },
    path: { type: 'varchar', length: '255', ...exact },
    hash: { type: 'varchar', length: '64', ...exact },
    body: { type: engine === 'sqlite' ? 'text' : 'mediumtext', ...exact },
  };
}

export function engineOf({ type }: DataSourceOptions): Engine {
  return type === 'mysql' || type === 'mariadb' ? type : 'sqlite';
}
