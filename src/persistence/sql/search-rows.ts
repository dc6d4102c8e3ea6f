import { cursorAfter, idOfCursor, type SearchClause, type SearchPage, type SearchRequest } from '../../fhir';
import { among, lastUpdatedPart, lookupOf, type IndexClause, type IndexLookup } from './clause-sql';
import { selectPage, type PageQuery, type Part } from './page-rows';
import { toVersion } from './resource-rows';
import type { SqlSession } from './sql-database';

/**
 * The index that has all of a type's interactions. It has to be named: MariaDB would rather read the bodies, which
 * takes a hundred times as long. To SQLite this is a comment.
 */
const FROM_INDEX = '/*! FORCE INDEX (fhir_resource_by_update) */';

/**
 * A page of what fits, by the search index. The clause that lets the fewest resources through, by its kind, is looked up;
 * the others are asked of what it finds. @throws FhirError `invalid-request` for a cursor that is none
 */
export async function selectFound(session: SqlSession, request: SearchRequest): Promise<SearchPage> {
  const { type, clauses } = request;
  const after = request.after === undefined ? '' : idOfCursor(request.after);
  const plan = planOf(clauses);
  if (!plan) return { versions: [], total: 0 };
  const found = plan.first ? byIndex(type, plan, plan.first) : byType(type, plan);
  const query: PageQuery = {
    table: 'fhir_resource',
    key: 'id',
    order: 'ASC',
    total: found.total,
    keys: (most) => found.keys(after, most),
    owner: { sql: 'r.type = ?', values: [type] },
  };
  const { rows, total, hasMore } = await selectPage(session, query, request);
  const versions = rows.map(([id, ...row]) => toVersion(type, String(id), row));
  const last = hasMore ? versions.at(-1) : undefined;
  return { versions, total, ...(last && { next: cursorAfter(last.id) }) };
}

interface Plan {
  /** Looked up in its table; absent: all resources of the type are gone through, or those with the ids. */
  readonly first?: IndexLookup;
  readonly others: readonly IndexLookup[];
  /** On the row of the resource. */
  readonly onRow: readonly Part[];
  readonly hasIds: boolean;
}

/** @returns undefined when nothing can fit */
function planOf(clauses: readonly SearchClause[]): Plan | undefined {
  const ids = idsOf(clauses);
  if (ids?.length === 0) return undefined;
  const lookups: IndexLookup[] = [];
  const onRow: Part[] = ids ? [among('id', ids)] : [];
  for (const clause of clauses) {
    if (clause.kind === 'id') continue;
    if (clause.kind === 'lastUpdated') {
      onRow.push(lastUpdatedPart(clause.values));
      continue;
    }
    const lookup = lookupOf(clause satisfies IndexClause);
    if (!lookup) return undefined;
    lookups.push(lookup);
  }
  const ranked = lookups.toSorted((one, other) => one.rank - other.rank);
  const first = ids ? undefined : ranked.find(({ absent, branches }) => !absent && branches.length > 0);
  return {
    ...(first && { first }),
    others: ranked.filter((each) => each !== first),
    onRow,
    hasIds: ids !== undefined,
  };
}

interface Found {
  readonly total: Part;
  /** `id` and `bytes` of those after an id, `most` of them. */
  keys(after: string, most: number): Part;
}

function byType(type: string, { others, onRow, hasIds }: Plan): Found {
  const criteria = joined(onRow.map(conjunct), filters(type, others));
  const where = `WHERE d.type = ? AND d.interaction <> 'delete'`;
  return {
    total: {
      sql: `SELECT COUNT(*) AS n FROM fhir_resource d ${hasIds ? '' : FROM_INDEX} ${where} ${criteria.sql}`,
      values: [type, ...criteria.values],
    },
    keys: (after, most) => ({
      sql: `SELECT id, bytes FROM fhir_resource d ${where} AND d.id > ? ${criteria.sql} ORDER BY id LIMIT ?`,
      values: [type, after, ...criteria.values, most],
    }),
  };
}

/**
 * Ids are found, counted and cut to a page from the search index alone; CROSS JOIN, so that SQLite does not begin at the
 * resources.
 */
function byIndex(type: string, { others, onRow }: Plan, first: IndexLookup): Found {
  const found = foundBy(type, first);
  const row = onRow.length === 0 ? [] : [rowExists(type, onRow)];
  const criteria = joined(row, filters(type, others));
  const rest = `${found.sql} ${criteria.sql}`;
  const values = [...found.values, ...criteria.values];
  return {
    total: { sql: `SELECT COUNT(DISTINCT d.id) AS n FROM ${rest}`, values },
    keys: (after, most) => ({
      sql: `SELECT r.id, r.bytes FROM (SELECT DISTINCT d.id FROM ${rest} AND d.id > ? ORDER BY d.id LIMIT ?) fitting
        CROSS JOIN fhir_resource r ON r.type = ? AND r.id = fitting.id WHERE r.interaction <> 'delete'`,
      values: [...values, after, most, type],
    }),
  };
}

/** A table `d` with a condition: each branch has an index of its own, so that they are looked up one by one. */
function foundBy(type: string, { table, code, branches }: IndexLookup): Part {
  const parts = branches.map(({ sql, values }) => ({
    sql: `type = ? AND code = ? AND (${sql})`,
    values: [type, code, ...values],
  }));
  const values = parts.flatMap((part) => part.values);
  if (parts.length === 1) return { sql: `${table} d WHERE ${parts[0]!.sql}`, values };
  const union = parts.map(({ sql }) => `SELECT id FROM ${table} WHERE ${sql}`).join(' UNION ');
  return { sql: `(${union}) d WHERE 1 = 1`, values };
}

/** By the key of the table, which begins with the resource's. */
function filters(type: string, lookups: readonly IndexLookup[]): Part[] {
  return lookups.map(({ table, code, branches, absent }) => {
    const condition = branches.length === 0 ? '' : `AND (${branches.map(({ sql }) => sql).join(' OR ')})`;
    return {
      sql: `AND ${absent ? 'NOT ' : ''}EXISTS (SELECT 1 FROM ${table} x WHERE x.type = ? AND x.code = ? AND x.id = d.id ${condition})`,
      values: [type, code, ...branches.flatMap((branch) => branch.values)],
    };
  });
}

function rowExists(type: string, onRow: readonly Part[]): Part {
  const conditions = joined(onRow.map(conjunct), []);
  return {
    sql: `AND EXISTS (SELECT 1 FROM fhir_resource x WHERE x.type = ? AND x.id = d.id ${conditions.sql})`,
    values: [type, ...conditions.values],
  };
}

function conjunct({ sql, values }: Part): Part {
  return { sql: `AND (${sql})`, values };
}

function joined(...lists: readonly (readonly Part[])[]): Part {
  const parts = lists.flat();
  return { sql: parts.map(({ sql }) => sql).join(' '), values: parts.flatMap(({ values }) => values) };
}

/** Ids that every clause about ids allows; undefined: there is none. */
function idsOf(clauses: readonly SearchClause[]): readonly string[] | undefined {
  const lists = clauses.flatMap((clause) => (clause.kind === 'id' ? [clause.ids] : []));
  return lists.length === 0 ? undefined : lists.reduce((some, others) => some.filter((id) => others.includes(id)));
}
