import type { ConditionsRequest, MetConditions, SearchClause } from '../../fhir';
import { among } from './clause-sql';
import { joined, part, type Part } from './part';
import { Planner } from './plan/plan-clause';
import { mostInside, nestingOf } from './plan/nesting';
import { simplified } from './plan/simplified';
import { Scope } from './plan/scope';
import type { SqlSession } from './sql-database';

/** How deep a condition is nested at most (`Scope`). Unlike those of clients, the conditions of policies are known. */
const DEEPEST = 8;
/** Statements kept per first condition. */
const MOST_KEPT = 8;

/** What a statement depends on apart from the ids. */
interface Asked extends Pick<ConditionsRequest, 'type' | 'conditions'> {
  readonly isSqlite: boolean;
  readonly usual: number | undefined;
}

/** Conditions as columns, for any resources of a type. */
interface Question {
  readonly asked: Asked;
  /** Undefined when the conditions are better searched for. */
  readonly columns: Part | undefined;
  /** The whole statement for one resource. The same string each time: prepared statements are looked up by it. */
  readonly ofOne: string;
}

/** By the first condition. */
const KEPT = new WeakMap<readonly SearchClause[], Question[]>();

/**
 * How it is found out which conditions resources meet. A search would order what it finds, cut it to a page and read it; here, each
 * condition is a column of one statement, which is planned once.
 * @returns undefined for conditions that need tables of their own: trees, and what is nested too deeply
 */
export function planMet(
  isSqlite: boolean,
  request: ConditionsRequest,
): ((session: SqlSession) => Promise<MetConditions>) | undefined {
  const { type, conditions, unseen } = request;
  const { columns, ofOne } = questionFor({ isSqlite, type, conditions, usual: unseen?.usual });
  return columns && ((session) => rowsOf(session, request, columns, ofOne));
}

async function rowsOf(
  session: SqlSession,
  { type, ids }: ConditionsRequest,
  columns: Part,
  ofOne: string,
): Promise<MetConditions> {
  const sql = ids.length === 1 ? ofOne : statement(columns, ids);
  const rows = await session.rows(sql, [...columns.values, type, ...among('r.id', ids).values]);
  return new Map(rows.map(([id, ...met]) => [String(id), met.map((each) => Number(each) === 1)]));
}

function questionFor(asked: Asked): Question {
  const [first] = asked.conditions as [readonly SearchClause[]];
  let kept = KEPT.get(first);
  if (!kept) KEPT.set(first, (kept = []));
  const before = kept.find((each) => isSame(each.asked, asked));
  if (before) return before;
  const made = question(asked);
  if (kept.length >= MOST_KEPT) kept.shift();
  kept.push(made);
  return made;
}

function isSame(one: Asked, other: Asked): boolean {
  return (
    one.isSqlite === other.isSqlite &&
    one.type === other.type &&
    one.usual === other.usual &&
    one.conditions.length === other.conditions.length &&
    one.conditions.every((clauses, at) => clauses === other.conditions[at])
  );
}

function question(asked: Asked): Question {
  const { isSqlite, type, conditions, usual } = asked;
  const scope = new Scope('t', DEEPEST);
  const planner = new Planner(isSqlite, usual === undefined ? undefined : { usual, byType: {} });
  const columns = conditions.map((clauses) => {
    const all = simplified({ kind: 'all', clauses });
    if (typeof all === 'boolean') return part(all ? ', 1' : ', 0');
    const { sql, values } = planner.all(type, all.kind === 'all' ? all.clauses : [all]).test(scope, 'r.id');
    return part(`, CASE WHEN ${sql} THEN 1 ELSE 0 END`, ...values);
  });
  if (!scope.isComplete || columns.some(({ sql }) => nestingOf(sql) > mostInside(0)))
    return { asked, columns: undefined, ofOne: '' };
  const all = joined(columns, '');
  return { asked, columns: all, ofOne: statement(all, ['']) };
}

function statement(columns: Part, ids: readonly string[]): string {
  return `SELECT r.id${columns.sql} FROM fhir_resource r
    WHERE r.type = ? AND ${among('r.id', ids).sql} AND r.interaction <> 'delete'`;
}
