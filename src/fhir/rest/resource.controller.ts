import { Delete, Get, Inject, Patch, Post, Put, Req, type Type } from '@nestjs/common';
import type { Request } from 'express';
import type { FhirResource } from 'fhir/r4';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { JsonObject } from '../json';
import type { PatchDialect } from '../patch';
import type { RequestContext } from '../plugin/request-context';
import type { ResourceDefinition } from '../plugin/resource-definition';
import type { ServedDefinition } from '../plugin/served-definition';
import { ConditionalPlans, type Conditional } from '../service/criteria/conditional-plans';
import { Pace } from '../service/pace';
import { ResourceIndex } from '../service/resource-index';
import type { ResourceService } from '../service/resource.service';
import type { WriteConditions } from '../service/write-conditions';
import { WritePipeline } from '../service/write-pipeline';
import type { Plan, WriteOutcome } from '../service/write-plan';
import { businessFaultsAreBadRequests, missingIsNotFound } from './conditional-faults';
import { conditionsOf, criteriaOfHeader, ifNoneExistNotOffered, utf8Header } from './conditions';
import { readCriteria } from './criteria';
import { OF_A_WRITE, refuseCriteria, requireKnown } from './known-parameters';
import type { FhirReply } from './fhir-reply';
import { HistoryAnswers } from './history/history-answers';
import { nextQuery, readHistoryQuery, usedOf } from './history-query';
import { SEND_A_RESOURCE } from './media-types';
import { readPatch } from './patch-formats';
import { FhirRoute } from './fhir-route';
import { FhirRoutes } from './fhir-routes';
import { preferencesOf } from './preferences';
import { locating, readResource, type RequestBody } from './request-body';
import { contextOf } from './request-context';
import { parametersOf, queryOf, type Parameters } from './request-parameters';
import { type FhirResult, ResourceDeleted, ResourceWritten, VersionRead } from './results';
import { routesOf, type Method, type Route } from './routes';
import { requireForm } from './search/form-body';
import { showingWhatIsDone } from './done-but-not-shown';
import { SearchAnswers } from './search/search-answers';
import { RESOURCE_DEFINITIONS } from '../options/tokens';

export const PATCH_DIALECT = Symbol('PatchDialect');
const DEFINITION = Symbol('fhir:definition');
const SERVED = Symbol('fhir:served');

export interface ResourceController<R extends FhirResource> {
  readonly service: ResourceService<R>;
}

const METHOD_DECORATORS = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete } as const satisfies Record<
  Method,
  unknown
>;

/**
 * Creates the base class of a controller for one resource type; a plugin's controller extends it and may add
 * `$operations`. Only the interactions of the definition get a route.
 */
