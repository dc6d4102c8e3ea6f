import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { FhirResource } from 'fhir/r4';
import { FhirError } from '../../errors/fhir-error';
import type { JsonObject } from '../../json';
import { excerptOf, say } from '../../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../../options/fhir-options';
import { RESOURCE_DEFINITIONS } from '../../options/tokens';
import type { PatchDialect } from '../../patch';
import type { RequestContext } from '../../plugin/request-context';
import type { ServedDefinition } from '../../plugin/served-definition';
import { ConditionalPlans, type Conditional } from '../../service/criteria/conditional-plans';
import { ResourceIndex } from '../../service/resource-index';
import type { ResourceService } from '../../service/resource.service';
import { ServiceRegistry } from '../../service/service-registry';
import type { Plan, PlanOutcome, WriteOutcome } from '../../service/write-plan';
import { isWord } from '../address';
import { businessFaultAsBadRequest, missingIsNotFound } from '../conditional-faults';
import { conditionsOf, criteriaOfHeader, ifNoneExistNotOffered } from '../conditions';
import { readCriteria } from '../criteria';
import { FhirReply } from '../fhir-reply';
import { readView, type View } from '../formats/subset';
import { OF_A_WRITE, refuseCriteria, requireKnown } from '../known-parameters';
import { Mount } from '../mount';
import { PATCH_DIALECT } from '../resource.controller';
import { preferencesOf } from '../preferences';
import { readDryRun } from '../request-context';
import { parametersOf, queryOf, type Parameters } from '../request-parameters';
import { ResourceDeleted, ResourceWritten } from '../results';
import { fitsTemplate, routesOf, type Route } from '../routes';
import { showingWhatIsDone } from '../done-but-not-shown';
import type { Entry } from './entry';
import { EntryOrigin } from './entry-origin';
import { entryPatch } from './entry-patch';
import { entryRequest, give } from './entry-request';
import { ReadHandlers } from './read-handlers';

interface WorkFacts {
  readonly entry: Entry;
  readonly context: RequestContext;
}

/** The interaction an entry asks for. */
export type EntryWork = ReadWork | WriteWork;

export interface ReadWork extends WorkFacts {
  readonly kind: 'read';
  /** The part of a resource to show; absent for all of it. */
  readonly view: View | undefined;
  /** @param context the context of the entry, in its transaction */
  answer(context: RequestContext): Promise<FhirReply>;
}

export interface WriteWork extends WorkFacts {
  readonly kind: 'write';
  /** Makes plans from the stored state; several for a conditional delete with several matches. */
  plans(): Promise<readonly Plan[]>;
  /** @param outcomes outcomes of these plans */
  answer(outcomes: readonly PlanOutcome[]): Promise<FhirReply>;
  /** Converts an error into the one reported to the client. */
  told(error: unknown): unknown;
}

/** Determines what an entry asks for, without carrying it out. */
@Injectable()
export class EntryWorks {
  private readonly baseUrl: string;
  /** Remembered, since each entry asks. */
  private readonly routes = new Map<ServedDefinition, readonly Route[]>();

  constructor(
    @Inject(FHIR_OPTIONS) options: FhirOptions,
    @Inject(RESOURCE_DEFINITIONS) private readonly definitions: ReadonlyMap<string, ServedDefinition>,
    @Inject(PATCH_DIALECT) private readonly dialect: PatchDialect | undefined,
    private readonly mount: Mount,
    private readonly services: ServiceRegistry,
    private readonly conditional: ConditionalPlans,
    private readonly index: ResourceIndex,
    private readonly reads: ReadHandlers,
  ) {
    this.baseUrl = options.baseUrl;
  }

