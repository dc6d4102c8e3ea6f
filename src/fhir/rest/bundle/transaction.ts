import { Inject, Injectable } from '@nestjs/common';
import { FhirError } from '../../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../../options/fhir-options';
import type { JsonObject } from '../../json';
import { say } from '../../messages';
import { CLOCK, type Clock } from '../../ports/clock';
import type { Assumption } from '../../service/criteria/assumption';
import { type Drafted, PlanPreparation } from '../../service/plan-preparation';
import { ResourceIndex } from '../../service/resource-index';
import { ServiceRegistry } from '../../service/service-registry';
import { StoreRegistry } from '../../service/store-registry';
import { assertWanted } from '../../service/assert-wanted';
import { WritePipeline } from '../../service/write-pipeline';
import { blamedFor, type Draft, type Plan } from '../../service/write-plan';
import { preferencesOf } from '../preferences';
import { understood } from '../foreign-errors';
import { PageTokens } from '../search/page-tokens';
import { BundleLinks, type Planned } from './bundle-links';
import type { BundleTask, Deadline } from './bundle-task';
import { phaseOf, type Entry } from './entry';
import { Pace } from '../../service/pace';
import { type EntryAnswer, EntryAnswers } from './entry-answers';
import { inEntry } from './entry-faults';
import { EntryWorks, type EntryWork, type ReadWork, type WriteWork } from './entry-work';
import { asksForVersions, inOrderOfVersions, withVersions } from './versioned-links';

/**
 * Carries out all entries or none, in one unit of work.
 * @see https://hl7.org/fhir/R4/http.html#transaction
 */
@Injectable()
export class Transaction {
  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly works: EntryWorks,
    private readonly answers: EntryAnswers,
    private readonly pipeline: WritePipeline,
    private readonly stores: StoreRegistry,
    private readonly index: ResourceIndex,
    private readonly services: ServiceRegistry,
    private readonly pages: PageTokens,
    private readonly preparation: PlanPreparation,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @returns the text of each entry's answer, in order
   * @throws FhirError the first reason why an entry cannot be carried out, located in the Bundle
   */
  async carryOut(task: BundleTask): Promise<readonly EntryAnswer['text'][]> {
    const { outer, context } = task;
    const pace = new Pace();
    const works: EntryWork[] = [];
    for (const entry of (task.entries as readonly Entry[]).toSorted((a, b) => phaseOf(a) - phaseOf(b))) {
      if (pace.isDue()) await pace.rest();
      works.push(
        await blaming(entry.index, async () => {
          const work = this.works.of(entry, outer, context);
          if (work.context.dryRun !== context.dryRun) throw dryRunOfSome();
          if (work.context.interaction.startsWith('history')) throw historyIsApart();
          await this.admit(work);
          return work;
        }),
      );
    }
    const writes = works.filter((work) => work.kind === 'write');
    const reads = works.filter((work) => work.kind === 'read');
    this.stores.theOneOf(writes.map((work) => work.context.type));
    if (reads.length > 0) await this.pages.ready();
    const answers = new Map<EntryWork, EntryAnswer>();
    let run = new TransactionRun([], new Map());
    try {
      const { outcomes } = await this.pipeline.carryOut(
        async () => {
          run = await this.planned(writes, task, pace);
          return run.plans;
        },
        async (unit) => {
          // The store and the pipeline repeat this after they lost against another writer.
          task.room.clear();
          for (const work of reads) {
            answers.set(work, await this.read(work, task, unit?.reads));
            if (pace.isDue()) await pace.rest();
          }
        },
      );
      const byWork = run.byWork(outcomes);
      for (const work of writes) {
        answers.set(work, await this.answers.written(work, byWork.get(work) ?? [], task));
        if (pace.isDue()) await pace.rest();
      }
    } catch (error) {
      assertWanted(context);
      throw run.blaming(error);
    }
    for (const [work, answer] of answers) this.answers.answered(work, answer);
    return works.toSorted((a, b) => a.entry.index - b.entry.index).map((work) => answers.get(work)!.text);
  }

  private async admit(work: EntryWork): Promise<void> {
    try {
      await this.answers.admit(work);
    } catch (thrown) {
      const error = understood(thrown);
      this.answers.refused(work, error);
      throw error;
    }
  }

  private read(
    work: ReadWork,
    { outer, room, deadline }: BundleTask,
    unit: ReadWork['context']['unit'],
  ): Promise<EntryAnswer> {
    return blaming(work.entry.index, async () => {
      deadline.check();
      const answer = await this.answers.read(work, { ...work.context, ...(unit && { unit }) }, { outer, room });
      await this.answers.answering(work, answer);
      return answer;
    });
  }

  /** What an entry makes of the stored resource. Its errors are those of its own entry, whichever entry asks. */
  private async drafted(plan: Plan, work: WriteWork): Promise<Drafted | undefined> {
    if (plan.interaction === 'delete' || plan.interaction === 'none') return undefined;
    try {
      return await this.preparation.drafted(plan);
    } catch (error) {
      const told = work.told(error);
      throw told instanceof FhirError ? inEntry(told, work.entry.index) : told;
    }
  }

