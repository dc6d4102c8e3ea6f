import { setTimeout as sleep } from 'node:timers/promises';
import { FhirError, type StoreRegistry, writeEach, type WritePipeline, type WritePlan } from '../../fhir';
import type { Found } from '../input/read-resources';
import type { ImportPlans } from './import-plans';

/** A resource that was written, or why it was not. */
export interface Written {
  readonly found: Found;
  readonly outcome: Refused | Kept;
}

interface Refused {
  readonly fault: FhirError;
}

interface Kept {
  readonly fault?: undefined;
  readonly change: 'created' | 'updated' | 'unchanged';
  readonly version: { readonly type: string; readonly id: string; readonly versionId: string };
}

/** Attempts while the database does not answer, and the pause after each, milliseconds. */
const TRIES = 5;
const PAUSE_MS = 1_000;

/** Writes resources as updates that may create. */
export class BatchWriter {
  constructor(
    private readonly pipeline: WritePipeline,
    private readonly plans: ImportPlans,
    private readonly stores: StoreRegistry,
  ) {}

  /**
   * @param found must not contain a resource twice
   * @returns the outcome of each, in the same order
   * @throws FhirError when the database does not answer; some may have been written by then
   */
  async write(found: readonly Found[]): Promise<readonly Written[]> {
    const planned = found.map((each) => this.plans.of(each));
    const plans = planned.flatMap((plan) => (plan instanceof FhirError ? [] : [plan]));
    const outcomes = await this.withPatience(() => this.outcomesOf(plans));
    return planned.map((plan, index) => ({
      found: found[index]!,
      outcome: plan instanceof FhirError ? { fault: plan } : told(outcomes.get(plan)!),
    }));
  }

  /** Types may be kept in different stores, and a unit of work belongs to one store. */
  private async outcomesOf(plans: readonly WritePlan[]): Promise<ReadonlyMap<WritePlan, PlanResult>> {
    const outcomes = new Map<WritePlan, PlanResult>();
    for (const store of this.stores.all) {
      const some = plans.filter(({ context }) => this.stores.of(context.type) === store);
      const written = await writeEach(this.pipeline, some);
      for (const [index, plan] of some.entries()) outcomes.set(plan, written[index]!);
    }
    return outcomes;
  }

  private async withPatience<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        if (tries === TRIES || !(error instanceof FhirError)) throw error;
        await sleep(PAUSE_MS * tries);
      }
    }
  }
}

type PlanResult = Awaited<ReturnType<typeof writeEach>>[number];

function told(outcome: PlanResult): Refused | Kept {
  if (outcome instanceof FhirError) return { fault: outcome };
  const { type, id, versionId } = outcome.version!;
  const change = outcome.created ? 'created' : outcome.changed ? 'updated' : 'unchanged';
  return { change, version: { type, id, versionId } };
}
