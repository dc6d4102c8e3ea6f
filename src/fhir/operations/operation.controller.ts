import { Controller, Delete, Get, Post, Req } from '@nestjs/common';
import { Undocumented } from '../plugin/undocumented';
import type { Request } from 'express';
import { Outcome } from '../errors/operation-outcome';
import { isJsonObject, type JsonObject, stringifyJson } from '../json';
import { HookRegistry } from '../plugin/hooks';
import { type OperationAddress, OperationRegistry } from '../service/operations/operation-registry';
import type { OperationMethod } from '../service/operations/fhir-operation';
import type { Operation } from '../service/operations/operation';
import { isPrimitiveParameter } from '../service/operations/operation-parameter';
import type { RequestContext } from '../plugin/request-context';
import { conditionsOf } from '../rest/conditions';
import { showingWhatIsDone } from '../rest/done-but-not-shown';
import { FhirReply } from '../rest/fhir-reply';
import { FileReply } from '../rest/file-reply';
import { FhirRoute } from '../rest/fhir-route';
import { FhirRoutes } from '../rest/fhir-routes';
import { formatOfBody } from '../rest/formats/negotiate';
import { ABOUT_THE_ANSWER, OF_A_WRITE, requireKnown } from '../rest/known-parameters';
import { SEND_A_RESOURCE } from '../rest/media-types';
import { Mount } from '../rest/mount';
import { DRY_RUN } from '../rest/replies';
import { located, locating, readResource, type RequestBody } from '../rest/request-body';
import { contextOf } from '../rest/request-context';
import { queryOf } from '../rest/request-parameters';
import { type FhirResult, ResourceWritten } from '../rest/results';
import { inTurns, Pace } from '../service/pace';
import { ServiceRegistry } from '../service/service-registry';
import { StoreRegistry } from '../service/store-registry';
import { stepsOf } from '../steps';
import { bindInput } from './bind-input';
import { OperationRunner, type OperationResult } from './operation-runner';
import { outputParameters } from './output-parameters';

type Answer = FhirReply | FileReply | FhirResult;

const ADDRESSES = ['$:operation', ':type/$:operation', ':type/:id/$:operation', ':type/:id/_history/:vid/$:operation'];

/** Routes every operation. The guard has already refused operations that are not registered. */
@Undocumented()
@FhirRoutes()
@Controller()
export class OperationController {
  constructor(
    private readonly registry: OperationRegistry,
    private readonly runner: OperationRunner,
    private readonly services: ServiceRegistry,
    private readonly stores: StoreRegistry,
    private readonly hooks: HookRegistry,
    private readonly mount: Mount,
  ) {}

  @Get(ADDRESSES)
  @FhirRoute({ interaction: 'operation' })
  byUrl(@Req() request: Request): Promise<Answer> {
    return this.run(request, undefined, 'GET');
  }

  @Delete(ADDRESSES)
  @FhirRoute({ interaction: 'operation' })
  ending(@Req() request: Request): Promise<Answer> {
    return this.run(request, undefined, 'DELETE');
  }

  @Post(ADDRESSES)
  @FhirRoute({ interaction: 'operation' })
  async byBody(@Req() request: Request): Promise<Answer> {
    const { takesMisread = false } = this.addressOf(request).operation.facts;
    return this.run(request, await bodyOf(request, takesMisread), 'POST');
  }

  private addressOf(request: Request): OperationAddress {
    return this.registry.at(this.mount.segmentsOf(request) ?? [])!;
  }

  private async run(
    request: Request,
    body: RequestBody<JsonObject> | undefined,
    method: OperationMethod,
  ): Promise<Answer> {
    const address = this.addressOf(request);
    const { operation } = address;
    const context = contextOf(request);
    const query = queryOf(request);
    const always = operation.affectsState ? OF_A_WRITE : ABOUT_THE_ANSWER;
    requireKnown(query, [...operation.input.filter(isPrimitiveParameter).map(({ name }) => name), ...always]);
    const conditions = operation.affectsState ? conditionsOf(request.headers) : {};
    const pace = new Pace();
    const work = async (): Promise<OperationResult> => {
      const bound = await inTurns(stepsOf(bindInput, operation, body?.value, query, body?.faults), pace);
      if (pace.isDue()) await pace.rest();
      return this.runner.run(address, context, bound, conditions, method);
    };
    return this.reply(operation, context, await (body ? locating(body, work) : work()), body);
  }

  private async reply(
    operation: Operation,
    context: RequestContext,
    result: OperationResult,
    body: RequestBody | undefined,
  ): Promise<Answer> {
    if (result.written) {
      const { version } = result.written;
      const service = this.services.of(version.type);
      const json = service.mayShow(context)
        ? await showingWhatIsDone(result.written, context, () => service.shown(context, version))
        : undefined;
      const hasVersions = this.stores.served.get(version.type)!.interactions.includes('vread');
      return new ResourceWritten(result.written, json, { dryRun: context.dryRun, hasVersions });
    }
    const { answer } = result;
    if (answer instanceof FhirReply || answer instanceof FileReply) return answer;
    if (answer instanceof Outcome)
      return new FhirReply(200, {}, body ? new Outcome(await located(answer.issues, body)) : answer);
    const headers: Record<string, string> = context.dryRun ? { [DRY_RUN]: 'true' } : {};
    if (typeof answer !== 'object' || answer === null) return new FhirReply(204, headers);
    const resource = 'resourceType' in answer ? (answer as JsonObject) : outputParameters(operation.output, answer);
    return new FhirReply(200, headers, stringifyJson(await this.shown(context, resource)));
  }

  /** Applies `resource.beforeShow` hooks to served resources at any depth of an answer. */
  private async shown(context: RequestContext, resource: JsonObject): Promise<JsonObject> {
    if (!this.hooks.has('resource.beforeShow')) return resource;
    const { resourceType, entry, parameter } = resource;
    const within = async (each: unknown): Promise<JsonObject> => {
      const holder = each as JsonObject;
      return isJsonObject(holder['resource'])
        ? { ...holder, resource: await this.shown(context, holder['resource']) }
        : holder;
    };
    if (resourceType === 'Bundle' && Array.isArray(entry))
      return { ...resource, entry: await Promise.all(entry.map(within)) };
    if (resourceType === 'Parameters' && Array.isArray(parameter))
      return { ...resource, parameter: await Promise.all(parameter.map(within)) };
    if (typeof resourceType !== 'string' || !this.stores.served.has(resourceType)) return resource;
    return this.hooks.transform('resource.beforeShow', { context, resource });
  }
}

/** The body; undefined when none was sent, since an operation without parameters needs none. */
async function bodyOf(request: Request, keepsReading: boolean): Promise<RequestBody<JsonObject> | undefined> {
  const bytes: unknown = request.body;
  if (bytes instanceof Uint8Array && bytes.length > 0) return readResource(request, SEND_A_RESOURCE, { keepsReading });
  if (request.headers['content-type'] !== undefined) formatOfBody(request, SEND_A_RESOURCE);
  return undefined;
}
