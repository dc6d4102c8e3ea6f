import { Inject, Injectable } from '@nestjs/common';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { JsonObject } from '../json';
import type { ResourceDefinition } from '../plugin/resource-definition';
import type { IndexChange } from '../ports/index-change';
import { DefinitionLibrary } from '../profile/definition-library';
import { RESOURCE_DEFINITIONS } from '../options/tokens';
import { indexChange, plainType, searchableType, stillFits, type Criteria, type SearchableType } from '../search';
import { reachIn } from './search-reach';
import { StoreRegistry } from './store-registry';

/** What resources are found by, under the definitions this server runs with. */
@Injectable()
export class ResourceIndex {
  private readonly known = new Map<string, SearchableType>();

  constructor(
    @Inject(RESOURCE_DEFINITIONS) private readonly definitions: ReadonlyMap<string, ResourceDefinition>,
    @Inject(FHIR_OPTIONS) private readonly options: Pick<FhirOptions, 'baseUrl'>,
    @Inject(StoreRegistry) private readonly stores: StoreRegistry,
    private readonly library: DefinitionLibrary,
  ) {}

  /** What a type can be searched by. */
  of(type: string): SearchableType {
    const known = this.known.get(type);
    if (known) return known;
    const definition = this.definitions.get(type);
    if (!definition) return plainType(type);
    const reach = reachIn(this.stores, (each) => this.of(each));
    const { terminology } = this.library;
    const made: SearchableType = { ...searchableType(definition), reach, terminology };
    this.known.set(type, made);
    return made;
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
