import { FhirError, type ReadyWrite, type RequestContext, type ServiceRegistry, type WritePlan } from '../../fhir';
import { parseStored } from '../../fhir/json';
import type { Handling } from '../../fhir/options/fhir-options';
import type { IndexChange } from '../../fhir/ports/index-change';
import type { Found } from '../input/read-resources';
import type { ReadyResource } from '../input/ready-resource';
import { say } from '../messages';

/** Makes write plans for resources: updates that may create. */
export class ImportPlans {
  constructor(
    private readonly services: ServiceRegistry,
    private readonly handling: Handling,
  ) {}

  /** @returns the plan, or the reason why there is none */
  of(found: Found): WritePlan | FhirError {
    if (found.fault) return found.fault;
    try {
      const { type, id } = found.ready ?? keyOf(found.resource);
      const context: RequestContext = {
        requestId: 'import',
        ofServer: true,
        interaction: 'update',
        type,
        id,
        handling: this.handling,
        dryRun: false,
        headers: {},
      };
      const ready = found.ready && unpacked(found.ready);
      return this.services.of(type).planOfImport(context, id, () => found.resource, ready);
    } catch (error) {
      if (error instanceof FhirError) return error;
      throw error;
    }
  }
}

function unpacked({ json, index }: ReadyResource): ReadyWrite {
  return { resource: parseStored(json), index: JSON.parse(index) as IndexChange };
}

function keyOf({ resourceType, id }: Extract<Found, { fault?: undefined }>['resource']): { type: string; id: string } {
  if (typeof resourceType !== 'string') throw refused(say`The resource has no resourceType`);
  if (typeof id !== 'string') throw refused(say`The resource has no id; an import keeps the ids of resources`);
  return { type: resourceType, id };
}

function refused(text: ReturnType<typeof say>): FhirError {
  return new FhirError('invalid-structure', text, [{ code: 'required', text }]);
}
