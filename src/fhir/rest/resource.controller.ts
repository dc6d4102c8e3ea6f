import { Delete, Get, Inject, NotFoundException, Optional, Patch, Post, Put, Req, type Type } from '@nestjs/common';
import type { Request } from 'express';
import type { FhirResource } from 'fhir/r4';
import { FHIR_OPTIONS, type FhirOptions } from '../fhir-options';
import type { JsonObject } from '../json';
import { documentRoute } from '../openapi/document-route';
import type { PatchDialect } from '../patch';
import type { RequestContext } from '../plugin/request-context';
import type { Interaction, ResourceDefinition } from '../plugin/resource-definition';
import type { StoredVersion } from '../ports/versions';
import { noTelemetry, TELEMETRY, type Telemetry } from '../ports/telemetry';
import { Pace } from '../service/pace';
import { ResourceIndex } from '../service/resource-index';
import type { ResourceService } from '../service/resource.service';
import type { WriteOutcome } from '../service/write-plan';
import { isWord } from './address';
import { businessFaultsAreBadRequests, missingIsNotFound, onlyIfItFits } from './conditional-faults';
import { isKnown } from './conditional-read';
import { conditionsOf, refuseIfNoneExist } from './conditions';
import { readCriteria } from './criteria';
import { OF_A_WRITE, refuseCriteria, requireKnown } from './known-parameters';
import type { FhirReply } from './fhir-reply';
import { historyBundle } from './history-bundle';
import { nextQuery, readHistoryQuery } from './history-query';
import { SEND_A_RESOURCE } from './media-types';
import { readPatch } from './patch-formats';
import { parsePrefer } from './preferences';
import { bundleReply, deleteReply, notModifiedReply, readReply, searchReply, writeReply } from './replies';
import { locating, readResource, type RequestBody } from './request-body';
import { contextOf } from './request-context';
import { parametersOf, type Parameters } from './request-parameters';
import { routesOf, type Method } from './routes';
import { requireForm } from './search/form-body';
import { readSearch, searchLinks } from './search/search-query';
import { RESOURCE_DEFINITIONS } from './tokens';

export const PATCH_DIALECT = Symbol('PatchDialect');

export interface ResourceController<R extends FhirResource> {
  readonly service: ResourceService<R>;
}

const METHOD_DECORATORS = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete } as const satisfies Record<
  Method,
  unknown
>;

/**
 * The REST surface of one resource type; a plugin's controller extends what this returns and may add `$operations`.
 * Only the interactions of the definition get a route.
 */
