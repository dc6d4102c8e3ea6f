import type { SearchPage, SearchRequest } from '../../fhir';
import type { Estimates } from './plan/estimates';
import { selectFound } from './search-rows';
import type { SqlDatabase, SqlStatement } from './sql-database';

/**
 * A search that reports its statements to `trace`, with the time each took and how the engine executes it.
 * @throws FhirError `invalid-request` for text that is not a cursor
 */
export async function tracedSearch(
  database: SqlDatabase,
  { trace, ...request }: SearchRequest & Required<Pick<SearchRequest, 'trace'>>,
  estimates: Estimates,
): Promise<SearchPage> {
  const said: (SqlStatement & { readonly found: number; readonly milliseconds: number })[] = [];
  const page = await selectFound(
    {
      isSqlite: database.isSqlite,
      ...(database.utf8Of && { utf8Of: (column) => database.utf8Of!(column) }),
      rows: async (sql, values) => {
        const begun = performance.now();
        const rows = await database.rows(sql, values);
        said.push({ sql, values, found: rows.length, milliseconds: performance.now() - begun });
        return rows;
      },
    },
    request,
    estimates,
  );
  for (const { sql, values, found, milliseconds } of said) {
    const explained = (await database.explain?.(sql, values)) ?? { plan: [] };
    trace({ statement: sql.replace(/\s+/g, ' '), found, milliseconds, ...explained });
  }
  return page;
}
