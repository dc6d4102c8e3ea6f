import type { SortPosition, SortValues } from '../../../fhir';
import { joined, part, type Part } from '../part';
import { SELECT, type Planned } from '../plan/planned';
import { Scope } from '../plan/scope';
import type { SqlRow, SqlSession, SqlValue } from '../sql-database';
import { beyond, hasNone, isTheOne, NOTHING, orderBy, TARGET, turned, valuesOf, type Term } from './order-sql';
import type { SortKey } from './sort-key';

/** A resource's position in the order, and the length of its body in bytes. */
export interface SortedRow extends SortPosition {
  readonly bytes: number;
}

/** The range of rows to return. */
export interface Wanted {
  readonly type: string;
  readonly keys: readonly SortKey[];
  /** Rows after this position are wanted, or before it when read backwards. */
  readonly border: SortPosition | undefined;
  readonly backwards: boolean;
  readonly most: number;
}

/** Returns rows from few matches by sorting them all. */
export async function sortFew(session: SqlSession, wanted: Wanted, plan: Planned): Promise<readonly SortedRow[]> {
  const { type, keys } = wanted;
  const scope = new Scope();
  const { from, where, id, isEachOnce } = plan.found(scope);
  const source: Source = {
    scope,
    sql: `(SELECT ${isEachOnce ? '' : 'DISTINCT '}${id} AS id FROM ${from.sql} WHERE ${where.sql}) f
      CROSS JOIN fhir_resource d ON d.type = ? AND d.id = f.id WHERE d.interaction <> 'delete'`,
    values: [...from.values, ...where.values, type],
    isOwn: ({ isEntry }) => !isEntry,
    bytes: { sql: 'd.bytes', values: [] },
  };
  return sorted(
    session,
    { ...wanted, idsDescend: descends(keys), given: [] },
    keys,
    source,
    wanted.border,
    wanted.most,
  );
}

/**
 * Returns rows from any number of matches in index order. With several keys, only a page by the first key is sorted,
 * together with the rows that equal its last one in that key.
 * @param plan what the resources must match; undefined when all match
 */
export async function walkMany(
  session: SqlSession,
  wanted: Wanted,
  plan: Planned | undefined,
): Promise<readonly SortedRow[]> {
  const { keys, border, most } = wanted;
  const within: Within = (scope) => {
    if (!plan) return NOTHING;
    const { sql, values } = plan.test(scope, 'd.id');
    return part(`AND (${sql})`, ...values);
  };
  const walk = { ...wanted, idsDescend: descends(keys), given: [] };
  return walked(session, walk, keys, within, border, most);
}

/** Conditions on a row `d`. */
type Within = (scope: Scope) => Part;

interface Walk extends Wanted {
  readonly idsDescend: boolean;
  /** The values of the keys already handled, equal for all rows. */
  readonly given: SortPosition['keys'];
}

function descends([first]: readonly SortKey[]): boolean {
  return first?.descending === true;
}

async function walked(
  session: SqlSession,
  walk: Walk,
  keys: readonly SortKey[],
  within: Within,
  border: SortPosition | undefined,
  most: number,
): Promise<SortedRow[]> {
  const [key, ...others] = keys;
  if (!key) return byId(session, walk, within, border, most);
  const rest = isId(key) ? [] : others;
  const present = (from: SortPosition | undefined, left: number) =>
    rest.length === 0 && !key.over
      ? byIndex(session, walk, key, within, from, left, others.length)
      : inGroups(session, walk, [key, ...rest], within, from, left);
  const missing = (from: SortPosition | undefined, left: number) =>
    walked(
      session,
      { ...walk, given: [...walk.given, null] },
      others,
      (scope) => joined([within(scope), hasNone(key, 'd')], ' '),
      from && { ...from, keys: from.keys.slice(1) },
      left,
    );
  const phases = key.isEntry ? [present, missing] : [present];
  const first = border?.keys[0] === null ? missing : present;
  if (walk.backwards) phases.reverse();
  const rows: SortedRow[] = [];
  for (const phase of border ? phases.slice(phases.indexOf(first)) : phases) {
    if (rows.length < most) rows.push(...(await phase(phase === first ? border : undefined, most - rows.length)));
  }
  return rows;
}