export function resourceController<R extends FhirResource>(
  definition: ResourceDefinition<R>,
): Type<ResourceController<R>> {
  @FhirRoutes()
  abstract class Host {
    @Inject(FHIR_OPTIONS) private readonly options!: FhirOptions;
    @Inject(RESOURCE_DEFINITIONS) private readonly served!: ReadonlyMap<string, ServedDefinition>;
    @Inject(PATCH_DIALECT) private readonly dialect!: PatchDialect | undefined;
    @Inject(ResourceIndex) private readonly index!: ResourceIndex;
    @Inject(SearchAnswers) private readonly searches!: SearchAnswers;
    @Inject(ConditionalPlans) private readonly plans!: ConditionalPlans;
    @Inject(WritePipeline) private readonly pipeline!: WritePipeline;
    @Inject(HistoryAnswers) private readonly histories!: HistoryAnswers;

    constructor(readonly service: ResourceService<R>) {}

    /** Declared before `read`, because `_history` must not be taken for an id. */
    async typeHistory(request: Request): Promise<FhirReply> {
      return this.histories.answer(request, contextOf(request), [this.service]);
    }

    async read(request: Request): Promise<FhirResult> {
      const context = contextOf(request);
      const version = await this.service.read(context, idOf(request));
      return new VersionRead(version, () => this.service.shownText(context, version));
    }

    async vread(request: Request): Promise<FhirResult> {
      const context = contextOf(request);
      const version = await this.service.vread(context, idOf(request), param(request, 'vid'));
      return new VersionRead(version, () => this.service.shownText(context, version));
    }

    async history(request: Request): Promise<FhirReply> {
      const context = contextOf(request);
      const id = idOf(request);
      const query = readHistoryQuery(parametersOf(request), preferencesOf(request).handling === 'lenient');
      const page = await this.service.history(context, { id, ...query });
      const shown = await Promise.all(page.versions.map((version) => this.service.shownText(context, version)));
      const self = `${this.options.baseUrl}/${definition.type}/${id}/_history`;
      const next = page.next === undefined ? undefined : `${self}?${nextQuery(query, page.next)}`;
      const search = usedOf(new URL(request.originalUrl, this.options.baseUrl).search);
      return this.histories.told(context, page, shown, { self: self + search, ...(next && { next }) });
    }

    async search(request: Request): Promise<FhirReply> {
      return this.searches.answer(request, contextOf(request), this.service);
    }

    /** For clients whose parameters are too long for a URL or must not appear in one. */
    async searchByPost(request: Request): Promise<FhirReply> {
      requireForm(request);
      return this.searches.answer(request, contextOf(request), this.service);
    }

    async create(request: Request): Promise<FhirResult> {
      const context = contextOf(request);
      refuseCriteria(queryOf(request));
      const ifNoneExist = request.headers['if-none-exist'];
      if (ifNoneExist === undefined) return this.write(request, context, (body) => this.service.create(context, body));
      if (!this.served.get(definition.type)!.byCriteria)
        throw ifNoneExistNotOffered(`${this.options.baseUrl}/${definition.type}`);
      const asked = this.conditional(context, criteriaOfHeader(utf8Header(String(ifNoneExist)), definition.type), {});
      return this.write(request, context, (body) => this.carriedOut(() => this.plans.create(asked, body)));
    }

    async update(request: Request): Promise<FhirResult> {
      const context = contextOf(request);
      requireKnown(queryOf(request), OF_A_WRITE);
      const conditions = conditionsOf(request.headers);
      return this.write(request, context, (body) => this.service.update(context, idOf(request), body, conditions));
    }

    /** Addresses the resource by criteria, `?identifier=…`. @see https://hl7.org/fhir/R4/http.html#cond-update */
    async conditionalUpdate(request: Request): Promise<FhirResult> {
      const context = contextOf(request);
      const asked = this.conditional(context, parametersOf(request), conditionsOf(request.headers));
      return this.write(request, context, (body) => this.carriedOut(() => this.plans.update(asked, body)));
    }

    async patch(request: Request): Promise<FhirResult> {
      const context = contextOf(request);
      requireKnown(queryOf(request), OF_A_WRITE);
      const conditions = conditionsOf(request.headers);
      const pace = new Pace();
      const { body, apply } = await readPatch(request, { handling: context.handling, dialect: this.dialect });
      return this.written(context, body, pace, () => this.service.patch(context, idOf(request), apply, conditions));
    }

    async conditionalPatch(request: Request): Promise<FhirResult> {
      const context = contextOf(request);
      const asked = this.conditional(context, parametersOf(request), conditionsOf(request.headers));
      const pace = new Pace();
      const { body, apply } = await readPatch(request, { handling: context.handling, dialect: this.dialect });
      return this.written(context, body, pace, () =>
        businessFaultsAreBadRequests(() => this.carriedOut(() => this.plans.patch(asked, missingIsNotFound(apply)))),
      );
    }

    async delete(request: Request): Promise<FhirResult> {
      const context = contextOf(request);
      requireKnown(queryOf(request), OF_A_WRITE);
      const deletion = await this.service.delete(context, idOf(request), conditionsOf(request.headers));
      return new ResourceDeleted(deletion, context.dryRun);
    }

    /** Deletes the only match, or as many as the server allows. @see https://hl7.org/fhir/R4/http.html#delete */
    async conditionalDelete(request: Request): Promise<FhirResult> {
      const context = contextOf(request);
      const asked = this.conditional(context, parametersOf(request), conditionsOf(request.headers));
      const { outcomes } = await this.pipeline.carryOut(() => this.plans.delete(asked));
      return new ResourceDeleted(outcomes.length === 1 ? outcomes[0]!.version : undefined, context.dryRun);
    }

    private conditional(context: RequestContext, parameters: Parameters, conditions: WriteConditions): Conditional {
      const criteria = readCriteria(this.index.of(definition.type), parameters, this.options.baseUrl);
      return { context, service: this.service, criteria, conditions };
    }

    private async carriedOut(plan: () => Promise<Plan>): Promise<WriteOutcome> {
      const { outcomes } = await this.pipeline.carryOut(async () => [await plan()]);
      return outcomes[0] as WriteOutcome;
    }

    private async write(
      request: Request,
      context: RequestContext,
      interact: (body: JsonObject) => Promise<WriteOutcome>,
    ): Promise<FhirResult> {
      const pace = new Pace();
      const body = await readResource(request, SEND_A_RESOURCE);
      return this.written(context, body, pace, () => interact(body.value));
    }

    private async written(
      context: RequestContext,
      body: RequestBody,
      pace: Pace,
      interact: () => Promise<WriteOutcome>,
    ): Promise<FhirResult> {
      if (pace.isDue()) await pace.rest();
      const outcome = await locating(body, interact);
      const json = this.service.mayShow(context)
        ? await showingWhatIsDone(outcome, context, () => this.service.shown(context, outcome.version))
        : undefined;
      const hasVersions = this.served.get(definition.type)!.interactions.includes('vread');
      return new ResourceWritten(outcome, json, { dryRun: context.dryRun, hasVersions });
    }
  }

  Reflect.defineMetadata(DEFINITION, definition, Host);
  for (const route of routesOf(definition)) {
    const name = HANDLERS[`${route.method} ${route.path}`];
    if (!name) throw new Error(`${route.method} ${route.path} has no handler`);
    const handler = Object.getOwnPropertyDescriptor(Host.prototype, name) as PropertyDescriptor;
    METHOD_DECORATORS[route.method](route.path)(Host.prototype, name, handler);
    Req()(Host.prototype, name, 0);
    FhirRoute({ interaction: route.interaction, type: definition.type, ...(route.free && { free: true }) })(
      Host.prototype,
      name,
      handler,
    );
    Reflect.defineMetadata(SERVED, { route, definition } satisfies ServedRoute, handler.value as object);
  }
  return Host as unknown as Type<ResourceController<R>>;
}

