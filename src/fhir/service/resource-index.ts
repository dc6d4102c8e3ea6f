import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'node:querystring';
import { FhirError } from '../errors/fhir-error';
import { AccessControl, unmarked, withLabels } from '../access';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { JsonObject } from '../json';
import type { ResourceDefinition } from '../plugin/resource-definition';
import { CLOCK, type Clock } from '../ports/clock';
import type { IndexChange } from '../ports/index-change';
import type { SearchClause } from '../ports/search';
import { DefinitionLibrary } from '../profile/definition-library';
import { RESOURCE_DEFINITIONS } from '../options/tokens';
import {
  candidateFor,
  indexChangeSteps,
  isStillFit,
  originOf,
  type Parameters,
  plainType,
  readClauses,
  searchableType,
  type Candidate,
  type Criteria,
  type SearchableType,
  encodingFault,
} from '../search';
import { inTurns } from './pace';
import { reachIn } from './search-reach';
import { StoreRegistry } from './store-registry';

/** No search parameter has another meaning here. */
const NO_OTHERS: ReadonlySet<string> = new Set();

/** The searchable types under the definitions this server runs with. */
@Injectable()
export class ResourceIndex {
  private readonly known = new Map<string, SearchableType>();

  constructor(
    @Inject(RESOURCE_DEFINITIONS) private readonly definitions: ReadonlyMap<string, ResourceDefinition>,
    @Inject(FHIR_OPTIONS) private readonly options: Pick<FhirOptions, 'baseUrl'>,
    @Inject(StoreRegistry) private readonly stores: StoreRegistry,
    private readonly library: DefinitionLibrary,
    private readonly access: AccessControl,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the labels of all entries come from; empty without labels. */
  get labels(): string {
    return this.access.labels.fingerprint;
  }

  /** How a type can be searched. */
  of(type: string): SearchableType {
    const known = this.known.get(type);
    if (known) return known;
    const definition = this.definitions.get(type);
    if (!definition) return plainType(type);
    const reach = reachIn(this.stores, (each) => this.of(each));
    const means = { terminology: this.library.terminology, clock: this.clock };
    const made: SearchableType = { ...withLabels(searchableType(definition), this.access.labels), reach, ...means };
    this.known.set(type, made);
    return made;
  }

  /**
   * Parses a search given as text, such as `_tag=a|b&active=true`; for policies that narrow by it.
   * @throws FhirError `invalid-request` when it is not a search of the type
   */
  clauses(type: string, query: string): readonly SearchClause[] {
    const malformed = encodingFault(query);
    if (malformed) throw malformed;
    const { baseUrl } = this.options;
    const { clauses, unknown } = readClauses(this.of(type), parse(query) as Parameters, NO_OTHERS, { baseUrl });
    if (unknown.length > 0) throw new FhirError('invalid-request', unknown[0]!.text, unknown);
    return clauses;
  }

  /** See `indexChange`; a promise only if it takes long. @param type type of the resources */
  change(
    type: string,
    before?: Readonly<JsonObject>,
    after?: Readonly<JsonObject>,
  ): IndexChange | Promise<IndexChange> {
    return inTurns(indexChangeSteps(before, after, this.options.baseUrl, this.of(type)));
  }

  /** Whether a resource, as stored or as a client's view, matches criteria. */
  fits(type: string, resource: Readonly<JsonObject>, { clauses }: Criteria): boolean {
    return isStillFit(clauses, this.candidate(type, resource, clauses));
  }

  /** The resource as these clauses, or others about the same search parameters, are evaluated on it. */
  candidate(type: string, resource: Readonly<JsonObject>, clauses: readonly SearchClause[]): Candidate {
    const asStored = originOf(resource) ? unmarked(resource) : resource;
    return candidateFor(asStored, clauses, this.of(type), this.options.baseUrl);
  }
}