  /** Plans made from the stored state, with links between the entries resolved. */
  private async planned(
    writes: readonly WriteWork[],
    { outer, deadline, mayAskForVersions }: BundleTask,
    pace: Pace,
  ): Promise<TransactionRun> {
    const planned: (Planned & { readonly work: WriteWork })[] = [];
    for (const work of writes) {
      if (pace.isDue()) await pace.rest();
      await blaming(work.entry.index, async () => {
        deadline.check();
        for (const plan of await work.plans()) planned.push({ entry: work.entry, plan, work });
      });
    }
    const works = new Map<Plan, WriteWork>(planned.map(({ plan, work }) => [plan, work]));
    const drafted = ({ plan }: Planned) => this.drafted(plan, works.get(plan)!);
    const { index, services, clock } = this;
    const tools = { index, services, clock, baseUrl: this.options.baseUrl, drafted };
    const links = new BundleLinks(planned, tools, pace);
    const inOrder = mayAskForVersions ? inOrderOfVersions(planned, (to, from) => links.targetOf(to, from)) : planned;
    const onlyCounts = preferencesOf(outer).return !== 'OperationOutcome';
    const byPlan = new Map(
      inOrder.map((each) => {
        const plan = linked(each, links, deadline, onlyCounts);
        return [mayAskForVersions ? withVersionsOf(each, plan, links) : plan, each.work] as const;
      }),
    );
    return new TransactionRun([...byPlan.keys()], byPlan);
  }
}

/** One attempt to carry out a transaction. */
class TransactionRun {
  constructor(
    readonly plans: readonly Plan[],
    private readonly works: ReadonlyMap<Plan, WriteWork>,
  ) {}

  /** @param outcomes one for each plan, in order */
  byWork<T>(outcomes: readonly T[]): ReadonlyMap<WriteWork, readonly T[]> {
    const found = new Map<WriteWork, T[]>();
    for (const [index, outcome] of outcomes.entries()) {
      const work = this.works.get(this.plans[index]!)!;
      const others = found.get(work);
      if (others) others.push(outcome);
      else found.set(work, [outcome]);
    }
    return found;
  }

  /** The error, located at the entry that caused it. */
  blaming(error: unknown): unknown {
    const blamed = blamedFor(error);
    const work = blamed && this.works.get(blamed);
    if (work) return inEntry(understood(work.told(error)), work.entry.index);
    return error instanceof FhirError ? this.named(error) : error;
  }

  /** Locates each issue of an error about several resources at its own entry. */
  private named(error: FhirError): FhirError {
    const plans = [...this.works];
    const issues = error.issues.map((issue) => {
      // If two entries are about the same resource, blame the second one.
      const found = plans.findLast(([{ context, id }]) => issue.resource === `${context.type}/${id ?? ''}`);
      return found ? inEntry(new FhirError(error.kind, issue.text, [issue]), found[1].entry.index).issues[0]! : issue;
    });
    return new FhirError(error.kind, error.text, issues, { cause: error });
  }
}

/** The plan with the links of its entry resolved. */
function linked(planned: Planned, links: BundleLinks, deadline: Deadline, onlyCounts: boolean): Plan {
  const { plan } = planned;
  if (plan.interaction === 'delete' || plan.interaction === 'none') return plan;
  const assumes: Assumption[] = [...(plan.assumes ?? [])];
  const own = assumes.length;
  return {
    ...plan,
    assumes,
    ...(onlyCounts && { onlyCounts }),
    draft: async (previous, tombstone): Promise<Draft | undefined> => {
      deadline.check();
      assumes.length = own;
      const draft = await plan.draft(previous, tombstone);
      return draft && { ...draft, resource: await links.resolved(planned, draft.resource, previous, assumes) };
    },
  };
}

/** The plan with references to versions that other entries create. */
function withVersionsOf(planned: Planned, plan: Plan, { versions }: BundleLinks): Plan {
  const key = `${plan.context.type}/${plan.id ?? ''}`;
  if (plan.interaction === 'none') versions.set(key, plan.version);
  if (plan.interaction === 'delete' || plan.interaction === 'none') return plan;
  const isAsking = asksForVersions(planned).length > 0;
  const complete = (resource: Readonly<JsonObject>) => withVersions(resource, (link) => versions.get(link));
  return {
    ...plan,
    settled: (version) => void versions.set(key, version),
    draft: async (previous, tombstone) => {
      // Left over from an earlier attempt.
      versions.delete(key);
      const draft = await plan.draft(previous, tombstone);
      return draft && isAsking ? { ...draft, resource: complete(draft.resource) } : draft;
    },
    ...(isAsking && { complete }),
  };
}

async function blaming<T>(index: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Errors that cause a retry belong to no entry.
    throw error instanceof FhirError ? inEntry(error, index) : error;
  }
}

function dryRunOfSome(): FhirError {
  const text = say`A transaction is a dry run as a whole, or not at all`;
  const hint = say`Write _dryRun=true in the address that the Bundle is sent to.`;
  return new FhirError('invalid-request', text, [{ text, hint, expression: 'http._dryRun' }]);
}

/** A history cannot contain uncommitted versions. */
function historyIsApart(): FhirError {
  const text = say`A history cannot be read within a transaction`;
  const hint = say`Send it in a batch, or in a request of its own.`;
  return new FhirError('invalid-request', text, [{ code: 'not-supported', text, hint, expression: 'http.url' }]);
}