/** The route and definition behind a handler. */
export interface ServedRoute {
  readonly route: Route;
  readonly definition: ResourceDefinition;
}

/** Undefined when the handler does not belong to a `resourceController`. */
export function servedBy(handler: object): ServedRoute | undefined {
  return Reflect.getMetadata(SERVED, handler) as ServedRoute | undefined;
}

/** The definition a controller serves; undefined when it does not extend a `resourceController`. */
export function definitionOfController(controller: object): ResourceDefinition | undefined {
  return Reflect.getMetadata(DEFINITION, controller) as ResourceDefinition | undefined;
}

/** The handler of each route. */
const HANDLERS: Readonly<Record<string, string>> = {
  'GET _history': 'typeHistory',
  'GET :id': 'read',
  'GET :id/_history/:vid': 'vread',
  'GET :id/_history': 'history',
  'GET ': 'search',
  'POST _search': 'searchByPost',
  'POST ': 'create',
  'PUT :id': 'update',
  'PATCH :id': 'patch',
  'PUT ': 'conditionalUpdate',
  'PATCH ': 'conditionalPatch',
  'DELETE ': 'conditionalDelete',
  'DELETE :id': 'delete',
};

function param(request: Request, name: string): string {
  return String(request.params[name] ?? '');
}

function idOf(request: Request): string {
  return param(request, 'id');
}
