import type { SqlStatement, SqlValue } from './sql-database';

export type Row = readonly SqlValue[];
/** `ADD` is `REPLACE` where a row with the same key, if there is one, is the same row. */
export type Verb = 'REPLACE' | 'INSERT' | 'ADD';

/**
 * For SQLite, which alone uses the numbered form: a statement of several rows that may fail half way keeps a copy of
 * every page it changes, which costs as much as the rows. One that ignores what cannot be written never fails.
 */
const NUMBERED: Readonly<Record<Verb, string>> = { REPLACE: 'REPLACE', INSERT: 'INSERT', ADD: 'INSERT OR IGNORE' };

/** Columns whose values the rows of one statement often share; the first list that all rows share is used. */
const SHARED = [
  ['type', 'code', 'id', 'record', 'label'],
  ['type', 'id', 'record', 'label'],
  ['type', 'record', 'label'],
];

/** A statement that writes several rows of one table. */
export class RowsStatement implements SqlStatement {
  constructor(
    private readonly verb: Verb,
    private readonly table: string,
    private readonly columns: readonly string[],
    private readonly rows: readonly Row[],
  ) {}

  get sql(): string {
    const { verb, table, columns, rows } = this;
    return remembered(columns, `${verb} ${table} ${rows.length}`, () => {
      const row = `(${columns.map(() => '?').join(', ')})`;
      return `${this.head(verb === 'ADD' ? 'REPLACE' : verb)} ${Array<string>(rows.length).fill(row).join(', ')}`;
    });
  }

  get values(): readonly SqlValue[] {
    const [first, ...others] = this.rows as readonly [Row, ...Row[]];
    if (others.length === 0) return first;
    const values = [...first];
    for (const row of others) for (const value of row) values.push(value);
    return values;
  }

  get numbered(): { readonly sql: string; readonly values: readonly SqlValue[] } | undefined {
    const { verb, table, columns, rows } = this;
    const [first] = rows as readonly [Row];
    if (rows.length === 1) return undefined;
    const split = splitsOf(columns).find(
      ({ shared }) => shared.length > 0 && rows.every((row) => shared.every((at) => row[at] === first[at])),
    );
    if (!split) return undefined;
    const { shared, own } = split;
    const sql = remembered(columns, `${verb} ${table} ${rows.length} ${shared.join(' ')}`, () => {
      const said = rows.map((_, number) => {
        const of = (at: number) => {
          const place = shared.indexOf(at);
          return place >= 0 ? place + 1 : shared.length + number * own.length + own.indexOf(at) + 1;
        };
        return `(${columns.map((__, at) => `?${of(at)}`).join(', ')})`;
      });
      return `${this.head(NUMBERED[verb])} ${said.join(', ')}`;
    });
    const values: SqlValue[] = shared.map((at) => first[at]!);
    for (const row of rows) for (const at of own) values.push(row[at]!);
    return { sql, values };
  }

  private head(verb: string): string {
    return `${verb} INTO ${this.table} (${this.columns.join(', ')}) VALUES`;
  }
}

/** From this number on, rows whose keys begin alike get statements of their own. */
const MANY = 16;
/** The leading key columns that count as its beginning: type, code and id. */
const BEGINNING = 3;

/** Splits the rows, in their order, into groups: runs of many rows that begin alike, and the rows between such runs. */
export function alike(rows: readonly Row[]): readonly (readonly Row[])[] {
  if (rows.length <= MANY) return [rows];
  const groups: (readonly Row[])[] = [];
  let from = 0;
  for (let at = 0; at < rows.length;) {
    const begun = at;
    while (at < rows.length && beginsAlike(rows[begun]!, rows[at]!)) at += 1;
    if (at - begun < MANY) continue;
    if (from < begun) groups.push(rows.slice(from, begun));
    groups.push(rows.slice(begun, at));
    from = at;
  }
  if (from < rows.length) groups.push(rows.slice(from));
  return groups;
}

function beginsAlike(one: Row, other: Row): boolean {
  for (let at = 0; at < BEGINNING; at += 1) if (one[at] !== other[at]) return false;
  return true;
}

/** Positions of the columns whose values are shared, and of the others. */
interface Split {
  readonly shared: readonly number[];
  readonly own: readonly number[];
}

/** One for each list of `SHARED`. */
function splitsOf(columns: readonly string[]): readonly Split[] {
  let known = splits.get(columns);
  if (!known) {
    known = SHARED.map((names) => {
      const shared = names.map((name) => columns.indexOf(name)).filter((at) => at >= 0);
      return { shared, own: [...columns.keys()].filter((at) => !shared.includes(at)) };
    });
    splits.set(columns, known);
  }
  return known;
}

const splits = new WeakMap<readonly string[], readonly Split[]>();

/**
 * Keyed by the column list, always the same object. An identical string is found faster among the prepared statements.
 */
const texts = new WeakMap<readonly string[], Map<string, string>>();

export function remembered(columns: readonly string[], key: string, make: () => string): string {
  let known = texts.get(columns);
  if (!known) texts.set(columns, (known = new Map<string, string>()));
  let text = known.get(key);
  if (text === undefined) known.set(key, (text = make()));
  return text;
}