  /**
   * @param outer the request that contains the Bundle
   * @throws FhirError when the entry is invalid, or asks for something that is not served
   */
  of(entry: Entry, outer: Request, context: RequestContext): EntryWork {
    const request = entryRequest(entry, outer, this.mount.path);
    const route = this.routeOf(entry, request);
    const [type = '', id, , versionId] = entry.segments;
    const own: RequestContext = {
      ...context,
      interaction: route.interaction,
      operation: undefined,
      type,
      id: id === undefined || isWord(id) ? undefined : id,
      versionId,
      dryRun: context.dryRun || (entry.query !== '' && readDryRun(queryOf(request)['_dryRun'])),
      headers: request.headers,
      origin: context.origin && new EntryOrigin(context.origin, request.method, request.originalUrl),
    };
    give(request, own);
    return route.method === 'GET'
      ? this.read(entry, request, own)
      : this.write(new Written(entry, request, own, route, this.services.of(type)));
  }

  private routeOf({ method, segments: [type = '', ...below] }: Entry, request: Request): Route {
    const definition = this.definitions.get(type);
    const asked = method === 'HEAD' ? 'GET' : method;
    const routes = definition ? this.routesFor(definition) : [];
    const route = routes.find((each) => each.method === asked && fitsTemplate(each.path, below));
    if (route && route.path !== '_search') return route;
    if (below.at(-1)?.startsWith('$') || type.startsWith('$')) throw operationsAreApart();
    if (route) throw formsAreApart();
    throw this.servesElsewhere(request) ? othersAreApart(request) : this.mount.refusal(request);
  }

  private routesFor(definition: ServedDefinition): readonly Route[] {
    let routes = this.routes.get(definition);
    if (!routes) this.routes.set(definition, (routes = routesOf(definition)));
    return routes;
  }

  /**
   * Whether a separate request for this URL would be answered: for capabilities, definitions, or interactions over
   * several types.
   */
  private servesElsewhere(request: Request): boolean {
    const isBase = this.mount.segmentsOf(request)?.length === 0;
    const isNothing = isBase && request.method !== 'POST' && !request.originalUrl.includes('?');
    return !isNothing && this.mount.allowAt(request)?.includes(request.method) === true;
  }

  private read(entry: Entry, request: Request, context: RequestContext): ReadWork {
    const [type = '', ...below] = entry.segments;
    const handler = this.reads.find(type, below);
    if (!handler) throw this.mount.refusal(request);
    const answer = async (within: RequestContext): Promise<FhirReply> => {
      const made = await handler.handle(give(request, within));
      return made instanceof FhirReply ? made : made.reply(request, this.baseUrl);
    };
    const counting = context.interaction === 'search-type';
    const view = entry.query === '' ? undefined : readView(parametersOf(request), { counting, type: context.type });
    return { kind: 'read', entry, context, view, answer };
  }

  private write(written: Written): WriteWork {
    const { entry, context, route } = written;
    const isPatchByCriteria = route.interaction === 'patch' && route.conditional === true;
    return {
      kind: 'write',
      entry,
      context,
      plans: this.plansOf(written),
      answer: (outcomes) => this.answer(written, outcomes),
      told: (error) => (isPatchByCriteria ? businessFaultAsBadRequest(error) : error),
    };
  }

  private plansOf(written: Written): () => Promise<readonly Plan[]> {
    const { request, context, route, service } = written;
    const conditions = conditionsOf(request.headers);
    const id = context.id ?? '';
    if (!route.conditional && route.interaction !== 'create') requireKnown(queryOf(request), OF_A_WRITE);
    const asked = (): Conditional => this.asked(written, parametersOf(request), conditions);
    if (route.interaction === 'create') return this.creation(written);
    if (route.interaction === 'update') {
      const body = written.body();
      if (!route.conditional) return async () => [service.planUpdate(context, id, body, conditions)];
      const criteria = asked();
      return async () => [await this.conditional.update(criteria, body)];
    }
    if (route.interaction === 'patch') {
      const patch = entryPatch(written.body(), { handling: context.handling, dialect: this.dialect });
      if (!route.conditional) return async () => [service.planPatch(context, id, patch, conditions)];
      const criteria = asked();
      return async () => [await this.conditional.patch(criteria, missingIsNotFound(patch))];
    }
    if (!route.conditional) return async () => [service.planDelete(context, id, conditions)];
    const criteria = asked();
    return () => this.conditional.delete(criteria);
  }

