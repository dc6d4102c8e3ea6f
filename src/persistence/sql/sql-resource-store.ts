import {
  EVERY_CAPABILITY,
  type AuditLog,
  type ConditionsRequest,
  type HistoryPage,
  type JobStore,
  type MetConditions,
  type RateStore,
  type HistoryRequest,
  type ResourceKey,
  type ResourceStore,
  type SampleRequest,
  type SearchIndex,
  type SearchPage,
  type SearchRequest,
  type StoreCapabilities,
  type DeletionRequest,
  type ReferencesRequest,
  type ReferenceTo,
  type StoreLoad,
  type StoreSnapshot,
  type StoredVersion,
  type TransactionOptions,
  type TypeHistoryPage,
  type TypeHistoryRequest,
  type UnitOfWork,
  type VersionMeeting,
} from '../../fhir';
import { SqlAuditLog } from '../audit/sql-audit-log';
import { Estimates } from './plan/estimates';
import { GroupCommit } from './group-commit';
import { selectTypeHistory } from './history-rows';
import { planMet, planRead } from './met-conditions';
import { selectReferences } from './reference-entries';
import {
  readStatements,
  selectAmong,
  selectCurrent,
  selectDeletions,
  selectEach,
  selectHistory,
  selectVersion,
  type ReadStatements,
} from './resource-rows';
import { Retried } from './retried';
import { selectSamples } from './sample-rows';
import { selectFound } from './search-rows';
import { secretOf } from './secret-rows';
import type { SqlDatabase, SqlSession, SqlTransaction } from './sql-database';
import { SqlJobStore, type Transact } from './sql-job-store';
import { SqlRateStore } from './sql-rate-store';
import { SqlSearchIndex } from './sql-search-index';
import { SqlUnitOfWork } from './sql-unit-of-work';
import { Together } from './together';
import { tracedSearch } from './traced-search';

/** Adapter for SQLite, MySQL and MariaDB. A read is one statement; bodies are passed on as text and never parsed. */
export class SqlResourceStore implements ResourceStore {
  readonly index: SearchIndex;
  readonly jobs: JobStore;
  readonly audit: AuditLog;
  readonly rates: RateStore;
  private readonly retried: Retried;
  private readonly estimates = new Estimates();
  private readonly transact: Transact;
  /** Most of what is read by id is only sent. */
  private readonly reads: ReadStatements;
  private readonly versions = new Together<StoredVersion>();
  private readonly meetings = new Together<VersionMeeting>();
  /** SQLite's transactions are short, and share their COMMIT. */
  private readonly group: GroupCommit | undefined;

  constructor(private readonly database: SqlDatabase) {
    this.reads = readStatements(database.utf8Of?.('body'));
    this.retried = new Retried(database);
    this.group = database.isSqlite ? undefined : new GroupCommit(database);
    this.transact = (work) => this.retried.run(() => transacted(database, work));
    this.index = new SqlSearchIndex(database, (work) => this.retried.patiently(() => transacted(database, work)));
    this.jobs = new SqlJobStore(database, this.transact);
    this.audit = new SqlAuditLog(database, this.transact, this.retried);
    this.rates = new SqlRateStore(database, this.transact);
  }

  capabilities(): StoreCapabilities {
    return EVERY_CAPABILITY;
  }

  read(type: string, id: string): Promise<StoredVersion | undefined> {
    if (this.database.isSqlite) return this.retried.run(() => selectCurrent(this.database, type, id, this.reads));
    return this.retried.run(() => this.versions.ask(type, id, (ids) => this.current(type, ids)));
  }

  readMeeting(
    type: string,
    id: string,
    asked: Pick<ConditionsRequest, 'conditions' | 'unseen'>,
  ): Promise<VersionMeeting | undefined> | undefined {
    const plan = planRead(this.database, type, asked);
    if (!plan) return undefined;
    const read = (ids: readonly string[]) => plan.read(this.database, ids);
    return this.retried.run(() => this.meetings.ask(plan.question, id, read));
  }

  readEach(keys: readonly ResourceKey[]): Promise<readonly StoredVersion[]> {
    return this.retried.run(() => selectEach(this.database, keys));
  }

  vread(type: string, id: string, versionId: string): Promise<StoredVersion | undefined> {
    return this.retried.run(() => selectVersion(this.database, type, id, versionId, this.reads));
  }

  history(request: HistoryRequest): Promise<HistoryPage> {
    return this.retried.run(() => selectHistory(this.database, request));
  }

  typeHistory(request: TypeHistoryRequest): Promise<TypeHistoryPage> {
    return this.retried.run(() => selectTypeHistory(this.database, request));
  }

  search(request: SearchRequest): Promise<SearchPage> {
    const { trace } = request;
    if (trace) return this.retried.run(() => tracedSearch(this.database, { ...request, trace }, this.estimates));
    return this.retried.run(() => selectFound(this.database, request, this.estimates));
  }

  samples(request: SampleRequest): Promise<readonly string[]> {
    return this.retried.run(() => selectSamples(this.database, request));
  }

  deletions(request: DeletionRequest): Promise<readonly string[]> {
    return this.retried.run(() => selectDeletions(this.database, request));
  }

  references(request: ReferencesRequest): Promise<readonly ReferenceTo[]> {
    return this.retried.run(() => selectReferences(this.database, request));
  }

  conditionsMet(request: ConditionsRequest): Promise<MetConditions> | undefined {
    return this.met(this.database, request);
  }

  async snapshot(): Promise<StoreSnapshot | undefined> {
    const session = await this.retried.run(async () => this.database.snapshot?.());
    if (!session) return undefined;
    return {
      search: (request) => this.retried.run(() => selectFound(session, request, this.estimates)),
      deletions: (request) => this.retried.run(() => selectDeletions(session, request)),
      references: (request) => this.retried.run(() => selectReferences(session, request)),
      conditionsMet: (request) => this.met(session, request),
      close: () => session.close(),
    };
  }

  secret(name: string): Promise<string> {
    return this.transact((transaction) => secretOf(transaction, name));
  }

  transaction<T>(work: (unit: UnitOfWork) => Promise<T>, options?: TransactionOptions): Promise<T> {
    return this.retried.unit(() => new SqlUnitOfWork(this.database, options, this.group), work);
  }

  async ping(): Promise<void> {
    await this.retried.ping();
  }

  load(): StoreLoad {
    return this.retried.load();
  }

  private async current(type: string, ids: readonly string[]): Promise<ReadonlyMap<string, StoredVersion>> {
    const [only] = ids;
    if (ids.length > 1) return byId(await selectAmong(this.database, type, ids));
    const version = await selectCurrent(this.database, type, only!, this.reads);
    return byId(version ? [version] : []);
  }

  private met(session: SqlSession, request: ConditionsRequest): Promise<MetConditions> | undefined {
    const find = planMet(session, request);
    return find && this.retried.run(() => find(session));
  }
}

function byId(versions: readonly StoredVersion[]): ReadonlyMap<string, StoredVersion> {
  return new Map(versions.map((version) => [version.id, version]));
}

async function transacted<T>(database: SqlDatabase, work: (transaction: SqlTransaction) => Promise<T>): Promise<T> {
  const transaction = await database.begin();
  try {
    const result = await work(transaction);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}
