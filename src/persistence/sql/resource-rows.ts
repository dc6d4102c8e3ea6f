import {
  Pace,
  type DeletionRequest,
  type HistoryPage,
  type HistoryRequest,
  type ResourceKey,
  type StoredVersion,
  type WriteInteraction,
} from '../../fhir';
import { among } from './clause-sql';
import { packedColumns, unpackedRows } from './packed-rows';
import { selectPage, type PageQuery } from './page-rows';
import { type SqlRow, type SqlSession, type SqlValue } from './sql-database';

/** Statements that read one version. */
export interface ReadStatements {
  readonly current: string;
  readonly version: string;
}

/** @param body the text, or an expression for its UTF-8 */
export function readStatements(body = 'body'): ReadStatements {
  const columns = `version, last_updated, interaction, ${body}`;
  return {
    current: `SELECT ${columns} FROM fhir_resource WHERE type = ? AND id = ? LIMIT 1`,
    version: `SELECT ${columns} FROM fhir_resource_version WHERE type = ? AND id = ? AND version = ? LIMIT 1`,
  };
}

const TEXT = readStatements();
const SINCE = 'FROM fhir_resource_version v WHERE v.type = ? AND v.id = ? AND v.last_updated >= ?';
/** Versions current at some moment of a period: their replacement came after its beginning. */
const AT = ` AND v.last_updated <= ? AND CASE WHEN v.interaction = 'delete' THEN v.last_updated >= ? ELSE NOT EXISTS
  (SELECT 1 FROM fhir_resource_version n WHERE n.type = v.type AND n.id = v.id AND n.version = v.version + 1 AND n.last_updated <= ?) END`;
/**
 * Whether a row of the version table, under this alias, is an update over a deletion. Versions are numbered
 * consecutively.
 */
export const overDeletion = (alias: string): string =>
  `CASE WHEN ${alias}.interaction = 'update' AND EXISTS (SELECT 1 FROM fhir_resource_version b
    WHERE b.type = ${alias}.type AND b.id = ${alias}.id AND b.version = ${alias}.version - 1 AND b.interaction = 'delete') THEN 1 ELSE 0 END`;
/** The column is a signed 32-bit INT. */
const LARGEST_VERSION = 2 ** 31 - 1;

export async function selectCurrent(
  session: SqlSession,
  type: string,
  id: string,
  { current }: ReadStatements = TEXT,
): Promise<StoredVersion | undefined> {
  const [row] = await session.rows(current, [type, id]);
  return row && toVersion(type, id, row);
}

/** The current versions of several resources. */
export async function selectEach(session: SqlSession, keys: readonly ResourceKey[]): Promise<StoredVersion[]> {
  const found: StoredVersion[] = [];
  const pace = new Pace();
  for (const { type, ids } of byType(keys)) {
    if (pace.isDue()) await pace.rest();
    found.push(...(await selectAmong(session, type, ids)));
  }
  return found;
}

/**
 * The current versions of some resources of a type, in no order.
 * @param condition a further one for their rows
 */
export async function selectAmong(
  session: SqlSession,
  type: string,
  ids: readonly string[],
  condition = '',
): Promise<StoredVersion[]> {
  const those = among('id', ids);
  const from = `FROM fhir_resource WHERE type = ? AND ${those.sql}${condition}`;
  const values = [type, ...those.values];
  const packed = session.isSqlite ? await packedAmong(session, from, values) : undefined;
  const body = session.utf8Of?.('body') ?? 'body';
  const rows = packed ?? (await session.rows(`SELECT ${FACTS.join(', ')}, ${body} ${from}`, values));
  return rows.map(([id, ...row]) => toVersion(type, String(id), row));
}

const FACTS = ['id', 'version', 'last_updated', 'interaction'];
const PACKED = packedColumns(FACTS, 'bytes', 'body');

async function packedAmong(
  session: SqlSession,
  from: string,
  values: readonly SqlValue[],
): Promise<SqlRow[] | undefined> {
  const [row] = await session.rows(`SELECT ${PACKED} ${from} LIMIT 1`, values);
  return unpackedRows(row!)?.map(({ facts, body }) => [...facts, body as unknown as SqlValue]);
}

/** Ids per query. */
const IDS_AT_ONCE = 100;

/** Groups keys by type, in their order. */
export function byType(
  keys: readonly ResourceKey[],
): readonly { readonly type: string; readonly ids: readonly string[] }[] {
  const groups = new Map<string, string[][]>();
  for (const { type, id } of keys) {
    let lists = groups.get(type);
    if (!lists) groups.set(type, (lists = []));
    const last = lists.at(-1);
    if (last && last.length < IDS_AT_ONCE) last.push(id);
    else lists.push([id]);
  }
  return [...groups].flatMap(([type, lists]) => lists.map((ids) => ({ type, ids })));
}

