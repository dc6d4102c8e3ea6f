import { Inject, Injectable } from '@nestjs/common';
import { AccessControl, isMarkedOnce, unmarked } from '../access';
import { FhirError } from '../errors/fhir-error';
import type { JsonObject } from '../json';
import { repairResource } from '../lenient';
import { say } from '../messages';
import { isSubsetted } from '../model/subsetted';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { PatchResult } from '../patch';
import type { AppliedRule } from '../patch/patch-dialect';
import type { RequestContext } from '../plugin/request-context';
import { ID_GENERATOR, type IdGenerator } from '../ports/clock';
import { originOf } from '../search';
import { subsetted, wrongId, wrongType } from './body-refusals';
import { gone, goneForGood, notFound, noUpdateCreate } from './existence-refusals';
import type { ResourceRules } from './resource-rules';
import { patchedUnread } from './patched-unread';
import { refuseFaults, ResourceValidator } from './resource-validator';
import { StoreRegistry } from './store-registry';
import type { WriteConditions } from './write-conditions';
import type { Draft, PatchFunction, WritePlan } from './write-plan';

/** What the service of a type contributes to its plans. */
export interface Planned {
  readonly type: string;
  readonly rules: ResourceRules;
}

/** Makes plans from client requests, one per resource; the pipeline carries them out alone or together. */
@Injectable()
export class WritePlanner {
  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    @Inject(ID_GENERATOR) private readonly newId: IdGenerator,
    private readonly stores: StoreRegistry,
    private readonly validator: ResourceValidator,
    private readonly access: AccessControl,
  ) {}

  /** Plans a new resource. Its id is assigned now, unless the store assigns it. */
  create({ type, rules }: Planned, context: RequestContext, body: JsonObject): WritePlan {
    const id = this.stores.capabilities(type).ids === 'client' ? this.newId() : undefined;
    return {
      context,
      ...(id !== undefined && { id }),
      isNew: true,
      interaction: 'create',
      rules,
      conditions: {},
      draft: () => this.received(type, context, withId(body, id), id),
    };
  }

  update(
    { type, rules }: Planned,
    context: RequestContext,
    id: string,
    body: JsonObject,
    conditions: WriteConditions,
  ): WritePlan {
    return {
      context,
      id,
      interaction: 'update',
      rules,
      conditions,
      draft: (previous, tombstone) => {
        if (!previous && !this.stores.served.get(type)?.updateCreate)
          throw tombstone
            ? goneForGood(type, id, `${this.options.baseUrl}/${type}`)
            : noUpdateCreate(type, id, `${this.options.baseUrl}/${type}`);
        return this.received(type, context, asRead(body, previous), id);
      },
    };
  }

  patch(
    { type, rules }: Planned,
    context: RequestContext,
    id: string,
    patch: PatchFunction,
    conditions: WriteConditions,
  ): WritePlan {
    return {
      context,
      id,
      interaction: 'patch',
      rules,
      conditions,
      draft: (previous, tombstone) => {
        if (!previous) throw tombstone ? gone(type, id) : notFound(type, id);
        if (!this.access.reads(context, type)) return patchedUnread(type, patch, previous);
        const result = patch(previous);
        return result instanceof Promise ? result.then(applied) : applied(result);
      },
    };
  }

  /**
   * Plans an update that creates a missing resource whatever the settings, and may refer to resources written later.
   */
  import({ type, rules }: Planned, context: RequestContext, id: string, body: () => JsonObject): WritePlan {
    return {
      context,
      id,
      interaction: 'update',
      rules,
      conditions: {},
      isDerived: true,
      refersLater: true,
      draft: () => this.received(type, context, body(), id),
    };
  }

  /**
   * A resource as sent by a client, repaired if the request is lenient.
   * @param id id from the URL, or of a new resource; absent when the store assigns it
   */
  private received(type: string, context: RequestContext, body: JsonObject, id: string | undefined): Draft {
    if (body['resourceType'] !== type) throw wrongType(type, body['resourceType']);
    if (isSubsetted(body)) throw subsetted(type);
    const lenient = context.handling === 'lenient';
    const { value: resource, repairs } = lenient ? repairResource(body) : { value: body, repairs: [] };
    const applied: AppliedRule[] = [...repairs];
    if (id === undefined) return { resource, applied };
    if (resource['id'] === undefined && lenient) {
      const text = say`The body has no id; ${id} was taken from the URL`;
      return {
        resource: { ...resource, id },
        applied: [...applied, { rule: 'id-from-url', text, expression: `${type}.id` }],
      };
    }
    if (resource['id'] !== id)
      refuseFaults([wrongId(type, id, resource['id']), ...this.validator.issues(resource)], 'update');
    return { resource, applied };
  }
}

/** Removes the marks of a view that a client read and sends back; the server knows what is hidden from it. */
function asRead(body: JsonObject, seen: Readonly<JsonObject> | undefined): JsonObject {
  return seen && originOf(seen) && isMarkedOnce(body) ? unmarked(body) : body;
}

/** Sets the id of a new resource, whatever the client sent; removes it when the store assigns the id. */
function withId(body: JsonObject, id: string | undefined): JsonObject {
  if (id !== undefined) return { ...body, id };
  const { id: _, _id: __, ...rest } = body;
  return rest;
}

/** @throws FhirError why the patch was refused */
function applied(result: PatchResult): Draft {
  if (result.ok) return result;
  throw new FhirError(result.kind, say`The patch was not applied`, result.issues);
}
