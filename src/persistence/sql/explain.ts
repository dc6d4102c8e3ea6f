import type { SqlParameter, SqlSession } from './sql-database';

/** How an engine executes a statement. */
export interface Explained {
  /** The engine's own description, one step each. */
  readonly plan: readonly string[];
  /** Rows read from tables and indexes; absent when the engine does not count them. */
  readonly read?: number;
}

/** SQLite reports its steps but no counts. */
export async function explainSqlite(
  session: SqlSession,
  sql: string,
  values: readonly SqlParameter[],
): Promise<Explained> {
  const rows = await session.rows(`EXPLAIN QUERY PLAN ${sql}`, values);
  return { plan: rows.map((row) => String(row[3])) };
}

/** MariaDB and MySQL execute the statement again and count rows. */
export async function explainMysql(
  session: SqlSession,
  sql: string,
  values: readonly SqlParameter[],
): Promise<Explained> {
  const [version] = await session.rows('SELECT VERSION()', []);
  const isMariadb = /mariadb/i.test(String(version?.[0]));
  const [row] = await session.rows(`${isMariadb ? 'ANALYZE FORMAT=JSON' : 'EXPLAIN ANALYZE'} ${sql}`, values);
  const told = String(row?.[0] ?? '');
  return isMariadb ? mariadbSteps(told) : mysqlSteps(told);
}

interface Step {
  readonly table_name?: string;
  readonly access_type?: string;
  readonly key?: string;
  readonly r_rows?: number | null;
  readonly r_loops?: number;
}

/** @see https://mariadb.com/kb/en/analyze-format-json/ */
function mariadbSteps(told: string): Explained {
  const steps: Step[] = [];
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('table_name' in node) steps.push(node as Step);
    for (const value of Object.values(node)) look(value);
  };
  look(JSON.parse(told));
  const readOf = ({ r_rows, r_loops = 0 }: Step): number => Math.round((r_rows ?? 0) * r_loops);
  // A name that begins with `<` is an intermediate result, not a table.
  const ofTables = steps.filter(({ table_name = '<' }) => !table_name.startsWith('<'));
  return {
    plan: steps.map((step) => `${step.table_name} ${step.access_type ?? ''} ${step.key ?? ''}: ${readOf(step)}`.replace(/ +/g, ' ')),
    read: ofTables.reduce((sum, step) => sum + readOf(step), 0),
  };
} // prettier-ignore

const ACCESS = /(?:scan|lookup|search) on (?!<)/;
const ACTUAL = /\(actual [^)]*rows=([\d.e+]+) loops=(\d+)\)/;

/** @see https://dev.mysql.com/doc/refman/8.4/en/explain.html#explain-analyze */
function mysqlSteps(told: string): Explained {
  const plan = told
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const read = plan
    .filter((line) => ACCESS.test(line))
    .reduce((sum, line) => {
      const [, rows = 0, loops = 0] = ACTUAL.exec(line) ?? [];
      return sum + Math.round(Number(rows) * Number(loops));
    }, 0);
  return { plan, read };
}
