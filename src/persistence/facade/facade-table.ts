import {
  FhirError,
  isOfTimes,
  onePage,
  say,
  type HistoryPage,
  type HistoryRequest,
  type SearchClause,
  type SearchPage,
  type SearchRequest,
  type StoreCapabilities,
  type StoredVersion,
} from '../../fhir';
import type { SqlSession, SqlTransaction } from '../sql/sql-database';
import { instantCondition, keyOf, type SearchedTable } from './column-search';
import { allOf, anyOf, NEVER, quoted, where, type Condition } from './condition';
import { CriteriaGuards } from './criteria-guards';
import { isUnmarked } from './deletion-mark';
import { openTable, type OpenTable } from './open-table';
import { refusedSearch } from './refused-rows';
import { readResources } from './resources';
import { isBackwards, isFirst, keyRange, sortedKeys, type SortedKey } from './sorted-keys';
import { BesideTable, HistoryTable } from './side-tables';
import type { Mapped } from './table-mapping';

/** The table of one type, with its side tables. */
export class FacadeTable implements OpenTable {
  readonly mapping: OpenTable['mapping'];
  readonly columns: OpenTable['columns'];
  readonly children: OpenTable['children'];
  readonly assignsKeys: boolean;
  readonly nextInstant: string;
  private readonly searched: SearchedTable;

  private constructor(
    open: OpenTable,
    readonly beside: BesideTable | undefined,
    readonly history: HistoryTable | undefined,
    readonly guards: CriteriaGuards | undefined,
  ) {
    this.mapping = open.mapping;
    this.columns = open.columns;
    this.children = open.children;
    this.assignsKeys = open.assignsKeys;
    this.nextInstant = open.nextInstant;
    this.searched = { alias: 't', key: this.mapping.key, children: this.mapping.children ?? {} };
  }

  /** @throws Error at startup, in one sentence, when the mapping does not fit the database */
  static async open(session: SqlSession, mapping: Mapped): Promise<FacadeTable> {
    const { unmapped = 'refuse', history, criteria, version, type } = mapping;
    if (history !== undefined && version.by === 'hash') {
      throw new Error(`${type}: a history needs version ids that are never reused; use counterVersion or dateVersion`);
    }
    const beside = unmapped === 'refuse' ? undefined : new BesideTable(unmapped.sideTable);
    const past = history === undefined ? undefined : new HistoryTable(history);
    const guards = criteria === undefined ? undefined : new CriteriaGuards(criteria);
    const table = new FacadeTable(await openTable(session, mapping), beside, past, guards);
    await guards?.make(session);
    await beside?.make(session);
    await past?.make(session);
    return table;
  }

  get capabilities(): StoreCapabilities {
    const { deletion = false, search = {}, sort = {}, references = [] } = this.mapping;
    return {
      versions: this.history ? 'kept' : 'current',
      history: this.history !== undefined,
      ids: 'store',
      creates: this.assignsKeys,
      updates: true,
      deletes: deletion !== false,
      locks: true,
      referrers: references.length > 0,
      ...(this.guards && { criteria: true }),
      search: ['_id', '_lastUpdated', ...Object.keys(search)],
      sort: ['_id', '_lastUpdated', ...Object.keys(sort)],
      // Text columns are compared by their own collations.
      sortAmong: ['_lastUpdated'],
    };
  }

  async current(session: SqlSession, id: string): Promise<StoredVersion | undefined> {
    const key = keyOf(id);
    if (key === undefined) return undefined;
    const [found] = await readResources(session, this, where(`t.${quoted(this.mapping.key)} = ?`, key));
    if (found) return found.version;
    const newest = await this.history?.newest(session, this.mapping.type, id);
    return newest?.version.json === null ? newest.version : undefined;
  }

  /**
   * A current version that the history does not have yet, such as a change made by another application, is the newest
   * one.
   */
  async version(session: SqlSession, id: string, versionId: string): Promise<StoredVersion | undefined> {
    const current = await this.current(session, id);
    if (current?.versionId === versionId) return current;
    return this.history?.version(session, this.mapping.type, id, versionId);
  }

  async versions(session: SqlSession, request: HistoryRequest): Promise<HistoryPage> {
    const { id, cursor } = request;
    if (!this.history) return { versions: [], total: 0 };
    const newest = await this.history.newest(session, this.mapping.type, id);
    const current = await this.current(session, id);
    const isUnseen = current !== undefined && current.versionId !== newest?.version.versionId;
    const unseen = isUnseen && isOfTimes(current, undefined, request) ? [current] : [];
    const first = cursor === undefined;
    const below = first ? (newest?.number ?? 0) + 1 : (keyOf(cursor) ?? 0);
    const shown = first ? unseen : [];
    const replaced = isUnseen ? current.lastUpdated : undefined;
    const page = await this.history.page(session, { ...request, count: request.count - shown.length }, below, replaced);
    return {
      versions: [...shown, ...page.versions],
      total: page.total + unseen.length,
      ...(page.next !== undefined && { next: String(page.next) }),
    };
  }

  /** A page in key order, or in the order of `_sort`. */
  async search(session: SqlSession, request: SearchRequest): Promise<SearchPage> {
    try {
      return await this.found(session, request);
    } catch (error) {
      throw refusedSearch(error);
    }
  }