/** Rows without a value for any key, by id. */
async function byId(
  session: SqlSession,
  { type, given, backwards, idsDescend }: Walk,
  within: Within,
  border: SortPosition | undefined,
  most: number,
): Promise<SortedRow[]> {
  const terms = turned([{ sql: 'd.id', descending: idsDescend }], backwards);
  const range = border ? beyond(terms, [border.id]) : NOTHING;
  const scope = new Scope();
  const fitting = within(scope);
  const rows = await ask(
    session,
    scope,
    `SELECT d.id, d.bytes FROM fhir_resource d WHERE d.type = ? AND d.interaction <> 'delete' ${range.sql} ${fitting.sql} ${orderBy(terms)} LIMIT ?`,
    [type, ...range.values, ...fitting.values, most],
  );
  return rows.map(([id, bytes]) => ({ id: String(id), bytes: Number(bytes), keys: given }));
}

/** Rows by a single key, whose index has that order. @param unused how many keys after it cannot matter */
async function byIndex(
  session: SqlSession,
  walk: Walk,
  key: SortKey,
  within: Within,
  border: SortPosition | undefined,
  most: number,
  unused: number,
): Promise<SortedRow[]> {
  const { type, given, backwards, idsDescend } = walk;
  const columns = columnsOf(key);
  const id = { sql: 'd.id', descending: idsDescend };
  const terms = turned(isId(key) ? columns : [...columns, id], backwards);
  // The border may be a resource of another type with the same id, so the id is compared as a key and as the tie-breaker.
  const range = border ? beyond(turned([...columns, id], backwards), [...(border.keys[0] ?? []), border.id]) : NOTHING;
  const bytes = bytesOf(type, key);
  const scope = new Scope();
  const where = conditions(key, range, within(scope));
  const rows = await ask(
    session,
    scope,
    `SELECT d.id, ${[bytes.sql, ...columns.map(({ sql }) => sql)].join(', ')} FROM ${tablesOf(key)} WHERE ${where.sql} ${orderBy(terms)} LIMIT ?`,
    [...bytes.values, ...where.values, most],
  );
  const after = Array<null>(unused).fill(null);
  return rows.flatMap((row) => rowOf(row, [key], given, after));
}

/**
 * Rows by several keys: first those that share the border's value of the first key, then ranges of that key with enough
 * rows. Each part is sorted.
 */
async function inGroups(
  session: SqlSession,
  walk: Walk,
  keys: readonly SortKey[],
  within: Within,
  border: SortPosition | undefined,
  most: number,
): Promise<SortedRow[]> {
  const [key] = keys as readonly [SortKey];
  const terms = turned(columnsOf(key), walk.backwards);
  const group = (range: Part, from?: SortPosition): Promise<SortedRow[]> => {
    const scope = new Scope();
    const where = conditions(key, range, within(scope));
    const source: Source = {
      scope,
      sql: `${tablesOf(key)} WHERE ${where.sql}`,
      values: where.values,
      isOwn: (each) => each === key,
      bytes: bytesOf(walk.type, key),
    };
    return sorted(session, walk, keys, source, from, most - rows.length);
  };
  const rows: SortedRow[] = [];
  let edge = border?.keys[0] ?? undefined;
  if (edge) rows.push(...(await group(equal(terms, edge), border)));
  while (rows.length < most) {
    const range = edge ? beyond(terms, edge) : NOTHING;
    const end = await edgeOf(session, key, terms, range, within, most - rows.length);
    const upTo = end ? beyond(turned(terms, true), end, true) : NOTHING;
    rows.push(...(await group(joined([range, upTo], ' '))));
    if (!end) break;
    edge = end;
  }
  return rows;
}

/** The value of the row `after` rows further on; undefined when there are fewer. */
async function edgeOf(
  session: SqlSession,
  key: SortKey,
  terms: readonly Term[],
  range: Part,
  within: Within,
  after: number,
): Promise<SortValues | undefined> {
  const scope = new Scope();
  const where = conditions(key, range, within(scope));
  const columns = columnsOf(key).map(({ sql }) => sql);
  const [row] = await ask(
    session,
    scope,
    `${SELECT} ${columns.join(', ')} FROM ${tablesOf(key)} WHERE ${where.sql} ${orderBy(terms)} LIMIT 1 OFFSET ?`,
    [...where.values, after],
  );
  return row && (valuesIn(row) ?? undefined);
}

/** A table aliased `d` with its conditions. */
interface Source extends Part {
  readonly scope: Scope;
  /** Whether the columns of a key belong to `d`. */
  isOwn(key: SortKey): boolean;
  readonly bytes: Part;
}

