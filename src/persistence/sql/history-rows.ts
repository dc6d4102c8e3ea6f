import {
  Pace,
  type HistoryPlace,
  type StoredVersion,
  type TimeBounds,
  type TypeHistoryPage,
  type TypeHistoryRequest,
} from '../../fhir';
import { part, type Part } from './part';
import { overDeletion, toVersion } from './resource-rows';
import type { SqlRow, SqlSession } from './sql-database';

/** Versions examined for one page when not all of them belong to it. */
const MOST_LOOKED_AT = 4_000;
/** Bodies per statement; each is a lookup by primary key. */
const BODIES = 100;

const FROM = 'FROM fhir_resource_version v /*! FORCE INDEX (fhir_version_by_update) */';
/** The next version, found by primary key because versions are numbered consecutively. */
const NEXT = `LEFT JOIN fhir_resource_version n ON n.type = v.type AND n.id = v.id AND n.version = v.version + 1`;

const LAST_INSTANT = 8_640_000_000_000_000;

/** A version as the index holds it. */
interface Key {
  readonly id: string;
  readonly version: number;
  readonly lastUpdated: number;
  readonly bytes: number;
}

/**
 * A page of the versions of a type: first their keys in index order, without a sort, and then the bodies of those that
 * fit on the page. A version never changes, so nothing can go wrong between the two.
 */
export async function selectTypeHistory(session: SqlSession, request: TypeHistoryRequest): Promise<TypeHistoryPage> {
  const { type, at, count, bytes } = request;
  const keys: Key[] = [];
  let [after, upto, looked] = [request.after, 0, 0];
  for (;;) {
    const most = Math.min(at ? MOST_LOOKED_AT - looked : count + 1, Math.max(count + 1, looked));
    const { sql, values } = keysPart({ ...request, ...(after && { after }) }, most);
    const rows = await session.rows(sql, values);
    for (const row of rows) {
      const key = toKey(row);
      if (at && !wasCurrent(row, at)) {
        after = placeOf(key);
        continue;
      }
      const isFull = keys.length === count || (upto > 0 && upto + key.bytes > bytes);
      if (isFull) return { versions: await versionsOf(session, type, keys), next: after ?? placeOf(key) };
      keys.push(key);
      upto += key.bytes;
      after = placeOf(key);
    }
    looked += rows.length;
    if (rows.length < most) return { versions: await versionsOf(session, type, keys) };
    if (looked >= MOST_LOOKED_AT) return { versions: await versionsOf(session, type, keys), next: after! };
  }
}

function keysPart({ type, since, at, until, order, after }: TypeHistoryRequest, most: number): Part {
  const isDown = order === 'newest first';
  const way = isDown ? 'DESC' : 'ASC';
  const bounds = [LAST_INSTANT, until?.getTime() ?? LAST_INSTANT, at?.until.getTime() ?? LAST_INSTANT];
  let [low, high] = [since?.getTime() ?? 0, Math.min(...bounds)];
  const border = after?.at.getTime();
  if (border !== undefined) {
    const isWhole = after?.id === undefined;
    if (isDown) high = Math.min(high, isWhole ? border - 1 : border);
    else low = Math.max(low, isWhole ? border + 1 : border);
  }
  const beyond =
    after?.id === undefined
      ? part('')
      : part(` AND (v.last_updated <> ? OR v.id ${isDown ? '<' : '>'} ?)`, border!, after.id);
  return part(
    `SELECT v.last_updated, v.id, v.version, v.bytes${at ? ', v.interaction, n.last_updated' : ''} ${FROM} ${at ? NEXT : ''}
      WHERE v.type = ? AND v.last_updated BETWEEN ? AND ?${beyond.sql}
      ORDER BY v.last_updated ${way}, v.id ${way} LIMIT ?`,
    ...[type, low, high, ...beyond.values, most],
  );
}

function toKey([lastUpdated, id, version, bytes]: SqlRow): Key {
  return { id: String(id), version: Number(version), lastUpdated: Number(lastUpdated), bytes: Number(bytes) };
}

function wasCurrent([lastUpdated, , , , interaction, next]: SqlRow, { from }: TimeBounds): boolean {
  if (interaction === 'delete') return Number(lastUpdated) >= from.getTime();
  return next === null || Number(next) > from.getTime();
}

function placeOf({ lastUpdated, id }: Key): HistoryPlace {
  return { at: new Date(lastUpdated), id };
}

async function versionsOf(session: SqlSession, type: string, keys: readonly Key[]): Promise<StoredVersion[]> {
  const found = new Map<string, StoredVersion>();
  const pace = new Pace();
  for (let at = 0; at < keys.length; at += BODIES) {
    if (pace.isDue()) await pace.rest();
    const some = keys.slice(at, at + BODIES);
    const rows = await session.rows(
      `SELECT id, version, last_updated, interaction, body, ${overDeletion('v')} FROM fhir_resource_version v
        WHERE type = ? AND (${some.map(() => '(id = ? AND version = ?)').join(' OR ')})`,
      [type, ...some.flatMap(({ id, version }) => [id, version])],
    );
    for (const [id, ...row] of rows) {
      const version = toVersion(type, String(id), row);
      found.set(`${version.id} ${version.versionId}`, version);
    }
  }
  return keys.flatMap(({ id, version }) => found.get(`${id} ${version}`) ?? []);
}
