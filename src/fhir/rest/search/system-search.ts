import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { createHash } from 'node:crypto';
import { FhirError } from '../../errors/fhir-error';
import { say } from '../../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../../options/fhir-options';
import type { RequestContext } from '../../plugin/request-context';
import { PAGE_BYTES } from '../../ports/page-limits';
import type { StoredVersion } from '../../ports/versions';
import { Includes } from '../../service/includes';
import { Narrowing } from '../../service/narrowing';
import { ServiceRegistry } from '../../service/service-registry';
import { StoreRegistry } from '../../service/store-registry';
import type { FhirReply } from '../fhir-reply';
import { preferencesOf } from '../preferences';
import { searchReply } from '../replies';
import { parametersOf, type Parameters } from '../request-parameters';
import { EXPLAIN, isExplained } from './explain';
import { PageTokens } from './page-tokens';
import { countUpTo, MOST_RESULTS, SearchAnswers } from './search-answers';
import { passedBefore, searchLinks } from './search-links';
import type { SearchQuery } from './search-query';
import { includesCut, moreThan, searchCut } from './search-warnings';
import type { Match } from './searchset-bundle';
import { TYPE, typesAsked } from './types-asked';

/** The search of one type, as a part of one of several. */
interface Part {
  readonly type: string;
  readonly query: SearchQuery;
  readonly index: string;
}

/** Where a page begins: in which part, and where in it. */
type Begin = readonly [part: number, after: string | null];

/** What was found for one page. */
interface Found {
  readonly versions: readonly StoredVersion[];
  /** Of each part, as far as it was searched. */
  readonly totals: Map<string, number | undefined>;
  readonly isMore: boolean;
  readonly next?: Begin | undefined;
}

/**
 * Answers searches over several types: `GET [base]?_type=…`. The types come one after the other, each in the order of its ids, so
 * that a page is looked up as those of its types are. @see https://hl7.org/fhir/R4/http.html#search
 */
