import { joined, part, type Part } from '../part';

/**
 * How deep conditions are put into one another. A parser has a stack (of 100 symbols in SQLite), and what a client asks
 * may be deeper than that: beyond, a condition is a table of its own.
 */
const DEEPEST = 4;

/** One SELECT in the making: names of its tables, and those it begins with (`WITH`). */
export class Scope {
  private readonly tables: Part[] = [];
  private named = 0;
  private depth = 0;

  /** A name for a table, another one each time. */
  alias(): string {
    return `t${(this.named += 1)}`;
  }

  /**
   * Puts a table before the statement.
   * @param select its rows, of one column `id`; what it needs is put before it
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

  /** Makes a condition that stands inside another one. */
  nested<T>(work: () => T): T {
    this.depth += 1;
    const made = work();
    this.depth -= 1;
    return made;
  }

  /** The statement with its tables. */
  complete(select: Part): Part {
    if (this.tables.length === 0) return select;
    return joined([part('WITH RECURSIVE'), joined(this.tables, ', '), select], ' ');
  }
}
