import type { DataSourceOptions, EntitySchemaColumnOptions } from 'typeorm';
import type { Engine } from './database-url';

type ColumnType = Pick<EntitySchemaColumnOptions, 'charset' | 'collation'> & {
  readonly type: 'varchar' | 'int' | 'integer' | 'bigint' | 'double' | 'text' | 'mediumtext' | 'blob' | 'mediumblob';
  readonly length?: string;
};

/** What a column means, whatever the engine calls its type. */
export type ColumnMeaning =
  | 'code'
  | 'id'
  | 'version'
  | 'count'
  | 'instant'
  | 'word'
  | 'path'
  | 'body'
  | 'hash'
  | 'bytes'
  | 'number'
  | 'folded'
  | 'uri'
  | 'words';

/**
 * Ids and types are compared by their bytes: letter case counts. An instant is milliseconds since 1970 in UTC, as
 * a number: no driver, session or column shifts it by a time zone or drops its milliseconds.
 * A body is text and not JSON, so that every byte comes back as it was (a JSON column reorders keys and drops the
 * digits of 1.00).
 */
export function columnTypes(engine: Engine): Record<ColumnMeaning, ColumnType> {
  const exact = engine === 'sqlite' ? {} : { charset: 'utf8mb4', collation: 'utf8mb4_bin' };
  return {
    code: { type: 'varchar', length: '64', ...exact },
    id: { type: 'varchar', length: '64', ...exact },
    // TypeORM compares the names, and SQLite's own is `integer`.
    version: { type: engine === 'sqlite' ? 'integer' : 'int' },
    count: { type: engine === 'sqlite' ? 'integer' : 'int' },
    instant: { type: 'bigint' },
    word: { type: 'varchar', length: '16', ...exact },
    path: { type: 'varchar', length: '255', ...exact },
    bytes: { type: engine === 'sqlite' ? 'blob' : 'mediumblob' },
    hash: { type: 'varchar', length: '64', ...exact },
    number: { type: 'double' },
    folded: { type: 'varchar', length: '400', ...exact },
    uri: { type: 'varchar', length: '500', ...exact },
    words: { type: 'varchar', length: '100', ...exact },
    body: { type: engine === 'sqlite' ? 'text' : 'mediumtext', ...exact },
  };
}

/** The engine behind TypeORM's options, for a migration to ask. */
export function engineOf(options: DataSourceOptions): Engine {
  return options.type === 'mysql' || options.type === 'mariadb' ? options.type : 'sqlite';
}
