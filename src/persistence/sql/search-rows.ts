import { cursorAfter, idOfCursor, type SearchClause, type SearchPage, type SearchRequest } from '../../fhir';
import { among, lastUpdatedPart, lookupOf, type IndexClause, type IndexLookup } from './clause-sql';
import { selectPage, UNCOUNTED, type PageQuery, type Part } from './page-rows';
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
  const { type, clauses, after, before, countUpTo = Infinity } = request;
  const backwards = before !== undefined;
  const cursor = after ?? before;
  const border = cursor === undefined ? undefined : idOfCursor(cursor);
  const plan = planOf(clauses);
  if (!plan) return { versions: [], ...(countUpTo > 0 && { total: 0 }) };
  const found = plan.first ? byIndex(type, plan, plan.first) : byType(type, plan);
  const query: PageQuery = {
    table: 'fhir_resource',
    key: 'id',
    order: backwards ? 'DESC' : 'ASC',
    total: countUpTo === 0 ? UNCOUNTED : found.total(countUpTo),
    keys: (most) => found.keys({ border, backwards, most }),
    owner: { sql: 'r.type = ?', values: [type] },
  };
  const { rows, total, hasMore } = await selectPage(session, query, request);
  const versions = (backwards ? rows.toReversed() : rows).map(([id, ...row]) => toVersion(type, String(id), row));
  const [first, last] = [versions.at(0), versions.at(-1)];
  return {
    versions,
    ...(total !== undefined && { total: Math.min(total, countUpTo) }),
    ...(total !== undefined && total > countUpTo && { hasMore: true }),
    ...(last && (backwards || hasMore) && { next: cursorAfter(last.id) }),
    ...(first && (backwards ? hasMore : after !== undefined) && { previous: cursorAfter(first.id) }),
  };
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

/** Which keys a page may have. */
interface Range {
  /** An id: the page begins after it, or ends before it when it is read backwards. */
  readonly border: string | undefined;
  readonly backwards: boolean;
  readonly most: number;
}

interface Found {
  /** How many there are, and no more than one more than this is counted. */
  total(upTo: number): Part;
  /** `id` and `bytes` of the first ones. */
  keys(range: Range): Part;
}

function byType(type: string, { others, onRow, hasIds }: Plan): Found {
  const criteria = joined(onRow.map(conjunct), filters(type, others));
  const where = `WHERE d.type = ? AND d.interaction <> 'delete'`;
  return {
    total: (upTo) =>
      counted(upTo, {
        sql: `FROM fhir_resource d ${hasIds ? '' : FROM_INDEX} ${where} ${criteria.sql}`,
        values: [type, ...criteria.values],
      }),
    keys: ({ border, backwards, most }) => {
      const place = bordered('d.id', border, backwards);
      return {
        sql: `SELECT id, bytes FROM fhir_resource d ${where} ${place.sql} ${criteria.sql} ORDER BY id ${orderOf(backwards)} LIMIT ?`,
        values: [type, ...place.values, ...criteria.values, most],
      };
    },
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
    total: (upTo) => counted(upTo, { sql: `FROM ${rest}`, values }, 'DISTINCT d.id'),
    keys: ({ border, backwards, most }) => {
      const place = bordered('d.id', border, backwards);
      return {
        sql: `SELECT r.id, r.bytes FROM (SELECT DISTINCT d.id FROM ${rest} ${place.sql} ORDER BY d.id ${orderOf(backwards)} LIMIT ?) fitting
        CROSS JOIN fhir_resource r ON r.type = ? AND r.id = fitting.id WHERE r.interaction <> 'delete'`,
        values: [...values, ...place.values, most, type],
      };
    },
  };
}

/** @param from what is counted: a table `d` with its conditions */
function counted(upTo: number, { sql, values }: Part, what = '*'): Part {
  if (upTo === Infinity) return { sql: `SELECT COUNT(${what}) AS n ${sql}`, values };
  const each = what === '*' ? '1' : what;
  return { sql: `SELECT COUNT(*) AS n FROM (SELECT ${each} ${sql} LIMIT ?) counted`, values: [...values, upTo + 1] };
}

function bordered(column: string, border: string | undefined, backwards: boolean): Part {
  if (border === undefined) return { sql: '', values: [] };
  return { sql: `AND ${column} ${backwards ? '<' : '>'} ?`, values: [border] };
}

function orderOf(backwards: boolean): 'ASC' | 'DESC' {
  return backwards ? 'DESC' : 'ASC';
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
