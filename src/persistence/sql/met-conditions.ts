import type { ConditionsRequest, MetConditions, SearchClause, VersionMeeting } from '../../fhir';
import { among } from './clause-sql';
import { joined, part, type Part } from './part';
import { Planner } from './plan/plan-clause';
import { mostInside, nestingOf } from './plan/nesting';
import { joinedTest } from './plan/planned';
import { simplified } from './plan/simplified';
import { Scope } from './plan/scope';
import { toVersion } from './resource-rows';
import type { SqlRow, SqlSession, SqlValue } from './sql-database';

/** How deep a condition is nested at most (`Scope`). Unlike those of clients, the conditions of policies are known. */
const DEEPEST = 8;
/** Statements kept per first condition. */
const MOST_KEPT = 8;

type Dialect = Pick<SqlSession, 'isSqlite' | 'withValues'>;

/** What a statement depends on apart from the engine and the ids. */
interface Asked extends Pick<ConditionsRequest, 'type' | 'conditions'> {
  readonly usual: number | undefined;
}

/** Conditions as columns, for any resources of a type. */
interface Question {
  readonly columns: Part;
  /** For one resource. The same strings each time: prepared statements are looked up by them. */
  readonly kept: {
    /** The values of the columns that are not in the text. */
    readonly values: readonly SqlValue[];
    readonly met: string;
    readonly read: string;
  };
}

interface Known {
  readonly isSqlite: boolean;
  readonly asked: Asked;
  readonly question: Question | undefined;
}

/** By the first condition. */
const KEPT = new WeakMap<readonly SearchClause[], Known[]>();

/**
 * How it is found out which conditions resources meet. A search would order what it finds, cut it to a page and read it; here, each
 * condition is a column of one statement, which is planned once.
 * @returns undefined for conditions that need tables of their own: trees, and what is nested too deeply
 */
export function planMet(
  dialect: Dialect,
  request: ConditionsRequest,
): ((session: SqlSession) => Promise<MetConditions>) | undefined {
  const { type, ids, conditions, unseen } = request;
  const question = questionFor(dialect, { type, conditions, usual: unseen?.usual });
  if (!question) return undefined;
  const { columns, kept } = question;
  return async (session) => {
    const rows =
      ids.length === 1 && keeps(session)
        ? await prepared(session, kept.met, [...kept.values, type, ids[0]!])
        : await session.rows(metSql(columns, ids), [...columns.values, type, ...among('r.id', ids).values]);
    return new Map(rows.map(([id, ...met]) => [String(id), met.map(isMet)]));
  };
}

/** How the current versions of resources are read together with the conditions they meet. */
export interface ReadPlan {
  /** The same object for the same conditions. */
  readonly question: object;
  /** @param ids at least one; those that do not exist are left out of the answer */
  read(session: SqlSession, ids: readonly string[]): Promise<ReadonlyMap<string, VersionMeeting>>;
}

/** The same together with the current versions. */
export function planRead(
  dialect: Dialect,
  type: string,
  { conditions, unseen }: Pick<ConditionsRequest, 'conditions' | 'unseen'>,
): ReadPlan | undefined {
  const question = questionFor(dialect, { type, conditions, usual: unseen?.usual });
  if (!question) return undefined;
  const { columns, kept } = question;
  return {
    question,
    read: async (session, ids) => {
      const rows =
        ids.length === 1 && keeps(session)
          ? await prepared(session, kept.read, [...kept.values, type, ids[0]!])
          : await session.rows(readSql(columns, ids), [...columns.values, type, ...among('r.id', ids).values]);
      return new Map(rows.map((row) => [String(row[0]), toMeeting(type, row)]));
    },
  };
}

function toMeeting(type: string, [id, ...row]: SqlRow): VersionMeeting {
  const [version, met] = [row.slice(0, VERSION.length), row.slice(VERSION.length)];
  return { version: toVersion(type, String(id), version), met: met.map(isMet) };
}

const VERSION = ['r.version', 'r.last_updated', 'r.interaction', 'r.body'];

function prepared(session: SqlSession, sql: string, values: readonly SqlValue[]): Promise<SqlRow[]> {
  return session.prepared ? session.prepared(sql, values) : session.rows(sql, values);
}

/** Whether statements are prepared. Text that already holds values must not be given to `rows`, which puts values into text. */
function keeps(session: SqlSession): boolean {
  return session.isSqlite || session.prepared !== undefined;
}

function isMet(column: SqlValue): boolean {
  return Number(column) === 1;
}

function questionFor(dialect: Dialect, asked: Asked): Question | undefined {
  const [first] = asked.conditions as [readonly SearchClause[]];
  let known = KEPT.get(first);
  if (!known) KEPT.set(first, (known = []));
  const before = known.find((each) => each.isSqlite === dialect.isSqlite && isSame(each.asked, asked));
  if (before) return before.question;
  const made = question(dialect, asked);
  if (known.length >= MOST_KEPT) known.shift();
  known.push({ isSqlite: dialect.isSqlite, asked, question: made });
  return made;
}

function isSame(one: Asked, other: Asked): boolean {
  return (
    one.type === other.type &&
    one.usual === other.usual &&
    one.conditions.length === other.conditions.length &&
    one.conditions.every((clauses, at) => clauses === other.conditions[at])
  );
}

/** @returns undefined when the conditions are better searched for */
function question(dialect: Dialect, { type, conditions, usual }: Asked): Question | undefined {
  const scope = new Scope('t', DEEPEST);
  const planner = new Planner(dialect.isSqlite, usual === undefined ? undefined : { usual, byType: {} });
  const each = conditions.map((clauses, at) => {
    const all = simplified({ kind: 'all', clauses });
    if (typeof all === 'boolean') return part(`, ${all ? 1 : 0} AS c${at}`);
    const plan = planner.all(type, all.kind === 'all' ? all.clauses : [all]);
    const { sql, values } = joinedTest(plan, scope, 'r.id');
    return part(`, CASE WHEN ${sql} THEN 1 ELSE 0 END AS c${at}`, ...values);
  });
  if (!scope.isComplete || each.some(({ sql }) => nestingOf(sql) > mostInside(0))) return undefined;
  const columns = joined(each, '');
  const fixed = dialect.withValues ? part(dialect.withValues(columns.sql, columns.values)) : columns;
  return { columns, kept: { values: fixed.values, met: metSql(fixed, ['']), read: readSql(fixed, ['']) } };
}

function metSql(columns: Part, ids: readonly string[]): string {
  return `SELECT r.id${columns.sql} FROM fhir_resource r
    WHERE r.type = ? AND ${among('r.id', ids).sql} AND r.interaction <> 'delete'`;
}

function readSql(columns: Part, ids: readonly string[]): string {
  return `SELECT r.id, ${VERSION.join(', ')}${columns.sql} FROM fhir_resource r
    WHERE r.type = ? AND ${among('r.id', ids).sql}`;
}
