import { Inject, Injectable } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import { parseStored, type JsonObject } from '../json';
import type { OperationAddress } from '../service/operations/operation-registry';
import type { OperationCall, OperationMethod, OperationPlans } from '../service/operations/fhir-operation';
import type { RequestContext } from '../plugin/request-context';
import { ID_GENERATOR, type IdGenerator } from '../ports/clock';
import { ServiceRegistry } from '../service/service-registry';
import { StoreRegistry } from '../service/store-registry';
import type { WriteConditions } from '../service/write-conditions';
import { WritePipeline } from '../service/write-pipeline';
import type { Plan, PlanOutcome, WriteOutcome } from '../service/write-plan';
import type { BoundInput } from './bind-input';
import { jsonOf, planMaker } from './plan-maker';

/** The result of an operation: a write of the instance, or another answer. */
export type OperationResult =
  { readonly written: WriteOutcome } | { readonly written?: undefined; readonly answer: unknown };

/** Runs operations: provides what they read, and sends what they write through the write pipeline. */
@Injectable()
export class OperationRunner {
  constructor(
    private readonly services: ServiceRegistry,
    private readonly stores: StoreRegistry,
    private readonly pipeline: WritePipeline,
    @Inject(ID_GENERATOR) private readonly newId: IdGenerator,
  ) {}

  /** @param conditions the client's conditions on the instance */
  async run(
    { operation, level }: OperationAddress,
    context: RequestContext,
    { input, places, misread }: BoundInput,
    conditions: WriteConditions,
    method: OperationMethod,
  ): Promise<OperationResult> {
    const { affectsState, reads, name } = operation;
    const call: OperationCall = {
      context,
      method,
      input,
      misread,
      placeOf: (parameter) => places.get(parameter) ?? [],
      ...(affectsState && {
        plans: planMaker(context, { services: this.services, stores: this.stores, newId: this.newId }),
      }),
    };
    const isOfInstance = level === 'instance' && reads;
    if (!affectsState) {
      const answer: unknown = await operation.call(
        isOfInstance ? { ...call, current: await this.current(context) } : call,
      );
      if (plansOf(answer)) throw new Error(`${name} does not affect the state, and wants to write`);
      return { answer };
    }
    if (!isOfInstance) return this.carriedOut(await operation.call(call), context, conditions);
    return this.changed(context, conditions, async (previous) => operation.call({ ...call, current: previous }));
  }

  private async current(context: RequestContext): Promise<FhirResource> {
    const { type, id = '' } = context;
    const version = await this.services.of(type).read(context, id);
    return parseStored(version.json!) as unknown as FhirResource;
  }

  /**
   * Uses the handler as the draft of a write. Any other result leaves the pipeline as an exception, before anything is
   * written.
   */
  private async changed(
    context: RequestContext,
    conditions: WriteConditions,
    handle: (current: FhirResource) => Promise<unknown>,
  ): Promise<OperationResult> {
    const { type, id = '' } = context;
    const service = this.services.of(type);
    try {
      const written = await this.pipeline.write({
        context,
        id,
        interaction: 'update',
        conditions,
        rules: service.resourceRules,
        draft: async (previous) => {
          // Throws the precise error: not found, or deleted.
          if (!previous) await service.read(context, id);
          const answer = await handle(previous as unknown as FhirResource);
          if (isInstance(answer, type, id)) return { resource: jsonOf(answer) };
          throw new SomethingElse(answer);
        },
      });
      return { written };
    } catch (reason) {
      if (!(reason instanceof SomethingElse)) throw reason;
      return this.carriedOut(reason.answer, context, conditions);
    }
  }

  private async carriedOut(
    answer: unknown,
    context: RequestContext,
    conditions: WriteConditions,
  ): Promise<OperationResult> {
    const planned = plansOf(answer);
    if (!planned) return { answer };
    const { type, id } = context;
    const isMeant = (plan: Plan): boolean => plan.context.type === type && plan.id === id && id !== undefined;
    const plans = planned.plans.map<Plan>((plan) => (isMeant(plan) ? named(plan, conditions) : plan));
    const outcomes = await this.pipeline.run(plans);
    if (planned.answer) return { answer: await planned.answer(outcomes) };
    const [only, ...others] = outcomes;
    return others.length === 0 && only && isWritten(only) ? { written: only } : { answer: undefined };
  }
}

/** Adds the client's conditions to the plan for the instance it addressed. */
function named({ isDerived: _, ...plan }: Plan, conditions: WriteConditions): Plan {
  return { ...plan, conditions: { ...conditions, ...plan.conditions } };
}

/** Carries the result of a handler out of the pipeline. */
class SomethingElse extends Error {
  constructor(readonly answer: unknown) {
    super('an answer');
  }
}

function isInstance(answer: unknown, type: string, id: string): answer is JsonObject {
  if (typeof answer !== 'object' || answer === null) return false;
  const { resourceType, id: own = id } = answer as JsonObject;
  return resourceType === type && own === id;
}

function isWritten(outcome: PlanOutcome): outcome is WriteOutcome {
  return outcome.version?.json != null;
}

function plansOf(answer: unknown): OperationPlans | undefined {
  if (Array.isArray(answer)) return { plans: answer as readonly Plan[] };
  if (typeof answer !== 'object' || answer === null || 'resourceType' in answer) return undefined;
  const { plans } = answer as Partial<OperationPlans>;
  return Array.isArray(plans) && plans.every(isPlan) ? (answer as OperationPlans) : undefined;
}

function isPlan(value: unknown): value is Plan {
  return typeof value === 'object' && value !== null && 'interaction' in value && 'conditions' in value;
}
