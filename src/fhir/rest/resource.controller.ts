import { Delete, Get, Inject, Optional, Patch, Post, Put, Req, type Type } from '@nestjs/common';
import type { Request } from 'express';
import type { FhirResource } from 'fhir/r4';
import { FhirError } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../fhir-options';
import type { JsonObject } from '../json';
import { EntityTagCondition } from '../model/entity-tag';
import { documentRoute } from '../openapi/document-route';
import { applyFhirPathPatch, type PatchDialect } from '../patch';
import type { RequestContext } from '../plugin/request-context';
import type { Interaction, ResourceDefinition } from '../plugin/resource-definition';
import type { StoredVersion } from '../ports/resource-store';
import { noTelemetry, TELEMETRY, type Telemetry } from '../ports/telemetry';
import type { ResourceService } from '../service/resource.service';
import type { WriteConditions } from '../service/write-conditions';
import type { WriteOutcome } from '../service/write-pipeline';
import { isKnown } from './conditional-read';
import type { FhirReply } from './fhir-reply';
import { historyBundle } from './history-bundle';
import { nextQuery, readHistoryQuery } from './history-query';
import { formatOf } from './formats/format-of-request';
import { SEND_A_PATCH, SEND_A_RESOURCE } from './media-types';
import { parsePrefer } from './preferences';
import { bundleReply, deleteReply, notModifiedReply, readReply, writeReply } from './replies';
import { locating, readBody } from './request-body';
import { requestIdOf } from './request-id';
import { routesOf, type Method } from './routes';

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
    @Inject(PATCH_DIALECT) private readonly dialect!: PatchDialect | undefined;
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
      const query = readHistoryQuery(request.query);
      const page = await this.service.history(context, { id, ...query });
      const shown = await Promise.all(page.versions.map((version) => this.service.shown(context, version)));
      const self = `${this.options.baseUrl}/${definition.type}/${id}/_history`;
      const last = page.versions.at(-1);
      const next = page.hasMore && last ? `${self}?${nextQuery(query, last.versionId)}` : undefined;
      const search = new URL(request.originalUrl, this.options.baseUrl).search;
      return bundleReply(
        historyBundle(page, shown, this.options.baseUrl, { self: self + search, ...(next && { next }) }),
      );
    }

    async create(request: Request): Promise<FhirReply> {
      const context = this.context(request, 'create');
      refuseConditionalCreate(request);
      return this.write(request, context, (body) => this.service.create(context, body));
    }

    async update(request: Request): Promise<FhirReply> {
      const context = this.context(request, 'update');
      const conditions = conditionsOf(request);
      return this.write(request, context, (body) => this.service.update(context, idOf(request), body, conditions));
    }

    async patch(request: Request): Promise<FhirReply> {
      const context = this.context(request, 'patch');
      const conditions = conditionsOf(request);
      const { handling } = context;
      const dialect = handling === 'lenient' && this.dialect ? { dialect: this.dialect } : {};
      return this.write(request, context, (body) =>
        this.service.patch(
          context,
          idOf(request),
          (resource) => applyFhirPathPatch(resource, body, { handling, ...dialect }),
          conditions,
        ),
      );
    }

    async delete(request: Request): Promise<FhirReply> {
      const context = this.context(request, 'delete');
      return deleteReply(await this.service.delete(context, idOf(request), conditionsOf(request)));
    }

    private async write(
      request: Request,
      context: RequestContext,
      interact: (body: JsonObject) => Promise<WriteOutcome>,
    ): Promise<FhirReply> {
      const body = readBody(request, context.interaction === 'patch' ? SEND_A_PATCH : SEND_A_RESOURCE);
      const outcome = await locating(body, () => interact(body.value));
      const json = await this.service.shown(context, outcome.version);
      return writeReply(outcome, parsePrefer(request.headers.prefer), { baseUrl: this.options.baseUrl, json });
    }

    private async versionReply(request: Request, context: RequestContext, version: StoredVersion): Promise<FhirReply> {
      if (isKnown(request.headers, version)) return notModifiedReply(version);
      return readReply(version, await this.service.shown(context, version));
    }

    private context(request: Request, interaction: Interaction): RequestContext {
      const { headers, params } = request;
      formatOf(request);
      this.telemetry.routed(request, interaction, definition.type);
      return {
        requestId: requestIdOf(request),
        interaction,
        type: definition.type,
        ...(params['id'] !== undefined && { id: String(params['id']) }),
        handling: parsePrefer(headers.prefer).handling ?? this.options.handling,
        headers,
      };
    }
  }

  for (const route of routesOf(definition)) {
    const name = HANDLERS[route.interaction];
    const handler = Object.getOwnPropertyDescriptor(Host.prototype, name) as PropertyDescriptor;
    METHOD_DECORATORS[route.method](route.path)(Host.prototype, name, handler);
    Req()(Host.prototype, name, 0);
    documentRoute(route, definition)(Host.prototype, name, handler);
  }
  return Host as unknown as Type<ResourceController<R>>;
}

/** The handler of each interaction above. */
const HANDLERS = {
  read: 'read',
  vread: 'vread',
  'history-instance': 'history',
  create: 'create',
  update: 'update',
  patch: 'patch',
  delete: 'delete',
} as const satisfies Record<Interaction, string>;

function param(request: Request, name: string): string {
  return String(request.params[name] ?? '');
}

function idOf(request: Request): string {
  return param(request, 'id');
}

function conditionsOf({ headers, headersDistinct }: Request): WriteConditions {
  const condition = (name: 'if-match' | 'if-none-match') =>
    headers[name] === undefined ? undefined : EntityTagCondition.parse(HEADER_NAMES[name], headersDistinct[name] ?? []);
  const ifMatch = condition('if-match');
  const ifNoneMatch = condition('if-none-match');
  return { ...(ifMatch && { ifMatch }), ...(ifNoneMatch && { ifNoneMatch }) };
}

const HEADER_NAMES = { 'if-match': 'If-Match', 'if-none-match': 'If-None-Match' } as const;

/** Ignoring the header would create a double of what the client wanted to create once. */
function refuseConditionalCreate({ headers }: Request): void {
  if (headers['if-none-exist'] === undefined) return;
  const text = 'Conditional create (If-None-Exist) is not supported';
  throw new FhirError('invalid-request', text, [{ code: 'not-supported', text, expression: 'http.if-none-exist' }]);
}
