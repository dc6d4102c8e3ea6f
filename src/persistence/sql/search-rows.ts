import type { IdentifierToken, SearchClause, SearchPage, SearchRequest } from '../../fhir';
import { identifierHash } from '../identifier-hash';
import { selectPage, type PageQuery, type Part } from './page-rows';
import { toVersion } from './resource-rows';
import type { SqlSession, SqlValue } from './sql-database';

/**
 * How long lists of values are; a shorter one is filled up with its last value. Statements are prepared and kept by
 * their text, so there must be few of them: three sizes for each number of clauses.
 */
const SIZES = [1, 10, 100];
/** The hash of nothing. */
const NO_HASH = '';

/**
 * The index that has all of a type's interactions. It has to be named: MariaDB would rather read the bodies, which
 * takes a hundred times as long. To SQLite this is a comment.
 */
const FROM_INDEX = 'FROM fhir_resource /*! FORCE INDEX (fhir_resource_by_interaction) */';

export async function selectFound(session: SqlSession, request: SearchRequest): Promise<SearchPage> {
  const { type, clauses, after = '' } = request;
  const ids = idsOf(clauses);
  if (ids?.length === 0) return { versions: [], total: 0, hasMore: false };
  const tokens = clauses.flatMap((clause) => (clause.by === 'identifier' ? [clause.tokens] : []));
  const size = sizeFor([ids ?? [], ...tokens]);
  const amongIds: Part = ids
    ? { sql: `AND id IN ${places(size)}`, values: filled(ids, size) }
    : { sql: '', values: [] };
  const found = tokens.length > 0 ? byIdentifiers(type, tokens, size, amongIds) : byType(type, amongIds);
  const query: PageQuery = {
    table: 'fhir_resource',
    key: 'id',
    order: 'ASC',
    total: found.total,
    keys: (most) => found.keys(after, most),
    owner: { sql: 'r.type = ?', values: [type] },
  };
  const { rows, total, hasMore } = await selectPage(session, query, request);
  return { versions: rows.map(([id, ...row]) => toVersion(type, String(id), row)), total, hasMore };
}

interface Found {
  readonly total: Part;
  /** `id` and `bytes` of those after an id, `most` of them. */
  keys(after: string, most: number): Part;
}

function byType(type: string, { sql, values }: Part): Found {
  return {
    total: {
      sql: `SELECT COUNT(*) AS n ${sql ? 'FROM fhir_resource' : FROM_INDEX} WHERE type = ? AND interaction <> 'delete' ${sql}`,
      values: [type, ...values],
    },
    keys: (after, most) => ({
      sql: `SELECT id, bytes FROM fhir_resource WHERE type = ? AND id > ? AND interaction <> 'delete' ${sql} ORDER BY id LIMIT ?`,
      values: [type, after, ...values, most],
    }),
  };
}

/**
 * Ids are found, counted and cut to a page from the index of identifiers alone; CROSS JOIN, so that SQLite does not
 * begin at the resources.
 */
function byIdentifiers(
  type: string,
  lists: readonly (readonly IdentifierToken[])[],
  size: number,
  amongIds: Part,
): Found {
  const halves = lists.flatMap((tokens, index) => halvesOf(type, tokens, size, index));
  const found = `FROM (${halves.map(({ sql }) => sql).join(' UNION ')}) found WHERE id > ? ${amongIds.sql} GROUP BY id HAVING COUNT(*) = ${lists.length}`;
  const values = (after: string): SqlValue[] => [...halves.flatMap((half) => half.values), after, ...amongIds.values];
  return {
    total: { sql: `SELECT COUNT(*) AS n FROM (SELECT id ${found}) fitting`, values: values('') },
    keys: (after, most) => ({
      sql: `SELECT r.id, r.bytes FROM (SELECT id ${found} ORDER BY id LIMIT ?) fitting
        CROSS JOIN fhir_resource r ON r.type = ? AND r.id = fitting.id WHERE r.interaction <> 'delete'`,
      values: [...values(after), most, type],
    }),
  };
}

/** Ids of the resources with one of these identifiers, with the number of the clause; each half has its index. */
function halvesOf(type: string, tokens: readonly IdentifierToken[], size: number, clause: number): Part[] {
  return (['token_hash', 'value_hash'] as const).map((column) => {
    const hashed = tokens.filter(({ system }) => (system === undefined) === (column === 'value_hash'));
    return {
      sql: `SELECT id, ${clause} AS clause FROM fhir_identifier WHERE type = ? AND ${column} IN ${places(size)}`,
      values: [type, ...filled(hashed.map(identifierHash), size)],
    };
  });
}

/** Ids that every clause about ids allows; undefined: there is none. */
function idsOf(clauses: readonly SearchClause[]): readonly string[] | undefined {
  const lists = clauses.flatMap((clause) => (clause.by === 'id' ? [clause.ids] : []));
  return lists.length === 0 ? undefined : lists.reduce((some, others) => some.filter((id) => others.includes(id)));
}

function sizeFor(lists: readonly (readonly unknown[])[]): number {
  const longest = Math.max(...lists.map(({ length }) => length));
  return SIZES.find((size) => size >= longest) ?? longest;
}

function places(size: number): string {
  return `(${Array<string>(size).fill('?').join(', ')})`;
}

function filled(values: readonly string[], size: number): string[] {
  return [...values, ...Array<string>(size - values.length).fill(values.at(-1) ?? NO_HASH)];
}
