import { FhirError, type ReadyWrites, stringifyJson, type StoreRegistry } from '../../../fhir';
import type { Piece } from '../../input/piece';
import { foundIn, type Found } from '../../input/read-resources';
import type { ReadyResource } from '../../input/ready-resource';
import { referencesToCheck } from '../import-references';
import type { ImportPlans } from '../import-plans';

/** The prepared resources of a piece; null where the writing thread has to do all the work. */
export type ReadyPiece = readonly (ReadyResource | null)[];

/**
 * Parses, repairs, validates and indexes resources as far as possible without a database. The writing thread reports
 * faults.
 */
export class MakeReady {
  constructor(
    private readonly ready: ReadyWrites,
    private readonly plans: ImportPlans,
    private readonly stores: StoreRegistry,
    private readonly baseUrl: string,
  ) {}

  async piece(piece: Piece): Promise<ReadyPiece> {
    const ready: (ReadyResource | null)[] = [];
    for (const found of foundIn('', piece)) ready.push(await this.resource(found));
    return ready;
  }

  private async resource(found: Found): Promise<ReadyResource | null> {
    const plan = this.plans.of(found);
    if (plan instanceof FhirError) return null;
    try {
      const { resource, index } = await this.ready.of(plan);
      const references = referencesToCheck(resource, this.stores, this.baseUrl);
      const { entry } = found.place;
      return {
        type: plan.context.type,
        id: plan.id!,
        ...(entry !== undefined && { entry }),
        json: stringifyJson(resource),
        index: JSON.stringify(index),
        references: references.map(({ reference, expression }) => ({ reference, expression })),
      };
    } catch (error) {
      if (error instanceof FhirError) return null;
      throw error;
    }
  }
}
