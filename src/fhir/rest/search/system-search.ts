import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { createHash } from 'node:crypto';
import { FhirError } from '../../errors/fhir-error';
import { say, sentences } from '../../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../../options/fhir-options';
import type { RequestContext } from '../../plugin/request-context';
import { nameOf, type StoredVersion } from '../../ports/versions';
import { Includes } from '../../service/includes';
import { Narrowing } from '../../service/narrowing';
import { walkSearches, type WalkedType, type WalkPage, type WalkPlace } from '../../service/search-walk';
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
import { includesCut, moreThan, searchCut } from './search-warnings';
import type { Match } from './searchset-bundle';
import { shownMatches } from './shown-matches';
import { requireOneOrder, sharedKeys, type Part } from './system-order';
import { TYPE, typesAsked } from './types-asked';

/**
 * Answers searches over several types: `GET [base]?_type=…`. They are sorted together, or listed type by type. A page
 * is merged from pages of its types, so that each type is read through its own index.
 * @see https://hl7.org/fhir/R4/http.html#search
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
    const types = typesAsked(parameters, this.stores.typesWith('search-type'), (type) =>
      this.services.of(type).maySearch(context),
    );
    const parts = await this.parts(context, types, parameters, handling === 'lenient');
    const { query } = parts[0]!;
    const owner = {
      // Bind page tokens to the client's view, so that they are invalid for clients that see something else.
      search: JSON.stringify(parts.map((part) => part.query.search + this.narrowing.inWords(context, part.type, part.query.clauses))),
      index: createHash('sha256').update(parts.map(({ index }) => index).join(' ')).digest('hex'),
    }; // prettier-ignore
    const place = query.cursor === undefined ? undefined : await this.tokens.open(owner, query.cursor);
    const left = mostResults === 0 || place?.side === 'before' ? Infinity : mostResults - (place?.passed ?? 0);
    const page = await walkSearches(
      parts.map((part) => this.walked(part)),
      context,
      {
        sort: query.sort,
        count: Math.max(0, Math.min(query.count, left)),
        ...(place && { border: { side: place.side, place: JSON.parse(place.cursor) as WalkPlace } }),
      },
    );
    const { next, previous, versions } = page;
    const isCut = next !== undefined && versions.length >= left;
    const links = await searchLinks(
      { used: [...(parameters[TYPE] ? [[TYPE, types.join(',')] as const] : []), ...query.used], cursor: query.cursor! },
      {
        address: baseUrl,
        owner,
        place,
        shown: versions.length,
        ...(previous && { previous: JSON.stringify(previous) }),
        ...(next && !isCut && { next: JSON.stringify(next) }),
      },
      this.tokens,
    );
    const total = await this.total(context, parts, page);
    const included = await this.included(context, parts, versions);
    return searchReply(
      {
        total: total?.n,
        links,
        matches: await this.shown(context, versions),
        included: await this.shown(context, included.versions),
        applied: query.applied,
        warnings: [
          ...query.ignored,
          ...(total?.hasMore ? [moreThan(total.n)] : []),
          ...(isCut
            ? [searchCut(this.answers.exportOf(types), passedBefore(place, versions.length) + versions.length)]
            : []),
          ...(included.isCut ? [includesCut(included.versions.length)] : []),
        ],
      },
      { ...(handling && { handling }) },
    );
  }

  /**
   * The search of each type. A parameter that one of the types does not have is ignored for all of them.
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
    const read = (from: Parameters): Promise<readonly Part[]> =>
      Promise.all(
        types.map(async (type) => ({ type, ...(await this.answers.read(context, type, from, lenient)) })),
      ).catch((error: unknown) => {
        throw types.length > 1 ? withReason(error) : error;
      });
    const parts = await read(asked);
    const unknown = new Set(
      parts.flatMap(({ query }) => query.ignored.map(({ expression }) => expression?.replace(/^http\./, ''))),
    );
    if (unknown.size === 0) return this.inOneOrder(parts);
    const known = {
      ...Object.fromEntries(Object.entries(asked).filter(([name]) => !unknown.has(name))),
      _sort: sharedKeys(parts),
    };
    const ignored = [...new Map(parts.flatMap(({ query }) => query.ignored).map((each) => [each.expression, each]))];
    const common = this.inOneOrder(await read(known));
    return common.map((part) => ({ ...part, query: { ...part.query, ignored: ignored.map(([, each]) => each) } }));
  }

  /** @throws FhirError `invalid-request` for sort keys that cannot be compared across types */
  private inOneOrder(parts: readonly Part[]): readonly Part[] {
    requireOneOrder(parts, (type) => this.stores.of(type), this.options.baseUrl);
    return parts;
  }

  private walked({ type, query }: Part): WalkedType {
    return {
      service: this.services.of(type),
      clauses: query.clauses,
      isPlaced: this.stores.capabilities(type).sortAmong !== undefined,
      ...countUpTo(query),
    };
  }

  /** Undefined when the client does not ask for a total. */
  private async total(
    context: RequestContext,
    parts: readonly Part[],
    { totals }: WalkPage,
  ): Promise<{ readonly n: number; readonly hasMore: boolean } | undefined> {
    let [n, hasMore] = [0, false];
    for (const { type, query } of parts) {
      if (query.total === 'none' && query.count > 0) return undefined;
      const limits = { clauses: query.clauses, count: 0, ...countUpTo(query) };
      const counted = totals.get(type) ?? (await this.services.of(type).search(context, limits));
      n += counted.total ?? 0;
      hasMore ||= counted.hasMore === true;
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

  private shown(context: RequestContext, versions: readonly StoredVersion[]): Promise<readonly Match[]> {
    return shownMatches(context, versions, (type) => this.services.of(type), this.options.baseUrl);
  }
}

/** Says why a parameter is refused for a type that the client may not have thought of. */
function withReason(error: unknown): unknown {
  if (!(error instanceof FhirError)) return error;
  const reason = say`A search over several types takes only what all of them have; _type names the types.`;
  return error.withIssues(
    error.issues.map((issue) =>
      issue.code === 'not-supported' ? { ...issue, hint: issue.hint ? sentences(reason, issue.hint) : reason } : issue,
    ),
  );
}

function notExplained(address: string): FhirError {
  const text = say`A search over several types cannot be explained`;
  const hint = say`Search one type: GET ${address}?_explain=true`;
  return new FhirError('invalid-request', text, [{ code: 'not-supported', text, hint, expression: `http.${EXPLAIN}` }]);
}
