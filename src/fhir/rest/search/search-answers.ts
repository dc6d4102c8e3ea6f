import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { FhirResource } from 'fhir/r4';
import type { IssueDetail } from '../../errors/fhir-error';
import { say } from '../../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../../options/fhir-options';
import type { RequestContext } from '../../plugin/request-context';
import type { StoredVersion } from '../../ports/versions';
import { distancesOf, type SearchableType, type SearchDialect } from '../../search';
import { Includes, type Included } from '../../service/includes';
import { Narrowing } from '../../service/narrowing';
import { OperationRegistry } from '../../service/operations/operation-registry';
import { ResourceIndex } from '../../service/resource-index';
import type { ResourceService } from '../../service/resource.service';
import { StoreRegistry } from '../../service/store-registry';
import type { FhirReply } from '../fhir-reply';
import { preferencesOf } from '../preferences';
import { searchReply } from '../replies';
import { parametersOf } from '../request-parameters';
import type { SearchStep } from '../../ports/search';
import { explanation, isExplained as isExplainedIn } from './explain';
import { PageTokens } from './page-tokens';
import { passedBefore, searchLinks } from './search-links';
import { readSearch, type SearchQuery } from './search-query';
import type { Match } from './searchset-bundle';

/** How clients may write criteria when they are not strict. */
export const SEARCH_DIALECT = Symbol('SearchDialect');

/** Resources that one search leads through. */
const MOST_RESULTS = 10_000;
/** How far is counted where an estimate does. */
const ESTIMATED_UP_TO = 10_000;

const NONE: Included = { versions: [], isCut: false };

/** Answers searches of a type. @see https://hl7.org/fhir/R4/search.html */
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
  ) {}

  async answer<R extends FhirResource>(
    request: Request,
    context: RequestContext,
    service: ResourceService<R>,
  ): Promise<FhirReply> {
    const { baseUrl, search: { pageSize, mostResults = MOST_RESULTS } = {} } = this.options;
    const searchable = this.index.of(service.type);
    const { handling } = preferencesOf(request);
    const query = readSearch(searchable, parametersOf(request), {
      lenient: handling === 'lenient',
      baseUrl,
      pageSize,
      served: this.served(),
      ...(context.handling !== 'strict' && this.dialect && { dialect: this.dialect }),
    });
    const isExplained = isExplainedIn(parametersOf(request), this.options.search?.explain === true);
    const steps: SearchStep[] = [];
    // What leads through what somebody may see leads nobody else anywhere.
    const search = query.search + this.narrowing.inWords(context, service.type, query.clauses);
    const owner = { search, index: searchable.digest };
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
    const shown = (all: readonly StoredVersion[]): Promise<Match[]> =>
      Promise.all(
        all.map(async (version) => {
          const json = await service.shown(context, version);
          const { type, id } = version;
          return { fullUrl: `${baseUrl}/${type}/${id}`, json, distance: distanceOf?.(type, json) };
        }),
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
          ...(isCut ? [this.cut(service.type, passedBefore(place, versions.length) + versions.length)] : []),
          ...(included.isCut ? [includesCut(included.versions.length)] : []),
          ...(isExplained ? explanation(query.clauses, steps) : []),
        ],
      },
      { ...(handling && { handling }) },
    );
  }

  /** What can be searched of each type that is. */
  private served(): ReadonlyMap<string, SearchableType> {
    return (this.types ??= new Map(
      [...this.stores.served.values()]
        .filter(({ interactions }) => interactions.includes('search-type'))
        .map(({ type }) => [type, this.index.of(type)]),
    ));
  }

  private cut(type: string, shown: number): IssueDetail {
    const { baseUrl } = this.options;
    return {
      severity: 'warning',
      code: 'too-costly',
      text: say`This search ends here, after ${shown} resources: there are more`,
      hint: this.operations.names.includes('$export')
        ? say`All of them come by GET ${baseUrl}/$export?_type=${type}.`
        : say`Ask for less at once, such as one region, or what changed since a day.`,
    };
  }
}

function countUpTo({ total, count }: SearchQuery): { readonly countUpTo?: number } {
  if (total === 'estimate') return { countUpTo: ESTIMATED_UP_TO };
  return total === 'none' && count > 0 ? { countUpTo: 0 } : {};
}

function moreThan(total: number): IssueDetail {
  return {
    severity: 'information',
    code: 'informational',
    text: say`There are more than ${total} resources: the total is as far as was counted`,
    hint: say`Ask with _total=accurate for all of them.`,
  };
}

function includesCut(included: number): IssueDetail {
  return {
    severity: 'warning',
    code: 'too-costly',
    text: say`Only ${included} resources are included with this page: there are more`,
    hint: say`Ask for smaller pages (_count), or include less.`,
  };
}