async function sorted(
  session: SqlSession,
  { given, backwards, idsDescend }: Walk,
  keys: readonly SortKey[],
  source: Source,
  border: SortPosition | undefined,
  most: number,
): Promise<SortedRow[]> {
  const columns = keys.flatMap((key) =>
    isId(key) || source.isOwn(key) ? columnsOf(key).map(plain) : valuesOf(key, 'd'),
  );
  const named = columns.map(({ sql, values }, i) => ({ sql: `${sql} AS s${i}`, values }));
  const bytes = { sql: `${source.bytes.sql} AS bytes`, values: source.bytes.values };
  const list = joined([{ sql: 'd.id', values: [] }, bytes, ...named], ', ');
  const { terms, values } = termsOf(keys, border);
  const inOrder = turned([...terms, { sql: 'k.id', descending: idsDescend }], backwards);
  const range = border ? beyond(inOrder, [...values, border.id]) : NOTHING;
  const rows = await ask(
    session,
    source.scope,
    `SELECT * FROM (${SELECT} ${list.sql} FROM ${source.sql}) k WHERE 1 = 1 ${range.sql} ${orderBy(inOrder)} LIMIT ?`,
    [...list.values, ...source.values, ...range.values, most],
  );
  return rows.flatMap((row) => rowOf(row, keys, given, []));
}

/** The columns `s0`, `s1` … of a table `k` as terms of an order, and the values of the border for them. */
function termsOf(keys: readonly SortKey[], border: SortPosition | undefined) {
  const terms: Term[] = [];
  const values: SqlValue[] = [];
  let at = 0;
  for (const [i, { columns, descending, isEntry }] of keys.entries()) {
    const place = border?.keys[i];
    // Resources without a value come last in either direction.
    if (isEntry) {
      terms.push({ sql: `(k.s${at} IS NULL)`, descending: false });
      values.push(place === null ? 1 : 0);
    }
    for (const each of columns.keys()) {
      terms.push({ sql: `k.s${at}`, descending });
      values.push(place?.[each] ?? null);
      at += 1;
    }
  }
  return { terms, values };
}

function ask(session: SqlSession, scope: Scope, sql: string, values: readonly SqlValue[]): Promise<SqlRow[]> {
  const statement = scope.complete(part(sql, ...values));
  return session.rows(statement.sql, statement.values);
}

function isId({ columns: [first], over }: SortKey): boolean {
  return first === 'id' && !over;
}

function plain({ sql }: Term): Part {
  return { sql, values: [] };
}

function columnsOf({ columns, descending, over }: SortKey): readonly Term[] {
  return columns.map((column) => ({ sql: `${over ? TARGET : 'd'}.${column}`, descending }));
}

/** The rows of a key in its order, each with a row `d` that has the id of the resource. */
function tablesOf({ table, index, over }: SortKey): string {
  const first = (alias: string): string => `${table} ${alias} /*! FORCE INDEX (${index}) */`;
  return over ? `${first(TARGET)} CROSS JOIN ${over.back('s', TARGET).from}` : first('d');
}

function conditions(key: SortKey, range: Part, within: Part): Part {
  const { rows, over } = key;
  const own = rows(over ? TARGET : 'd');
  const referred = over?.back('s', TARGET);
  const joins = referred ? [part(`AND ${referred.sql}`, ...referred.values)] : [];
  return joined([own, ...joins, range, isTheOne(key, 'd'), within], ' ');
}

function equal(terms: readonly Term[], values: SortValues): Part {
  return { sql: terms.map(({ sql }) => `AND ${sql} = ?`).join(' '), values };
}

/** Length of the body of the resource that a row `d` belongs to. */
function bytesOf(type: string, { table, over }: SortKey): Part {
  if (table === 'fhir_resource' && !over) return { sql: 'd.bytes', values: [] };
  return { sql: '(SELECT r.bytes FROM fhir_resource r WHERE r.type = ? AND r.id = d.id)', values: [type] };
}

/** @param after values of the keys not read. @returns nothing for a resource deleted in the meantime */
function rowOf(
  [id, bytes, ...columns]: SqlRow,
  keys: readonly SortKey[],
  given: SortPosition['keys'],
  after: readonly null[],
): readonly SortedRow[] {
  if (bytes === null) return [];
  let at = 0;
  const own = keys.map((key) => valuesIn(columns.slice(at, (at += key.columns.length))));
  return [{ id: String(id), bytes: Number(bytes), keys: [...given, ...own, ...after] }];
}

function valuesIn(columns: readonly SqlValue[]): SortValues | null {
  return columns.some((value) => value === null) ? null : (columns as SortValues);
}
