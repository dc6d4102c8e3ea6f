import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { FhirResource } from 'fhir/r4';
import { AccessControl } from '../../access';
import { FHIR_OPTIONS, type FhirOptions } from '../../options/fhir-options';
import type { RequestContext } from '../../plugin/request-context';
import type { StoredVersion } from '../../ports/versions';
import { distancesOf, type SearchableType, type SearchDialect } from '../../search';
import { Includes, type Included } from '../../service/includes';
import { Narrowing } from '../../service/narrowing';
import { OperationRegistry } from '../../service/operations/operation-registry';
import { ResourceIndex } from '../../service/resource-index';
import type { ResourceService } from '../../service/resource.service';
import { ServiceRegistry } from '../../service/service-registry';
import { StoreRegistry } from '../../service/store-registry';
import type { FhirReply } from '../fhir-reply';
import { preferencesOf } from '../preferences';
import { searchReply } from '../replies';
import { parametersOf, type Parameters } from '../request-parameters';
import { LIST, ListCriterion } from './list-criterion';
import type { SearchStep } from '../../ports/search';
import { explainedToFew, explanation, isExplained as isExplainedIn } from './explain';
import { PageTokens } from './page-tokens';
import { passedBefore, searchLinks } from './search-links';
import { readSearch, type SearchQuery } from './search-query';
import { includesCut, moreThan, searchCut } from './search-warnings';
import type { Match } from './searchset-bundle';
import { shownMatches } from './shown-matches';

/** Injection token of the dialect in which clients may write criteria unless they ask for strict handling. */
export const SEARCH_DIALECT = Symbol('SearchDialect');

/** Maximum number of resources a client can page through in one search. */
export const MOST_RESULTS = 10_000;
/** Limit of counting for `_total=estimate`. */
const ESTIMATED_UP_TO = 10_000;

const NONE: Included = { versions: [], isCut: false };

/** Answers type-level searches. @see https://hl7.org/fhir/R4/search.html */
@Injectable()
export class SearchAnswers {
  private types?: ReadonlyMap<string, SearchableType>;

  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    @Inject(SEARCH_DIALECT) private readonly dialect: SearchDialect | undefined,
    private readonly index: ResourceIndex,
    private readonly stores: StoreRegistry,
    private readonly includes: Includes,
    private readonly tokens: PageTokens,
    private readonly operations: OperationRegistry,
    private readonly narrowing: Narrowing,
    private readonly lists: ListCriterion,
    private readonly access: AccessControl,
    private readonly services: ServiceRegistry,
  ) {}

  async answer<R extends FhirResource>(
    request: Request,
    context: RequestContext,
    service: ResourceService<R>,
  ): Promise<FhirReply> {
    const { baseUrl, search: { mostResults = MOST_RESULTS } = {} } = this.options;
    const { handling } = preferencesOf(request);
    const { query, index } = await this.read(context, service.type, parametersOf(request), handling === 'lenient');
    const isExplained = isExplainedIn(parametersOf(request), this.options.search?.explain === true);
    if (isExplained && !this.access.seesAll(context, this.stores.served.keys())) throw explainedToFew();
    const steps: SearchStep[] = [];
    // Bind page tokens to the client's view, so that they are invalid for clients that see something else.
    const search = query.search + this.narrowing.inWords(context, service.type, query.clauses);
    const owner = { search, index };
    const place = query.cursor === undefined ? undefined : await this.tokens.open(owner, query.cursor);
    const left = mostResults === 0 || place?.side === 'before' ? Infinity : mostResults - (place?.passed ?? 0);
    const page = await service.search(context, {
      clauses: query.clauses,
      ...(query.sort.length > 0 && { sort: query.sort }),
      ...(place && { [place.side]: place.cursor }),
      count: Math.max(0, Math.min(query.count, left)),
      ...countUpTo(query),
      ...(isExplained && { trace: (step) => void steps.push(step) }),
    });
    const { versions, total, next, ...rest } = page;
    const isCut = next !== undefined && versions.length >= left;
    const links = await searchLinks(
      query,
      { ...rest, ...(next !== undefined && !isCut && { next }), address: `${baseUrl}/${service.type}`, owner, place, shown: versions.length },
      this.tokens,
    ); // prettier-ignore
    const included =
      query.includes.length > 0 ? await this.includes.of(context, versions, query.includes, baseUrl) : NONE;
    const distanceOf = distancesOf(service.type, query.clauses, (type) => this.index.of(type));
    const shown = (all: readonly StoredVersion[]): Promise<readonly Match[]> =>
      shownMatches(
        context,
        all,
        (type) => (type === service.type ? service : this.services.of(type)),
        baseUrl,
        distanceOf,
      );
    return searchReply(
      {
        total,
        links,
        matches: await shown(versions),
        included: await shown(included.versions),
        applied: query.applied,
        warnings: [
          ...query.ignored,
          ...(page.hasMore ? [moreThan(total!)] : []),
          ...(isCut
            ? [searchCut(this.exportOf([service.type]), passedBefore(place, versions.length) + versions.length)]
            : []),
          ...(included.isCut ? [includesCut(included.versions.length)] : []),
          ...(isExplained ? explanation(query.clauses, steps) : []),
        ],
      },
      { ...(handling && { handling }) },
    );
  }

  /**
   * Parses a search of a type.
   * @param lenient ignore unknown parameters
   * @throws FhirError `invalid-request`
   */
  async read(
    context: RequestContext,
    type: string,
    { [LIST]: list, ...parameters }: Parameters,
    lenient: boolean,
  ): Promise<{ readonly query: SearchQuery; readonly index: string }> {
    const { baseUrl, search: { pageSize } = {} } = this.options;
    const searchable = this.index.of(type);
    const query = readSearch(searchable, parameters, {
      lenient,
      baseUrl,
      pageSize,
      served: this.served(),
      ...(context.handling !== 'strict' && this.dialect && { dialect: this.dialect }),
    });
    if (list === undefined || list === '') return { query, index: searchable.digest };
    const clause = await this.lists.clauseOf(context, type, list);
    const listed = {
      ...query,
      clauses: [clause, ...query.clauses],
      search: JSON.stringify([LIST, list, query.search]),
      used: [[LIST, String(list)] as const, ...query.used],
    };
    return { query: listed, index: searchable.digest };
  }

  /** URL to export all resources of these types; undefined when export is not offered for all of them. */
  exportOf(types: readonly string[]): string | undefined {
    const { exported } = this.stores;
    const isServed = this.operations.names.includes('$export') && types.every((type) => exported.includes(type));
    return isServed ? `${this.options.baseUrl}/$export?_type=${types.join(',')}` : undefined;
  }

  /** The searchable form of each type that can be searched. */
  private served(): ReadonlyMap<string, SearchableType> {
    return (this.types ??= new Map(
      [...this.stores.served.values()]
        .filter(({ interactions }) => interactions.includes('search-type'))
        .map(({ type }) => [type, this.index.of(type)]),
    ));
  }
}

/** The limit of counting that a search implies. */
export function countUpTo({ total, count }: SearchQuery): { readonly countUpTo?: number } {
  if (total === 'estimate') return { countUpTo: ESTIMATED_UP_TO };
  return total === 'none' && count > 0 ? { countUpTo: 0 } : {};
}
