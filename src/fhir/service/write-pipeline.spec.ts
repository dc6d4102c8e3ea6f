import { AccessControl } from '../access';
import type { IssueDetail } from '../errors/fhir-error';
import type { FhirOptions } from '../options/fhir-options';
import type { JsonObject } from '../json';
import type { HookPoint, HookPoints, HookRegistry } from '../plugin/hooks';
import type { ServedProviders } from '../plugin/served-providers';
import type { RequestContext } from '../plugin/request-context';
import type { ReferentialIntegrity } from './referential-integrity';
import { EVERY_CAPABILITY } from '../ports/capabilities';
import type { ResourceStore } from '../ports/resource-store';
import { StaleWriteError, type UnitOfWork } from '../ports/unit-of-work';
import type { StoredVersion, VersionDraft } from '../ports/versions';
import { PlanPreparation } from './plan-preparation';
import type { ResourceValidator } from './resource-validator';
import type { RuleChecker } from './rule-checker';
import type { ResourceIndex } from './resource-index';
import type { SeenNeighbours } from './seen-neighbours';
import { stepsOf } from '../steps';
import { StoreRegistry } from './store-registry';
import type { VisibleVersions } from './visible-versions';
import { WriteJudge } from './write-judge';
import { WrittenView } from './written-view';
import { WritePipeline } from './write-pipeline';
import type { DeletePlan, WriteOutcome, WritePlan } from './write-plan';

const NOW = new Date('2026-01-01T00:00:00.000Z');
const OPTIONS = { baseUrl: 'http://x/fhir', ifMatch: 'optional' } as FhirOptions;

function deletion(context: RequestContext): DeletePlan {
  return { context, id: '1', interaction: 'delete', conditions: {} };
}

/** A store of one resource; its first `stale` writes lose against another process. */
class OneResource {
  readonly versions: StoredVersion[] = [];
  tries = 0;
  constructor(private stale = 0) {}

  get current(): StoredVersion | undefined {
    return this.versions.at(-1);
  }

  capabilities = () => EVERY_CAPABILITY;

  read = async (): Promise<StoredVersion | undefined> => this.current;

  /** A database failure other than a lost race. */
  failure?: Error;

  transaction = async <T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> => {
    this.tries += 1;
    if (this.failure) throw this.failure;
    const staged: StoredVersion[] = [];
    const write = async ({
      type,
      id = '',
      interaction,
      resource,
      at,
      render,
    }: VersionDraft): Promise<StoredVersion> => {
      if (this.stale-- > 0) throw new StaleWriteError(type, id, '1');
      const stamp = { id, versionId: String(this.versions.length + 1), lastUpdated: at };
      const version = { type, interaction, ...stamp, json: resource === null ? null : render(stamp) };
      staged.push(version);
      return version;
    };
    const result = await work({ write } as unknown as UnitOfWork);
    this.versions.push(...staged);
    return result;
  };
}

type Listener = (event: { readonly resource: JsonObject }) => JsonObject | void;

function pipelineOn(
  store: OneResource,
  listeners: Partial<Record<HookPoint, Listener>> = {},
  judged: (phase: string) => readonly IssueDetail[] | void = () => undefined,
  own: Readonly<Record<string, OneResource>> = {},
): WritePipeline {
  const hooks = {
    has: (point: HookPoint) => point in listeners,
    transform: async (point: HookPoint, event: { resource: JsonObject }) => listeners[point]?.(event) ?? event.resource,
    run: async (point: HookPoint, event: never) => void listeners[point]?.(event),
  };
  const phase = (name: string) => () => judged(name) ?? [];
  const validator = { assertValid: () => stepsOf(phase('R4')), assertConforming: phase('profiles') };
  const rules = { assertAlone: phase('rules'), assertAmong: async () => [] };
  const main = store as unknown as ResourceStore;
  const owned = new Map(Object.entries(own)) as unknown as ReadonlyMap<string, ResourceStore>;
  const stores = new StoreRegistry({ main, own: owned, definitions: [], updateCreate: true });
  const registry = hooks as unknown as HookRegistry;
  const ruleJudge = rules as unknown as RuleChecker;
  const access = new AccessControl({ all: () => [] } as unknown as ServedProviders);
  const neighbours = { isAll: () => true } as unknown as SeenNeighbours;
  const validation = validator as unknown as ResourceValidator;
  const judge = new WriteJudge(access, validation, ruleJudge, neighbours, OPTIONS);
  const visible = {
    read: () => undefined,
    current: (_: RequestContext, version: StoredVersion) => version,
    seesAll: () => true,
  };
  const sees = visible as unknown as VisibleVersions;
  const views = new WrittenView(access, sees, validation);
  const preparation = new PlanPreparation(OPTIONS, stores, registry, access, sees, views, judge);
  const index = { change: () => ({}) } as unknown as ResourceIndex;
  const integrity = { check: async () => undefined } as unknown as ReferentialIntegrity;
  return new WritePipeline(index, () => NOW, stores, registry, preparation, judge, integrity);
}