export async function selectVersion(
  session: SqlSession,
  type: string,
  id: string,
  versionId: string,
  statements: ReadStatements = TEXT,
): Promise<StoredVersion | undefined> {
  const version = versionNumber(versionId);
  if (version === undefined) return undefined;
  const [row] = await session.rows(statements.version, [type, id, version]);
  return row && toVersion(type, id, row);
}

export async function selectHistory(session: SqlSession, request: HistoryRequest): Promise<HistoryPage> {
  const { type, id, since, at, cursor } = request;
  const [from, until] = [at?.from.getTime() ?? 0, at?.until.getTime() ?? 0];
  const all = [type, id, since?.getTime() ?? 0, ...(at ? [until, from, from] : [])];
  const wanted = at ? SINCE + AT : SINCE;
  // An impossible version has none before it.
  const below = cursor === undefined ? LARGEST_VERSION + 1 : (versionNumber(cursor) ?? 0);
  const query: PageQuery = {
    table: 'fhir_resource_version',
    key: 'version',
    order: 'DESC',
    total: { sql: `SELECT COUNT(*) AS n ${wanted}`, values: all },
    keys: (most, withBytes) => ({
      sql: `SELECT v.version${withBytes ? ', v.bytes' : ''} ${wanted} AND v.version < ? ORDER BY v.version DESC LIMIT ?`,
      values: [...all, below, most],
    }),
    owner: { sql: 'r.type = ? AND r.id = ?', values: [type, id] },
    further: overDeletion('r'),
  };
  const { rows, total, hasMore } = await selectPage(session, query, request);
  const versions = rows.map(([, ...row]) => toVersion(type, id, row));
  const last = versions.at(-1);
  return { versions, total: total ?? 0, ...(hasMore && last && { next: last.versionId }) };
}

const DELETIONS = `SELECT id FROM fhir_resource
  WHERE type = ? AND last_updated >= ? AND interaction = 'delete' AND id > ? ORDER BY id LIMIT ?`;

export async function selectDeletions(session: SqlSession, request: DeletionRequest): Promise<readonly string[]> {
  const { type, since, after = '', count } = request;
  const rows = await session.rows(DELETIONS, [type, since.getTime(), after, count]);
  return rows.map(([id]) => String(id));
}

/** @param row the columns of a version, in the order of `COLUMNS`, and `overDeletion` if it was selected */
export function toVersion(type: string, id: string, row: SqlRow): StoredVersion {
  const [version, lastUpdated, interaction, body, over] = row;
  if ((body as unknown) instanceof Uint8Array) return new Utf8Version(type, id, row);
  return {
    type,
    id,
    versionId: String(version),
    lastUpdated: new Date(Number(lastUpdated)),
    interaction: interaction as WriteInteraction,
    json: body as string | null,
    ...(Number(over ?? 0) === 1 && { overDeletion: true }),
  };
}

/** A byte order mark is a character like any other. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A version whose text was read in UTF-8. It is kept in one form only. */
class Utf8Version implements StoredVersion {
  readonly versionId: string;
  readonly lastUpdated: Date;
  readonly interaction: WriteInteraction;
  declare readonly json: string;
  declare readonly overDeletion?: true;
  #text: Uint8Array | string;

  constructor(
    readonly type: string,
    readonly id: string,
    [version, lastUpdated, interaction, body, over]: SqlRow,
  ) {
    this.versionId = String(version);
    this.lastUpdated = new Date(Number(lastUpdated));
    this.interaction = interaction as WriteInteraction;
    this.#text = body as unknown as Uint8Array;
    Object.defineProperty(this, 'json', JSON_ON_DEMAND);
    if (Number(over ?? 0) === 1) this.overDeletion = true;
  }

  /** Not copied by a spread, so that a copy with another `json` does not keep these bytes. */
  get utf8(): Uint8Array | undefined {
    return typeof this.#text === 'string' ? undefined : this.#text;
  }

  text(): string {
    return typeof this.#text === 'string' ? this.#text : (this.#text = decoder.decode(this.#text));
  }
}

/** The version's own property, so that a spread copies it like that of any other version. */
const JSON_ON_DEMAND: PropertyDescriptor & ThisType<Utf8Version> = {
  enumerable: true,
  get() {
    return this.text();
  },
};

/** Undefined when no resource can have this version. The database is not asked, because MySQL reads `1x` as 1. */
export function versionNumber(versionId: string): number | undefined {
  if (!/^[1-9]\d{0,9}$/.test(versionId)) return undefined;
  const version = Number(versionId);
  return version <= LARGEST_VERSION ? version : undefined;
}