  private async found(session: SqlSession, request: SearchRequest): Promise<SearchPage> {
    const { clauses, count, sort = [] } = request;
    const { table, key } = this.mapping;
    const column = `t.${quoted(key)}`;
    const fitting = allOf([isUnmarked(this.mapping, 't'), ...clauses.map((clause) => this.condition(clause))]);
    const total = `SELECT COUNT(*) AS n FROM ${quoted(table)} t WHERE ${fitting.sql}`;
    if (count === 0 || sort.length > 0) {
      const [[n] = []] = await session.rows(total, fitting.values);
      const keys = count === 0 ? [] : await sortedKeys(session, this.mapping, { ...request, sort }, fitting);
      return { ...(await this.page(session, request, keys)), total: Number(n) };
    }
    const { range, descending } = keyRange(column, request);
    // One statement: the total is returned even when the page is empty, and no write can fall between the two.
    const found = await session.rows(
      `SELECT total.n, page.k FROM (${total}) total LEFT JOIN (SELECT ${column} AS k FROM ${quoted(table)} t
        WHERE ${range.sql} AND (${fitting.sql}) ORDER BY ${column} ${descending ? 'DESC' : 'ASC'} LIMIT ?) page ON 1 = 1`,
      [...fitting.values, ...range.values, ...fitting.values, count + 1],
    );
    const keys = found
      .flatMap(([, number]) => (number === null ? [] : [Number(number)]))
      .sort((a, b) => (descending ? b - a : a - b))
      .map((number) => ({ key: number, keys: [], cursor: String(number) }));
    return { ...(await this.page(session, request, keys)), total: Number(found[0]?.[0] ?? 0) };
  }

  /**
   * Reads the rows of a page. Writes may fall between reading the keys and reading the rows.
   * @param near keys of the page, starting at its border; one more than `count` if there are more
   */
  private async page(session: SqlSession, request: SearchRequest, near: readonly SortedKey[]): Promise<SearchPage> {
    const { count, bytes, placed } = request;
    const wanted = near.slice(0, count);
    const isOne = isOneOf(`t.${quoted(this.mapping.key)}`, wanted.map(({ key }) => key));
    const rows = new Map((wanted.length === 0 ? [] : await readResources(session, this, isOne)).map((row) => [row.key, row.version]));
    const found = wanted.filter(({ key }) => rows.has(key)).map((place) => ({ place, version: rows.get(place.key)! }));
    const carried = onePage(found, { count, bytes }, ({ version }) => Buffer.byteLength(version.json ?? ''));
    const hasMore = near.length > count || carried.length < found.length;
    const backwards = isBackwards(request);
    const page = backwards ? carried.toReversed() : carried;
    const [first, last] = [page.at(0), page.at(-1)];
    return {
      versions: page.map(({ version }) => version),
      ...(placed && { places: page.map(({ place: { keys, cursor } }) => ({ keys, cursor })) }),
      ...(last && (backwards || hasMore) && { next: last.place.cursor }),
      ...(first && (backwards ? hasMore : !isFirst(request)) && { previous: first.place.cursor }),
    };
  } // prettier-ignore

  /** @returns the ids that exist; their rows stay locked until the transaction ends */
  async lock(transaction: SqlTransaction, ids: readonly string[], how: string): Promise<readonly string[]> {
    const keys = ids.flatMap((id) => keyOf(id) ?? []);
    if (keys.length === 0) return [];
    const column = `t.${quoted(this.mapping.key)}`;
    const { sql, values } = allOf([isOneOf(column, keys), isUnmarked(this.mapping, 't')]);
    const rows = await transaction.rows(
      `SELECT ${column} FROM ${quoted(this.mapping.table)} t WHERE ${sql} ORDER BY ${column} ${how}`,
      values,
    );
    return rows.map(([number]) => String(number));
  }

  private condition(clause: SearchClause): Condition {
    if (clause.kind === 'id') {
      const keys = clause.ids.flatMap((id) => keyOf(id) ?? []);
      return keys.length === 0 ? NEVER : isOneOf(`t.${quoted(this.mapping.key)}`, keys);
    }
    if (clause.kind === 'lastUpdated') {
      return instantCondition(`t.${quoted(this.mapping.lastUpdated)}`, clause.values);
    }
    if (clause.kind === 'all' || clause.kind === 'whole')
      return allOf(clause.clauses.map((each) => this.condition(each)));
    if (clause.kind === 'any') return anyOf(clause.clauses.map((each) => this.condition(each)));
    if (clause.kind === 'not') return isNot(this.condition(clause.clause));
    // Columns have neither the records of an element nor labels.
    if (clause.kind === 'together') throw unanswerable(clause.clauses[0]!.code);
    const not = clause.kind === 'token' && clause.not === true;
    const asked: SearchClause = clause.kind === 'token' ? { ...clause, not: false } : clause;
    const found = this.mapping.search?.[clause.code]?.(asked, this.searched);
    if (!found) throw unanswerable(clause.code);
    return not ? isNot(found) : found;
  }
}

function isNot({ sql, values }: Condition): Condition {
  return { sql: `(${sql}) IS NOT TRUE`, values };
}

function isOneOf(column: string, keys: readonly number[]): Condition {
  return where(`${column} IN (${keys.map(() => '?').join(', ')})`, ...keys);
}

function unanswerable(code: string): FhirError {
  const text = say`The tables behind this server cannot be searched by ${code} in this way`;
  return new FhirError('invalid-request', text, [{ code: 'not-supported', text, expression: `http.${code}` }]);
}
