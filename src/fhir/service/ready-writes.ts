import { Injectable } from '@nestjs/common';
import { PlanPreparation } from './plan-preparation';
import { ResourceIndex } from './resource-index';
import type { ReadyWrite, WritePlan } from './write-plan';

/**
 * Thinks plans through as if nothing were stored of their resources: mends, judges and indexes. Nothing is asked of a database, so
 * that this can be done in another thread; `WritePipeline` does the rest.
 */
@Injectable()
export class ReadyWrites {
  constructor(
    private readonly preparation: PlanPreparation,
    private readonly index: ResourceIndex,
  ) {}

  /** @throws FhirError what is wrong with it */
  async of(plan: WritePlan): Promise<ReadyWrite> {
    const prepared = await this.preparation.prepareNew(plan);
    const resource = prepared.done ? undefined : prepared.write.resource;
    if (!resource) throw new TypeError('This plan writes nothing');
    return { resource, index: this.index.change(plan.context.type, undefined, resource) };
  }
}