  private creation(written: Written): () => Promise<readonly Plan[]> {
    const { request, context, service } = written;
    const address = `${this.baseUrl}/${context.type}`;
    refuseCriteria(queryOf(request));
    const body = written.body();
    const header = request.headers['if-none-exist'];
    if (header === undefined) return async () => [service.planCreate(context, body)];
    if (!this.definitions.get(context.type)!.byCriteria) throw ifNoneExistNotOffered(address);
    const asked = ofHeader('if-none-exist', () =>
      this.asked(written, criteriaOfHeader(String(header), context.type), {}),
    );
    return async () => [await this.conditional.create(asked, body)];
  }

  private asked(
    { context, service }: Written,
    parameters: Parameters,
    conditions: Conditional['conditions'],
  ): Conditional {
    const criteria = readCriteria(this.index.of(context.type), parameters, this.baseUrl);
    return { context, service, criteria, conditions };
  }

  private async answer(written: Written, outcomes: readonly PlanOutcome[]): Promise<FhirReply> {
    const { request, context, route, service } = written;
    if (route.interaction === 'delete') {
      return new ResourceDeleted(outcomes.length === 1 ? outcomes[0]!.version : undefined, context.dryRun).reply();
    }
    const outcome = outcomes[0] as WriteOutcome;
    const isShown = (preferencesOf(request).return ?? 'representation') === 'representation';
    const json = !service.mayShow(context)
      ? undefined
      : isShown
        ? await showingWhatIsDone(outcome, context, () => service.shown(context, outcome.version))
        : '';
    const hasVersions = this.definitions.get(context.type)!.interactions.includes('vread');
    return new ResourceWritten(outcome, json, { dryRun: context.dryRun, hasVersions }).reply(request, this.baseUrl);
  }
}

/** An entry that writes. */
class Written {
  constructor(
    readonly entry: Entry,
    readonly request: Request,
    readonly context: RequestContext,
    readonly route: Route,
    readonly service: ResourceService<FhirResource>,
  ) {}

  /** @throws FhirError when the entry has no resource */
  body(): JsonObject {
    const { resource, index, method } = this.entry;
    if (resource) return resource;
    const text = say`The entry has no resource, but ${method} needs one`;
    const path = ['entry', index];
    throw new FhirError('invalid-request', text, [
      { code: 'required', text, expression: `Bundle.entry[${index}]`, path },
    ]);
  }
}

/** Reports errors in criteria under the header that contains them. */
function ofHeader<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    const issues = error.issues.map((issue) => ({ ...issue, expression: `http.${name}` }));
    throw new FhirError(error.kind, error.text, issues, { cause: error });
  }
}

function operationsAreApart(): FhirError {
  const text = say`Operations cannot be entries of a Bundle`;
  const hint = say`Send the operation in a request of its own.`;
  return new FhirError('invalid-request', text, [{ code: 'not-supported', text, hint, expression: 'http.url' }]);
}

function formsAreApart(): FhirError {
  const text = say`An entry cannot carry a search form`;
  const hint = say`Search by GET, with the parameters in the address of the entry.`;
  return new FhirError('invalid-request', text, [{ code: 'not-supported', text, hint, expression: 'http.url' }]);
}

function othersAreApart({ method, originalUrl }: Request): FhirError {
  const text = say`${method} ${excerptOf(originalUrl)} is not carried out as an entry of a Bundle`;
  const hint = say`Send it in a request of its own: entries are about resources of one type.`;
  return new FhirError('invalid-request', text, [{ code: 'not-supported', text, hint, expression: 'http.url' }]);
}