@Injectable()
export class SystemSearch {
  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly stores: StoreRegistry,
    private readonly services: ServiceRegistry,
    private readonly answers: SearchAnswers,
    private readonly includes: Includes,
    private readonly tokens: PageTokens,
    private readonly narrowing: Narrowing,
  ) {}

  async answer(request: Request, context: RequestContext): Promise<FhirReply> {
    const { baseUrl, search: { mostResults = MOST_RESULTS } = {} } = this.options;
    const { handling } = preferencesOf(request);
    const parameters = parametersOf(request);
    const types = typesAsked(parameters, this.stores.typesWith('search-type'));
    const parts = await this.parts(context, types, parameters, handling === 'lenient');
    const { query } = parts[0]!;
    const owner = {
      // What leads through what somebody may see leads nobody else anywhere.
      search: JSON.stringify(parts.map((part) => part.query.search + this.narrowing.inWords(context, part.type, part.query.clauses))),
      index: createHash('sha256').update(parts.map(({ index }) => index).join(' ')).digest('hex'),
    }; // prettier-ignore
    const place = query.cursor === undefined ? undefined : await this.tokens.open(owner, query.cursor);
    const left = mostResults === 0 ? Infinity : mostResults - (place?.passed ?? 0);
    const begin: Begin = place ? (JSON.parse(place.cursor) as Begin) : [0, null];
    const page = await this.page(context, parts, begin, Math.max(0, Math.min(query.count, left)));
    const isCut = page.next !== undefined && page.versions.length >= left;
    const links = await searchLinks(
      { used: [...(parameters[TYPE] ? [[TYPE, types.join(',')] as const] : []), ...query.used], cursor: query.cursor! },
      {
        address: baseUrl,
        owner,
        place: place,
        shown: page.versions.length,
        ...(page.next && !isCut && { next: JSON.stringify(page.next) }),
      },
      this.tokens,
    );
    const total = await this.total(context, parts, page);
    const included = await this.included(context, parts, page.versions);
    return searchReply(
      {
        total: total?.n,
        links,
        matches: await this.shown(context, page.versions),
        included: await this.shown(context, included.versions),
        applied: query.applied,
        warnings: [
          ...query.ignored,
          ...(total?.hasMore ? [moreThan(total.n)] : []),
          ...(isCut
            ? [searchCut(this.answers.exportOf(types.join(',')), passedBefore(place, 0) + page.versions.length)]
            : []),
          ...(included.isCut ? [includesCut(included.versions.length)] : []),
        ],
      },
      { ...(handling && { handling }) },
    );
  }

  /**
   * What is asked of each type: what one of them does not know is asked of none.
   * @throws FhirError `invalid-request`
   */
  private async parts(
    context: RequestContext,
    types: readonly string[],
    parameters: Parameters,
    lenient: boolean,
  ): Promise<readonly Part[]> {
    const { [TYPE]: _, ...asked } = parameters;
    if (isExplained(asked, true)) throw notExplained(`${this.options.baseUrl}/${types[0]!}`);
    if (asked['_sort'] && types.length > 1) throw notSorted(`${this.options.baseUrl}/${types[0]!}`);
    const read = (from: Parameters): Promise<readonly Part[]> =>
      Promise.all(types.map(async (type) => ({ type, ...(await this.answers.read(context, type, from, lenient)) })));
    const parts = await read(asked);
    const unknown = new Set(
      parts.flatMap(({ query }) => query.ignored.map(({ expression }) => expression?.replace(/^http\./, ''))),
    );
    if (unknown.size === 0) return parts;
    const known = Object.fromEntries(Object.entries(asked).filter(([name]) => !unknown.has(name)));
    const ignored = [...new Map(parts.flatMap(({ query }) => query.ignored).map((each) => [each.expression, each]))];
    const common = await read(known);
    return common.map((part) => ({ ...part, query: { ...part.query, ignored: ignored.map(([, each]) => each) } }));
  }

  private async page(
    context: RequestContext,
    parts: readonly Part[],
    [from, after]: Begin,
    count: number,
  ): Promise<Found> {
    const versions: StoredVersion[] = [];
    const totals = new Map<string, number | undefined>();
    let [bytes, isMore] = [0, false];
    for (let at = from; at < parts.length; at += 1) {
      const { type, query } = parts[at]!;
      const begin = at === from && after !== null ? { after } : {};
      // The page is full: is there anything after it?
      const room = count - versions.length;
      if ((room === 0 && count > 0) || bytes >= PAGE_BYTES) return { versions, totals, isMore, next: [at, null] };
      const found = await this.services.of(type).search(context, {
        clauses: query.clauses,
        ...(query.sort.length > 0 && { sort: query.sort }),
        ...begin,
        count: room,
        ...countUpTo(query),
      });
      totals.set(type, found.total);
      isMore ||= found.hasMore === true;
      versions.push(...found.versions);
      bytes += found.versions.reduce((sum, { json }) => sum + Buffer.byteLength(json ?? ''), 0);
      if (found.next !== undefined && count > 0) return { versions, totals, isMore, next: [at, found.next] };
    }
    return { versions, totals, isMore };
  }

  /** Undefined: nobody asked. */
  private async total(
    context: RequestContext,
    parts: readonly Part[],
    { totals, isMore }: Found,
  ): Promise<{ readonly n: number; readonly hasMore: boolean } | undefined> {
    let [n, hasMore] = [0, isMore];
    for (const { type, query } of parts) {
      if (query.total === 'none' && query.count > 0) return undefined;
      const limits = { clauses: query.clauses, count: 0, ...countUpTo(query) };
      const counted = totals.has(type) ? undefined : await this.services.of(type).search(context, limits);
      n += (counted ? counted.total : totals.get(type)) ?? 0;
      hasMore ||= counted?.hasMore === true;
    }
    return { n, hasMore };
  }

  private async included(context: RequestContext, parts: readonly Part[], page: readonly StoredVersion[]) {
    const known = new Set(page.map(nameOf));
    const versions: StoredVersion[] = [];
    let isCut = false;
    for (const { type, query } of parts) {
      const own = page.filter((version) => version.type === type);
      if (own.length === 0 || query.includes.length === 0) continue;
      const found = await this.includes.of(context, own, query.includes, this.options.baseUrl);
      isCut ||= found.isCut;
      for (const version of found.versions) {
        if (known.has(nameOf(version))) continue;
        known.add(nameOf(version));
        versions.push(version);
      }
    }
    return { versions, isCut };
  }

  private shown(context: RequestContext, versions: readonly StoredVersion[]): Promise<Match[]> {
    return Promise.all(
      versions.map(async (version) => ({
        fullUrl: `${this.options.baseUrl}/${nameOf(version)}`,
        json: await this.services.of(version.type).shown(context, version),
      })),
    );
  }
}

function nameOf({ type, id }: StoredVersion): string {
  return `${type}/${id}`;
}

function notSorted(address: string): FhirError {
  const text = say`A search over several types comes in the order of types and ids, and cannot be sorted otherwise`;
  const hint = say`Leave _sort out, or search one type: GET ${address}?_sort=…`;
  return new FhirError('invalid-request', text, [{ code: 'not-supported', text, hint, expression: 'http._sort' }]);
}

function notExplained(address: string): FhirError {
  const text = say`A search over several types does not tell how it is made`;
  const hint = say`Ask of one type: GET ${address}?_explain=true`;
  return new FhirError('invalid-request', text, [{ code: 'not-supported', text, hint, expression: `http.${EXPLAIN}` }]);
}
