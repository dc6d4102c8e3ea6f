import { Injectable } from '@nestjs/common';
import { PlanPreparation } from './plan-preparation';
import { ResourceIndex } from './resource-index';
import type { ReadyWrite, WritePlan } from './write-plan';

/**
 * Prepares plans as if nothing were stored of their resources: repairs, validates, computes index entries. It needs no
 * database, so it can run in another thread; `WritePipeline` does the rest.
 */
@Injectable()
export class ReadyWrites {
  constructor(
    private readonly preparation: PlanPreparation,
    private readonly index: ResourceIndex,
  ) {}

  /** @throws FhirError when the resource is invalid */
  async of(plan: WritePlan): Promise<ReadyWrite> {
    const prepared = await this.preparation.prepareNew(plan);
    const resource = prepared.done ? undefined : prepared.write.resource;
    if (!resource) throw new TypeError('This plan writes nothing');
    return { resource, index: await this.index.change(plan.context.type, undefined, resource) };
  }
}