function plan(name: string, over: Partial<RequestContext> = {}): WritePlan {
  const context = { interaction: 'update', type: 'Organization', requestId: 'r', id: '1', handling: 'lenient', dryRun: false, headers: {} } as const; // prettier-ignore
  return {
    context: { ...context, ...over },
    id: '1',
    interaction: 'update',
    conditions: {},
    rules: { alone: () => [], among: async () => [] },
    draft: () => ({ resource: { resourceType: 'Organization', id: '1', name } }),
  };
}

describe('the write pipeline', () => {
  it('gives two versions of one instant different times, the later one later', async () => {
    const store = new OneResource();
    const pipeline = pipelineOn(store);
    await pipeline.write(plan('a'));
    await pipeline.write(plan('b'));
    expect(store.versions.map(({ versionId, lastUpdated }) => [versionId, lastUpdated.toISOString()])).toEqual([
      ['1', '2026-01-01T00:00:00.000Z'],
      ['2', '2026-01-01T00:00:00.001Z'],
    ]);
  });

  it.each([
    ['one resource', [{ id: '1' }], { late: false, joins: true }],
    ['several', [{ id: '1' }, { id: '2' }], { late: true, joins: false }],
    ['one in a dry run, which is rolled back', [{ id: '1', dryRun: true }], { late: false, joins: false }],
  ] as const)('lets the store know how to write: %s', async (_, contexts, expected) => {
    const store = new OneResource();
    const transaction = jest.spyOn(store, 'transaction');
    await pipelineOn(store).run(contexts.map((over) => ({ ...plan('a', over), id: over.id })));
    expect(transaction.mock.calls.map((given: readonly unknown[]) => given[1])).toEqual([expected]);
  });

  it('runs no hook after the commit of a dry run, which commits nothing', async () => {
    const store = new OneResource();
    const committed = jest.fn();
    const pipeline = pipelineOn(store, { 'resource.afterCommit': committed });
    await pipeline.write(plan('a', { dryRun: true }));
    expect([store.versions.length, committed.mock.calls.length]).toEqual([0, 0]);
    await pipeline.write(plan('a'));
    expect([store.versions.length, committed.mock.calls.length]).toEqual([1, 1]);
    await pipeline.run([deletion({ ...plan('a').context, interaction: 'delete', dryRun: true })]);
    expect([store.versions.length, committed.mock.calls.length]).toEqual([1, 1]);
  });

  it('does each piece of long work in a turn of its own', async () => {
    let now = 0;
    let turn = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => (now += 30));
    const turns: [string, number][] = [];
    const note = (phase: string): void => void turns.push([phase, turn]);
    let under = true;
    const count = (): void => {
      turn += 1;
      if (under) setImmediate(count);
    };
    setImmediate(count);
    try {
      const { draft, ...rest } = plan('a');
      const noted: WritePlan = { ...rest, draft: (...given) => (note('draft'), draft(...given)) };
      await pipelineOn(new OneResource(), { 'resource.beforeValidate': () => note('hooks') }, note).write(noted);
    } finally {
      under = false;
      clock.mockRestore();
    }
    expect(turns.map(([phase]) => phase)).toEqual(['draft', 'hooks', 'R4', 'profiles', 'rules']);
    expect(new Set([0, ...turns.map(([, at]) => at)]).size).toBe(6);
  });

  it('passes on what is no lost race, at the first try', async () => {
    const store = new OneResource();
    store.failure = new Error('disk');
    await expect(pipelineOn(store).write(plan('a'))).rejects.toThrow('disk');
    expect(store.tries).toBe(1);
  });

  it('deletes once: a second deletion makes no version', async () => {
    const store = new OneResource();
    const pipeline = pipelineOn(store);
    await pipeline.write(plan('a'));
    const context = { ...plan('a').context, interaction: 'delete' } as const;
    const [first] = await pipeline.run([deletion(context)]);
    const [second] = await pipeline.run([deletion(context)]);
    expect([first?.version?.versionId, second?.version?.versionId, store.versions.length]).toEqual(['2', '2', 2]);
  });

  it.each([
    ['makes a version where hooks change what the client left alone', 'a', (name: string) => `${name}!`, 2],
    ['makes none where hooks bring back what is stored', 'b', () => 'a', 1],
  ])('judges sameness after the hooks: %s', async (_, sent, rename, versions) => {
    const store = new OneResource();
    await pipelineOn(store).write(plan('a'));
    const outcome = await pipelineOn(store, {
      'resource.beforeValidate': ({ resource }) => ({ ...resource, name: rename(resource['name'] as string) }),
    }).write(plan(sent));
    expect(outcome.changed).toBe(versions === 2);
    expect(store.versions).toHaveLength(versions);
  });

  it('writes in the order of names, whatever the order of plans, and answers in theirs', async () => {
    const store = new OneResource();
    const plans = ['b', 'a', 'c'].map((id): WritePlan => ({ ...plan(id), id, isNew: true }));
    const outcomes = await pipelineOn(store).run(plans);
    expect(store.versions.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(outcomes.map(({ version }) => version?.id)).toEqual(['b', 'a', 'c']);
  });

  it('answers in the order of plans where one of them changes nothing', async () => {
    const store = new OneResource();
    const pipeline = pipelineOn(store);
    await pipeline.write(plan('a'));
    const outcomes = await pipeline.run([{ ...plan('b'), id: '2', isNew: true }, plan('a')]);
    expect(outcomes.map(({ version, changed }) => [version?.id, changed])).toEqual([
      ['2', true],
      ['1', false],
    ]);
  });

  it.each([
    ['as they are', {}, 'the name is odd'],
    ['without their texts where only their number is asked for', { onlyCounts: true }, ''],
  ] as const)('keeps the warnings %s', async (_, told, text) => {
    const warning: IssueDetail = { severity: 'warning', code: 'value', text: 'the name is odd' };
    const judged = (phase: string) => (phase === 'profiles' ? [warning, { ...warning, severity: 'information' } as const] : []); // prettier-ignore
    const [outcome] = await pipelineOn(new OneResource(), {}, judged).run([{ ...plan('a'), ...told }]);
    expect((outcome as WriteOutcome).notes.map((note) => [note.severity, note.text])).toEqual([
      ['warning', text],
      ['information', text],
    ]);
  });

  it('opens no transaction for resources that are kept in two stores', async () => {
    const [main, other] = [new OneResource(), new OneResource()];
    const pipeline = pipelineOn(main, {}, undefined, { Location: other });
    const writing = pipeline.run([plan('a'), plan('b', { type: 'Location' })]);
    await expect(writing).rejects.toMatchObject({ kind: 'unprocessable' });
    expect([main.tries, other.tries]).toEqual([0, 0]);
  });

  it('tells of all before the commit, and of each what was written', async () => {
    const told: unknown[] = [];
    const pipeline = pipelineOn(new OneResource(), {
      'resource.beforeCommit': (event) => {
        const { version, resource, unit } = event as unknown as HookPoints['resource.beforeCommit']['event'];
        told.push([version.id, resource?.['name'], unit.staged.length]);
      },
    });
    await pipeline.run(['a', 'b'].map((id): WritePlan => ({ ...plan(id), id })));
    expect(told).toEqual([
      ['a', 'a', 2],
      ['b', 'b', 2],
    ]);
  });

  it.each([
    ['succeeds at the twentieth try', 19, 20, undefined],
    ['gives up after twenty tries', 20, 20, { kind: 'edit-conflict' }],
  ])('%s', async (_, stale, tries, failure) => {
    const store = new OneResource(stale);
    const writing = pipelineOn(store).write(plan('a'));
    if (failure) await expect(writing).rejects.toMatchObject(failure);
    else await expect(writing).resolves.toMatchObject({ created: true });
    expect(store.tries).toBe(tries);
  });
});
