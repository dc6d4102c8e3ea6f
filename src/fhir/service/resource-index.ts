import { Inject, Injectable } from '@nestjs/common';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { JsonObject } from '../json';
import type { ResourceDefinition } from '../plugin/resource-definition';
import type { IndexChange } from '../ports/index-change';
import { RESOURCE_DEFINITIONS } from '../options/tokens';
import { indexChange, plainType, searchableType, stillFits, type Criteria, type SearchableType } from '../search';

/** What resources are found by, under the definitions this server runs with. */
@Injectable()
export class ResourceIndex {
  constructor(
    @Inject(RESOURCE_DEFINITIONS) private readonly definitions: ReadonlyMap<string, ResourceDefinition>,
    @Inject(FHIR_OPTIONS) private readonly options: Pick<FhirOptions, 'baseUrl'>,
  ) {}

  /** What a type can be searched by. */
  of(type: string): SearchableType {
    const definition = this.definitions.get(type);
    return definition ? searchableType(definition) : plainType(type);
  }

  /** See `indexChange`. @param type of the resources */
  change(type: string, before?: Readonly<JsonObject>, after?: Readonly<JsonObject>): IndexChange {
    return indexChange(before, after, this.options.baseUrl, this.of(type));
  }

  /** Whether a resource, as it is stored, fits criteria. */
  fits(type: string, resource: Readonly<JsonObject>, { clauses }: Criteria): boolean {
    return stillFits(resource, clauses, this.of(type), this.options.baseUrl);
  }
}