export function resourceController<R extends FhirResource>(
  definition: ResourceDefinition<R>,
): Type<ResourceController<R>> {
  abstract class Host {
    @Inject(FHIR_OPTIONS) private readonly options!: FhirOptions;
    @Inject(RESOURCE_DEFINITIONS) private readonly served!: ReadonlyMap<string, ResourceDefinition>;
    @Inject(PATCH_DIALECT) private readonly dialect!: PatchDialect | undefined;
    @Inject(ResourceIndex) private readonly index!: ResourceIndex;
    @Optional() @Inject(TELEMETRY) private readonly telemetry: Telemetry = noTelemetry;

    constructor(readonly service: ResourceService<R>) {}

    async read(request: Request): Promise<FhirReply> {
      const context = this.context(request, 'read');
      return this.versionReply(request, context, await this.service.read(context, idOf(request)));
    }

    async vread(request: Request): Promise<FhirReply> {
      const context = this.context(request, 'vread');
      return this.versionReply(
        request,
        context,
        await this.service.vread(context, idOf(request), param(request, 'vid')),
      );
    }

    async history(request: Request): Promise<FhirReply> {
      const context = this.context(request, 'history-instance');
      const id = idOf(request);
      const query = readHistoryQuery(parametersOf(request));
      const page = await this.service.history(context, { id, ...query });
      const shown = await Promise.all(page.versions.map((version) => this.service.shown(context, version)));
      const self = `${this.options.baseUrl}/${definition.type}/${id}/_history`;
      const next = page.next === undefined ? undefined : `${self}?${nextQuery(query, page.next)}`;
      const search = new URL(request.originalUrl, this.options.baseUrl).search;
      return bundleReply(
        historyBundle(page, shown, this.options.baseUrl, { self: self + search, ...(next && { next }) }),
      );
    }

    async search(request: Request): Promise<FhirReply> {
      return this.found(request, this.context(request, 'search-type'));
    }

    /** For clients whose parameters are too long for a URL, or must not stand in one. */
    async searchByPost(request: Request): Promise<FhirReply> {
      const context = this.context(request, 'search-type');
      requireForm(request);
      return this.found(request, context);
    }

    async create(request: Request): Promise<FhirReply> {
      const context = this.context(request, 'create');
      refuseCriteria(request.query as Parameters, `${this.options.baseUrl}/${definition.type}`);
      refuseIfNoneExist(request.headers, `${this.options.baseUrl}/${definition.type}`);
      return this.write(request, context, (body) => this.service.create(context, body));
    }

    async update(request: Request): Promise<FhirReply> {
      const context = this.context(request, 'update');
      requireKnown(request.query as Parameters, OF_A_WRITE);
      const conditions = conditionsOf(request.headers);
      return this.write(request, context, (body) => this.service.update(context, idOf(request), body, conditions));
    }

    async patch(request: Request): Promise<FhirReply> {
      const context = this.context(request, 'patch');
      requireKnown(request.query as Parameters, OF_A_WRITE);
      const conditions = conditionsOf(request.headers);
      const pace = new Pace();
      const { body, apply } = readPatch(request, { handling: context.handling, dialect: this.dialect });
      return this.written(request, context, body, pace, () =>
        this.service.patch(context, idOf(request), apply, conditions),
      );
    }

    /** The resource is named by criteria, `?identifier=…`. @see https://hl7.org/fhir/R4/http.html#cond-update */
    async conditionalPatch(request: Request): Promise<FhirReply> {
      const context = this.context(request, 'patch');
      const criteria = readCriteria(this.index.of(definition.type), parametersOf(request), this.options.baseUrl);
      const conditions = conditionsOf(request.headers);
      const pace = new Pace();
      const { body, apply } = readPatch(request, { handling: context.handling, dialect: this.dialect });
      return this.written(request, context, body, pace, async () => {
        const id = await this.service.theOne(context, criteria);
        const patch = onlyIfItFits(missingIsNotFound(apply), (resource) =>
          this.index.fits(definition.type, resource, criteria),
        );
        return businessFaultsAreBadRequests(() => this.service.patch({ ...context, id }, id, patch, conditions));
      });
    }

    async delete(request: Request): Promise<FhirReply> {
      const context = this.context(request, 'delete');
      requireKnown(request.query as Parameters, OF_A_WRITE);
      const deletion = await this.service.delete(context, idOf(request), conditionsOf(request.headers));
      return deleteReply(deletion, context.dryRun);
    }

    private async found(request: Request, context: RequestContext): Promise<FhirReply> {
      const { type } = definition;
      const { handling } = parsePrefer(request.headers.prefer);
      const query = readSearch(this.index.of(type), parametersOf(request), {
        lenient: handling === 'lenient',
        baseUrl: this.options.baseUrl,
      });
      const { versions, total, next } = await this.service.search(context, query);
      const shown = await Promise.all(versions.map((version) => this.service.shown(context, version)));
      const address = `${this.options.baseUrl}/${type}`;
      const matches = versions.map(({ id }, i) => ({ fullUrl: `${address}/${id}`, json: shown[i]! }));
      const links = searchLinks(address, query, next);
      return searchReply({ total, links, matches, warnings: query.ignored }, { ...(handling && { handling }) });
    }

    private write(
      request: Request,
      context: RequestContext,
      interact: (body: JsonObject) => Promise<WriteOutcome>,
    ): Promise<FhirReply> {
      const pace = new Pace();
      const body = readResource(request, SEND_A_RESOURCE);
      return this.written(request, context, body, pace, () => interact(body.value));
    }

    private async written(
      request: Request,
      context: RequestContext,
      body: RequestBody,
      pace: Pace,
      interact: () => Promise<WriteOutcome>,
    ): Promise<FhirReply> {
      if (pace.isDue()) await pace.rest();
      const outcome = await locating(body, interact);
      const json = await this.service.shown(context, outcome.version);
      const { baseUrl } = this.options;
      const hasVersions = this.served.get(definition.type)!.interactions.includes('vread');
      const place = { baseUrl, hasVersions };
      return writeReply(outcome, parsePrefer(request.headers.prefer), { ...place, json, dryRun: context.dryRun });
    }

    private async versionReply(request: Request, context: RequestContext, version: StoredVersion): Promise<FhirReply> {
      if (isKnown(request.headers, version)) return notModifiedReply(version);
      return readReply(version, await this.service.shown(context, version));
    }

    private context(request: Request, interaction: Interaction): RequestContext {
      const { type } = definition;
      // A word of FHIR such as `_search` is no id: another method may have a route there, this one has none.
      if (isWord(idOf(request))) throw new NotFoundException();
      // Nor is there a route that the store of the type cannot follow.
      if (!this.served.get(type)?.interactions.includes(interaction)) throw new NotFoundException();
      const context = contextOf(request, { interaction, type }, this.options.handling);
      this.telemetry.routed(request, interaction, type);
      return context;
    }
  }

  for (const route of routesOf(definition)) {
    const name = HANDLERS[`${route.method} ${route.path}`];
    if (!name) throw new Error(`${route.method} ${route.path} has no handler`);
    const handler = Object.getOwnPropertyDescriptor(Host.prototype, name) as PropertyDescriptor;
    METHOD_DECORATORS[route.method](route.path)(Host.prototype, name, handler);
    Req()(Host.prototype, name, 0);
    documentRoute(route, definition)(Host.prototype, name, handler);
  }
  return Host as unknown as Type<ResourceController<R>>;
}

/** The handler above of each route. */
const HANDLERS: Readonly<Record<string, string>> = {
  'GET :id': 'read',
  'GET :id/_history/:vid': 'vread',
  'GET :id/_history': 'history',
  'GET ': 'search',
  'POST _search': 'searchByPost',
  'POST ': 'create',
  'PUT :id': 'update',
  'PATCH :id': 'patch',
  'PATCH ': 'conditionalPatch',
  'DELETE :id': 'delete',
};

function param(request: Request, name: string): string {
  return String(request.params[name] ?? '');
}

function idOf(request: Request): string {
  return param(request, 'id');
}
