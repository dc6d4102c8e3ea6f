import { Inject, Injectable } from '@nestjs/common';
import { isMarkedOnce, unmarked } from '../access';
import { FhirError } from '../errors/fhir-error';
import type { JsonObject } from '../json';
import { repairResource } from '../lenient';
import { say } from '../messages';
import { isSubsetted } from '../model/subsetted';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { AppliedRule } from '../patch/patch-dialect';
import type { RequestContext } from '../plugin/request-context';
import { ID_GENERATOR, type IdGenerator } from '../ports/clock';
import { originOf } from '../search';
import { subsetted, wrongId, wrongType } from './body-refusals';
import { gone, goneForGood, notFound, noUpdateCreate } from './existence-refusals';
import type { ResourceRules } from './resource-rules';
import { refuseFaults, ResourceValidator } from './resource-validator';
import { StoreRegistry } from './store-registry';
import type { WriteConditions } from './write-conditions';
import type { Draft, PatchFunction, WritePlan } from './write-plan';

/** Of what is written: what its service knows of it. */
export interface Planned {
  readonly type: string;
  readonly rules: ResourceRules;
}

/** Makes plans of what clients ask for: one resource each, for the pipeline to carry out alone or together. */
@Injectable()
export class WritePlanner {
  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    @Inject(ID_GENERATOR) private readonly newId: IdGenerator,
    private readonly stores: StoreRegistry,
    private readonly validator: ResourceValidator,
  ) {}

  /** Of a new resource; its id is known before it is written where the store does not give it. */
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
        const result = patch(previous);
        if (!result.ok) throw new FhirError(result.kind, say`The patch was not applied`, result.issues);
        return result;
      },
    };
  }

  /** An update that creates what is not there, whatever the settings, and may refer to what comes later. */
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
   * A resource as a client sent it, mended where the request allows that.
   * @param id that of the URL, or of a new resource; absent: the store will give one
   */
  private received(type: string, context: RequestContext, body: JsonObject, id: string | undefined): Draft {
    if (body['resourceType'] !== type) throw wrongType(type, body['resourceType']);
    if (isSubsetted(body)) throw subsetted(type);
    const lenient = context.handling === 'lenient';
    const { value: resource, repairs } = lenient ? repairResource(body) : { value: body, repairs: [] };
    const applied: AppliedRule[] = [...repairs];
    if (id === undefined) return { resource, applied };
    if (resource['id'] === undefined && lenient) {
      const text = say`The body names no id; ${id} was taken from the URL`;
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

/** What a client read of a resource, and sends back: its marks say what the client did not see, and the server knows that. */
function asRead(body: JsonObject, seen: Readonly<JsonObject> | undefined): JsonObject {
  return seen && originOf(seen) && isMarkedOnce(body) ? unmarked(body) : body;
}

/** With the id of a new resource, whatever the client wrote; without any where there is none yet. */
function withId(body: JsonObject, id: string | undefined): JsonObject {
  if (id !== undefined) return { ...body, id };
  const { id: _, _id: __, ...rest } = body;
  return rest;
}
