import { joined, part, type Part } from '../part';

/**
 * How deep conditions are nested. A client's search may nest deeper than an SQL parser's stack (100 symbols in SQLite)
 * allows; beyond this depth, a condition becomes a table of its own.
 */
const DEEPEST = 4;

/** One SELECT under construction: its table aliases and its common table expressions (`WITH`). */
export class Scope {
  private readonly tables: Part[] = [];
  private named = 0;
  private depth = 0;

  /** A new alias for a table. */
  alias(): string {
    return `t${(this.named += 1)}`;
  }

  /**
   * Adds a common table expression to the statement.
   * @param select its rows, by default of one column `id`; tables that it needs itself are added before it
   * @returns its name
   */
  table(select: (name: string) => Part, columns = 'id'): string {
    const name = this.alias();
    const outside = this.depth;
    this.depth = 0;
    const { sql, values } = select(name);
    this.depth = outside;
    this.tables.push(part(`${name} (${columns}) AS (${sql})`, ...values));
    return name;
  }

  get isDeep(): boolean {
    return this.depth >= DEEPEST;
  }

  /** Builds a condition nested in another one. */
  nested<T>(work: () => T): T {
    this.depth += 1;
    const made = work();
    this.depth -= 1;
    return made;
  }

  /** The statement with its common table expressions. */
  complete(select: Part): Part {
    if (this.tables.length === 0) return select;
    return joined([part('WITH RECURSIVE'), joined(this.tables, ', '), select], ' ');
  }
}
