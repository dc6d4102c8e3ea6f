import { StaleWriteError } from '../../fhir';
import { anyLane } from './guard-rows';
import { allButLast } from './index-rows';
import { areFew, writeFew, type LateWrite } from './late-writes';
import { SqlFaultError, type SqlDatabase, type SqlFault, type SqlStatement } from './sql-database';
import { TotalRows } from './total-rows';

/** A unit of work of which nothing has been sent to the database. */
export interface ReadyUnit {
  readonly writes: readonly LateWrite[];
  /** Run after the writes; one that several units share, as the same object, is run once. */
  readonly statements: readonly SqlStatement[];
  /** It must not be committed any more. */
  isTooLate(): boolean;
}

interface Waiting {
  readonly unit: ReadyUnit;
  readonly resolve: (isDone: boolean) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * How long a group waits for the one before it, milliseconds, about as long as a COMMIT takes. It keeps growing until
 * then. A transaction that waits for a lock holds nobody up for longer.
 */
const LONGEST_WAIT_MS = 4;

/** After these, nothing of the group was committed, and others of it may be. */
const OF_ONE: ReadonlySet<SqlFault> = new Set(['contention', 'duplicate-key', 'refuted']);

/**
 * Commits small units of work together, in one transaction: those that are ready in the same turn of the event loop, and
 * those that get ready while the group before them is being committed. They share its statements, its round trips and its
 * place on the disk. docs/adr/0027-cohorts.md
 *
 * All that a request does within a transaction is done by then, so the others wait for nothing but the database. If one
 * of them cannot be committed, each is to be committed alone.
 */
export class GroupCommit {
  private group: Waiting[] = [];
  /** Groups being committed. */
  private underWay = 0;

  constructor(private readonly database: SqlDatabase) {}

  /**
   * @returns whether it was committed; if not, nothing of it was, and it is to be committed alone
   * @throws SqlFaultError, StaleWriteError
   */
  commit(unit: ReadyUnit): Promise<boolean> {
    if (!fits(this.group, unit)) this.send(this.group);
    return new Promise((resolve, reject) => {
      const { group } = this;
      if (group.push({ unit, resolve, reject }) === 1) this.schedule(group);
    });
  }

  private schedule(group: readonly Waiting[]): void {
    // After all promises that are due, and so after all other units that get as far as this one.
    process.nextTick(() => {
      if (this.underWay === 0) this.send(group);
      else setTimeout(() => this.send(group), LONGEST_WAIT_MS);
    });
  }

  /** Does nothing if the group is on its way already. */
  private send(group: readonly Waiting[]): void {
    if (group !== this.group || group.length === 0) return;
    this.group = [];
    this.underWay += 1;
    void this.settled(group).finally(() => {
      this.underWay -= 1;
      if (this.underWay === 0) this.send(this.group);
    });
  }

  private async settled(group: readonly Waiting[]): Promise<void> {
    try {
      const isDone = await this.run(group.map(({ unit }) => unit));
      for (const { resolve } of group) resolve(isDone);
    } catch (error) {
      const isForAll = group.length === 1 || !isOfOne(error);
      for (const { resolve, reject } of group) {
        if (isForAll) reject(error);
        else resolve(false);
      }
    }
  }

  private async run(units: readonly ReadyUnit[]): Promise<boolean> {
    const transaction = await this.database.begin();
    let last: readonly SqlStatement[];
    try {
      const totals = new TotalRows(this.database, anyLane());
      const writes = units.flatMap((unit) => unit.writes);
      const statements = [
        ...(await writeFew(transaction, writes, totals)),
        ...units.flatMap((unit) => unit.statements),
      ];
      last = await allButLast(transaction, [...new Set(statements)]);
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
    if (units.some((unit) => unit.isTooLate())) {
      await transaction.rollback();
      return false;
    }
    await transaction.commit(last);
    return true;
  }
}

function fits(group: readonly Waiting[], { writes }: ReadyUnit): boolean {
  if (group.length === 0) return true;
  const others = group.flatMap(({ unit }) => unit.writes);
  const isAmong = ({ version }: LateWrite) =>
    others.some((other) => other.version.id === version.id && other.version.type === version.type);
  return areFew([...others, ...writes]) && !writes.some(isAmong);
}

function isOfOne(error: unknown): boolean {
  return error instanceof StaleWriteError || (error instanceof SqlFaultError && OF_ONE.has(error.fault));
}
