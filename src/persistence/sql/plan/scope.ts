import { FhirError, say } from '../../../fhir';
import { joined, part, type Part } from '../part';

/**
 * How deep conditions are nested. A client's search may nest deeper than an SQL parser's stack (100 symbols in SQLite)
 * allows; beyond this depth, a condition becomes a table of its own.
 */
const DEEPEST = 4;

/** MariaDB takes fewer than 64 in a statement. */
const MOST_TABLES = 60;

/** One SELECT under construction: its table aliases and its common table expressions (`WITH`). */
export class Scope {
  private readonly tables: Part[] = [];
  private readonly shared = new Map<object, string>();
  private depth = 0;

  /**
   * @param letter begins its aliases, which must differ from those of a statement around it
   * @param used counted for the whole statement
   */
  constructor(
    private readonly letter = 't',
    private readonly deepest = DEEPEST,
    private readonly used = { aliases: 0, tables: 0 },
  ) {}

  /** A new alias for a table. */
  alias(): string {
    return `${this.letter}${(this.used.aliases += 1)}`;
  }

  /** A query inside the statement that has common table expressions of its own. */
  query(select: (scope: Scope) => Part): Part {
    const scope = new Scope(this.letter, this.deepest, this.used);
    return scope.complete(select(scope));
  }

  /**
   * Adds a common table expression to the statement.
   * @param select its rows, by default of one column `id`; tables that it needs itself are added before it
   * @returns its name
   * @throws FhirError `invalid-request` (400, `too-costly`) when there are too many
   */
  table(select: (name: string) => Part, columns = 'id'): string {
    if ((this.used.tables += 1) > MOST_TABLES) throw tooManyTables();
    const name = this.alias();
    const outside = this.depth;
    this.depth = 0;
    const { sql, values } = select(name);
    this.depth = outside;
    this.tables.push(part(`${name} (${columns}) AS (${sql})`, ...values));
    return name;
  }

  /** The same for a table that several conditions need: it is added once. @param key stands for its rows */
  tableOf(key: object, select: () => Part): string {
    const known = this.shared.get(key);
    if (known !== undefined) return known;
    const name = this.table(select);
    this.shared.set(key, name);
    return name;
  }

  /** How many conditions there are around the one that is built. */
  get nesting(): number {
    return this.depth;
  }

  get isDeep(): boolean {
    return this.depth >= this.deepest;
  }

  /** Builds a condition nested in another one. */
  nested<T>(work: () => T): T {
    this.depth += 1;
    const made = work();
    this.depth -= 1;
    return made;
  }

  /** True when there are no common table expressions. */
  get isComplete(): boolean {
    return this.tables.length === 0;
  }

  /** `WITH …`: the common table expressions, if there are any. */
  get tablesSql(): Part {
    return this.isComplete ? part('') : joined([part('WITH RECURSIVE'), joined(this.tables, ', ')], ' ');
  }

  /** The statement with its common table expressions. */
  complete(select: Part): Part {
    return this.isComplete ? select : joined([this.tablesSql, select], ' ');
  }
}

function tooManyTables(): FhirError {
  const text = say`The search follows references too often`;
  const hint = say`Follow fewer references at once, or make several requests.`;
  return new FhirError('invalid-request', text, [{ code: 'too-costly', text, hint }]);
}
