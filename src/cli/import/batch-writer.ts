import { setTimeout as sleep } from 'node:timers/promises';
import {
  FhirError,
  type RequestContext,
  type ServiceRegistry,
  type StoreRegistry,
  writeEach,
  type WritePipeline,
  type WritePlan,
} from '../../fhir';
import type { Handling } from '../../fhir/options/fhir-options';
import type { JsonObject } from '../../fhir/json';
import type { Found, Place } from '../input/read-resources';
import { say } from '../messages';

/** A resource that was written, or why it was not. */
export interface Written {
  readonly place: Place;
  /** As it was read; absent where it could not be. */
  readonly resource?: Readonly<JsonObject>;
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

/** How often a database that does not answer is asked again, and for how long it is left alone each time. */
const TRIES = 5;
const PAUSE_MS = 1_000;

/** Writes what was read, as updates that may create. */
export class BatchWriter {
  constructor(
    private readonly pipeline: WritePipeline,
    private readonly services: ServiceRegistry,
    private readonly stores: StoreRegistry,
    private readonly handling: Handling,
  ) {}

  /**
   * @param found no resource is among them twice
   * @returns what came of each, in their order
   * @throws FhirError the database does not answer; some may be written by then
   */
  async write(found: readonly Found[]): Promise<readonly Written[]> {
    const planned = found.map((each) => ({ ...each, plan: this.planOf(each) }));
    const plans = planned.flatMap(({ plan }) => (plan instanceof FhirError ? [] : [plan]));
    const outcomes = await this.withPatience(() => this.outcomesOf(plans));
    return planned.map(({ place, resource, plan }) => ({
      place,
      ...(resource && { resource }),
      outcome: plan instanceof FhirError ? { fault: plan } : told(outcomes.get(plan)!),
    }));
  }

  /** Types may be kept in stores of their own, and a unit of work is of one. */
  private async outcomesOf(plans: readonly WritePlan[]): Promise<ReadonlyMap<WritePlan, PlanResult>> {
    const outcomes = new Map<WritePlan, PlanResult>();
    for (const store of this.stores.all) {
      const some = plans.filter(({ context }) => this.stores.of(context.type) === store);
      const written = await writeEach(this.pipeline, some);
      for (const [index, plan] of some.entries()) outcomes.set(plan, written[index]!);
    }
    return outcomes;
  }

  private planOf({ resource, fault }: Found): WritePlan | FhirError {
    if (!resource) return fault;
    try {
      const { resourceType, id } = resource;
      if (typeof resourceType !== 'string') throw refused(say`It has no resourceType`);
      if (typeof id !== 'string') throw refused(say`It has no id, which an import keeps`);
      const context: RequestContext = {
        requestId: 'import',
        ofServer: true,
        interaction: 'update',
        type: resourceType,
        id,
        handling: this.handling,
        dryRun: false,
        headers: {},
      };
      return this.services.of(resourceType).planOfImport(context, id, resource);
    } catch (error) {
      if (error instanceof FhirError) return error;
      throw error;
    }
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

function refused(text: ReturnType<typeof say>): FhirError {
  return new FhirError('invalid-structure', text, [{ code: 'required', text }]);
}
