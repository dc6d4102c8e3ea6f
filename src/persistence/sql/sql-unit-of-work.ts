import {
  type ConditionsRequest,
  databaseSlow,
  type Hold,
  type IndexChange,
  LONGEST_WRITE_MS,
  type MetConditions,
  Pace,
  type Referrer,
  type ResourceKey,
  type SearchPage,
  type SearchRequest,
  type StoredVersion,
  type TransactionOptions,
  type UnitOfWork,
  type VersionDraft,
} from '../../fhir';
import { entryStatements } from './entry-rows';
import { anyLane, guardsOf } from './guard-rows';
import { reliedUpon } from './relied-note';
import { referenceStatements, selectMissing, selectReferrers, withoutReferences } from './reference-rows';
import type { GroupCommit } from './group-commit';
import { areFew, LateWrites } from './late-writes';
import { planMet } from './met-conditions';
import { selectCurrent } from './resource-rows';
import { keptVersion, nextVersion, writeCurrent } from './version-writes';
import { selectFound } from './search-rows';
import type { SqlDatabase, SqlTransaction } from './sql-database';
import { SqlUnit } from './sql-unit';
import { TotalRows } from './total-rows';

/** One run of `ResourceStore.transaction` on the tables of this server. */
export class SqlUnitOfWork extends SqlUnit implements UnitOfWork {
  private readonly held = new Set<number>();
  private readonly lane: number;
  private readonly totals: TotalRows;
  private readonly late: LateWrites | undefined;
  private readonly group: GroupCommit | undefined;
  /** When the first write was requested, by `performance.now()`; its version carries that instant. */
  private since: number | undefined = undefined;

  /**
   * @param group where a unit that joins others is committed; absent when it is not worth it
   * @param longestMs the unit refuses to commit later than this after its first write, milliseconds
   */
  constructor(
    private readonly engine: SqlDatabase,
    { late = false, joins = false }: TransactionOptions = {},
    group?: GroupCommit,
    private readonly longestMs = LONGEST_WRITE_MS,
  ) {
    const lane = anyLane();
    const totals = new TotalRows(engine, lane);
    const joined = joins ? group : undefined;
    const writes = late || joined ? new LateWrites(totals) : undefined;
    super(engine, writes);
    this.group = joined;
    this.lane = lane;
    this.totals = totals;
    this.late = writes;
  }

  read(type: string, id: string): Promise<StoredVersion | undefined> {
    return this.steps.run(async () => this.late?.read(type, id) ?? selectCurrent(this.steps.session, type, id));
  }

  write(draft: VersionDraft, expected: string | null, index?: IndexChange): Promise<StoredVersion> {
    this.since ??= performance.now();
    const { late } = this;
    if (late) return this.steps.run(() => late.add(draft, expected, index, () => this.steps.begun()));
    return this.steps.run(async () => {
      const transaction = await this.steps.begun();
      const pace = new Pace();
      const next = nextVersion(draft, expected);
      const { version } = next;
      await writeCurrent(transaction, next);
      await pace.between();
      const wasThere = expected !== null && draft.overDeletion !== true;
      const isThere = version.json !== null;
      const counted = wasThere === isThere ? [] : await this.totals.added(transaction, version.type, isThere ? 1 : -1);
      const entries = index ? await entryStatements(transaction, version, index.entries, next.before === 0) : [];
      this.steps.defer([
        keptVersion(version),
        ...counted,
        ...entries,
        ...(version.json === null ? [withoutReferences(version)] : []),
        ...(index && version.json !== null ? referenceStatements(version, index.references) : []),
      ]);
      return version;
    });
  }

  relyOn(note: string, digest: string): Promise<void> {
    return this.steps.run(async () => this.steps.defer([reliedUpon(this.engine, { note, digest })]));
  }

  /**
   * @throws FhirError `unavailable` when the unit took too long: readers of the history may already have passed the
   * instant of its versions
   */
  override async commit(): Promise<void> {
    this.assertInTime();
    if (await this.isCommittedInGroup()) return;
    this.assertInTime();
    return super.commit();
  }

  private async isCommittedInGroup(): Promise<boolean> {
    const { group, late } = this;
    const statements = group && late?.isDue && (await this.steps.unbegun());
    if (!statements || !areFew(late.due)) return false;
    return group.commit({ writes: late.due, statements, isTooLate: () => this.isTooLate });
  }

  private assertInTime(): void {
    if (this.isTooLate) throw databaseSlow();
  }

  private get isTooLate(): boolean {
    return this.since !== undefined && performance.now() - this.since > this.longestMs;
  }

  hold(how: Hold, keys: readonly ResourceKey[]): Promise<void> {
    return this.steps.run(async () => void (await this.holding(how, keys)));
  }

  missing(keys: readonly ResourceKey[]): Promise<readonly ResourceKey[]> {
    return this.steps.run(async () =>
      keys.length === 0 ? [] : selectMissing(await this.holding('shared', keys), keys),
    );
  }

  /** Runs in the transaction, after everything deferred, so that it finds what the unit has written. */
  search(request: SearchRequest): Promise<SearchPage> {
    return this.steps.run(async () => selectFound(await this.steps.begun(), request));
  }

  conditionsMet(request: ConditionsRequest): Promise<MetConditions> | undefined {
    const find = planMet(this.engine, request);
    return find && this.steps.run(async () => find(await this.steps.begun()));
  }

  referrers(type: string, id: string, limit: number): Promise<readonly Referrer[]> {
    return this.steps.run(async () =>
      selectReferrers(await this.holding('exclusive', [{ type, id }]), { type, id }, limit),
    );
  }

  /** Takes the guards before any read: what was read before other writers were kept out may be outdated. */
  private async holding(how: Hold, keys: readonly ResourceKey[]): Promise<SqlTransaction> {
    const transaction = await this.steps.begun();
    const guards = guardsOf(how, keys, this.lane).filter((guard) => !this.held.has(guard));
    if (guards.length > 0) await transaction.guard(guards);
    for (const guard of guards) this.held.add(guard);
    return transaction;
  }
}
