import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { FhirResource } from 'fhir/r4';
import { FHIR_OPTIONS, type FhirOptions } from '../../options/fhir-options';
import type { RequestContext } from '../../plugin/request-context';
import { CLOCK, type Clock } from '../../ports/clock';
import { committedBefore } from '../../ports/snapshot';
import type { StoredVersion, TypeHistoryRequest } from '../../ports/versions';
import { placeOf, walkHistories, type WalkPage, type WalkPlace } from '../../service/history-walk';
import type { ResourceService } from '../../service/resource.service';
import { VersionProvenance } from '../../service/version-provenance';
import type { FhirReply } from '../fhir-reply';
import { historyBundle, type HistoryTold } from '../history-bundle';
import { preferencesOf } from '../preferences';
import type { TextPiece } from '../long-text';
import { bundleReply } from '../replies';
import { parametersOf } from '../request-parameters';
import { type PageOwner, type PagePlace, PageTokens } from '../search/page-tokens';
import { CURSOR } from '../search/search-query';
import { readPlace, writePlace, type HistoryPlaceOfPage } from './history-place';
import { readTypeHistoryQuery, type TypeHistoryQuery } from './type-history-query';

/** Stands for the index version in page tokens; a history has no search index. */
const INDEX = 'history';

/** A page with the positions around it. */
interface Around {
  readonly versions: readonly StoredVersion[];
  readonly previous?: WalkPlace | undefined;
  readonly next?: WalkPlace | undefined;
  readonly until: number;
  readonly complete: number;
}

/** Answers `GET [base]/[type]/_history` and `GET [base]/_history`. @see https://hl7.org/fhir/R4/http.html#history */
@Injectable()
export class HistoryAnswers {
  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: Pick<FhirOptions, 'baseUrl'>,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly tokens: PageTokens,
    private readonly provenance: VersionProvenance,
  ) {}

  /** @param services services of the types in the history: that of `context.type`, or all when it is empty */
  async answer<R extends FhirResource>(
    request: Request,
    context: RequestContext,
    services: readonly ResourceService<R>[],
  ): Promise<FhirReply> {
    const { baseUrl } = this.options;
    const lenient = preferencesOf(request).handling === 'lenient';
    const query = readTypeHistoryQuery(parametersOf(request), context.type, lenient);
    const owner = { search: query.search, index: INDEX };
    const from = query.cursor === undefined ? undefined : await this.tokens.open(owner, query.cursor);
    const page = await this.page(services, context, query, from);
    const byType = new Map(services.map((service) => [service.type, service]));
    const shown = await Promise.all(
      page.versions.map((version) => byType.get(version.type)!.shownText(context, version)),
    );
    const address = [baseUrl, ...(context.type === '' ? [] : [context.type]), '_history'].join('/');
    const isWhole = !from && !page.next;
    const told = {
      versions: page.versions,
      total: isWhole ? page.versions.length : undefined,
      lastUpdated: new Date(page.complete).toISOString(),
    };
    return this.told(context, told, shown, await this.links(address, query, owner, page, from));
  }

  /** Answers with a page of a history. @param shown the text of each version as the client may see it */
  async told(
    context: RequestContext,
    page: HistoryTold,
    shown: readonly TextPiece[],
    links: Readonly<Record<string, string>>,
  ): Promise<FhirReply> {
    const provenance = await this.provenance.of(context, page.versions);
    return bundleReply(historyBundle(page, shown, this.options.baseUrl, links, provenance));
  }

  private async page<R extends FhirResource>(
    services: readonly ResourceService<R>[],
    context: RequestContext,
    query: TypeHistoryQuery,
    from: PagePlace | undefined,
  ): Promise<Around> {
    const { order, count } = query;
    const times = { ...(query.since && { since: query.since }), ...(query.at && { at: query.at }) };
    const walk = (over: Partial<Pick<TypeHistoryRequest, 'until' | 'order'>>, after?: WalkPlace): Promise<WalkPage> =>
      walkHistories(services, context, { ...times, order, ...over, count, ...(after && { after }) });
    if (!from) {
      const complete = committedBefore(this.clock()).getTime();
      // Oldest first needs an upper limit; otherwise new versions could extend the walk without end.
      const newest = order === 'oldest first' ? await this.newest(services, context) : undefined;
      const page = await walk(newest === undefined ? {} : { until: new Date(newest) });
      const until = newest ?? page.versions[0]?.lastUpdated.getTime() ?? this.clock().getTime();
      return { ...page, until, complete };
    }
    const { place, ...common } = readPlace(from.cursor);
    const until = new Date(common.until);
    if (from.side === 'after') {
      const page = await walk({ until }, place);
      const [first] = page.versions;
      return { ...page, ...common, previous: first && placeOf(first) };
    }
    const back = await walk({ until, order: opposite(order) }, place);
    const versions = back.versions.toReversed();
    const last = versions.at(-1);
    return { ...common, versions, previous: back.next, next: last && placeOf(last) };
  }

  private async newest<R extends FhirResource>(
    services: readonly ResourceService<R>[],
    context: RequestContext,
  ): Promise<number> {
    const { versions } = await walkHistories(services, context, { order: 'newest first', count: 1 });
    return Math.max(versions[0]?.lastUpdated.getTime() ?? 0, this.clock().getTime());
  }

  private async links(
    address: string,
    { used, cursor }: TypeHistoryQuery,
    owner: PageOwner,
    { previous, next, until, complete }: Around,
    from: PagePlace | undefined,
  ): Promise<Readonly<Record<string, string>>> {
    const to = (token?: string): string => {
      const query = new URLSearchParams([...used.map(([name, value]) => [name, value])]);
      if (token !== undefined) query.append(CURSOR, token);
      return query.size > 0 ? `${address}?${query.toString()}` : address;
    };
    const sealed = async (side: PagePlace['side'], place: WalkPlace): Promise<string> => {
      const border: HistoryPlaceOfPage = { place, until, complete };
      return to(await this.tokens.seal(owner, { side, cursor: writePlace(border), passed: 0 }));
    };
    return {
      self: to(from && String(cursor)),
      ...(from && { first: to() }),
      ...(previous && { previous: await sealed('before', previous) }),
      ...(next && { next: await sealed('after', next) }),
    };
  }
}

function opposite(order: TypeHistoryRequest['order']): TypeHistoryRequest['order'] {
  return order === 'newest first' ? 'oldest first' : 'newest first';
}
