import { Inject } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import { FhirError } from '../errors/fhir-error';
import type { IssueDetail } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { parseStored, stringifyJson, type JsonObject } from '../json';
import { repairResource } from '../lenient';
import type { AppliedRule } from '../patch/patch-dialect';
import { isId } from '../model/logical-id';
import { isSubsetted } from '../model/subsetted';
import type { PatchResult } from '../patch';
import { HookRegistry } from '../plugin/hooks';
import type { RequestContext } from '../plugin/request-context';
import type { Interaction, ResourceDefinition } from '../plugin/resource-definition';
import { ID_GENERATOR, type IdGenerator } from '../ports/clock';
import type { SearchPage, SearchRequest } from '../ports/search';
import { criteriaText, type Criteria } from '../search';
import type { HistoryPage, HistoryRequest, StoredVersion } from '../ports/versions';
import { requireId, subsetted, wrongId, wrongType } from './body-refusals';
import { refuseFaults, ResourceValidator } from './resource-validator';
import type { ResourceRepository } from './resource.repository';
import type { Neighbours, ResourceRules } from './resource-rules';
import { RuleChecker } from './rule-checker';
import type { WriteConditions } from './write-conditions';
import { StoreRegistry } from './store-registry';
import { WritePipeline } from './write-pipeline';
import type { Draft, WriteOutcome, WritePlan } from './write-plan';
import { say } from '../messages';

const NO_ISSUES: Promise<readonly IssueDetail[]> = Promise.resolve([]);

/** A change to a resource that a client described; a pure function, run again when another writer was faster. */
export type PatchFunction = (resource: Readonly<JsonObject>) => PatchResult;

/** The FHIR interactions of one resource type. They know no HTTP; a plugin adds its own beside them. */
export abstract class ResourceService<R extends FhirResource> {
  @Inject(FHIR_OPTIONS) private readonly options!: FhirOptions;
  @Inject(ID_GENERATOR) private readonly newId!: IdGenerator;
  @Inject(HookRegistry) private readonly hooks!: HookRegistry;
  @Inject(StoreRegistry) private readonly stores!: StoreRegistry;
  @Inject(WritePipeline) private readonly pipeline!: WritePipeline;
  @Inject(ResourceValidator) private readonly validator!: ResourceValidator;
  @Inject(RuleChecker) private readonly ruleChecker!: RuleChecker;
  /** `rules` and `rulesAmong`, for those who know resources as JSON. */
  private readonly ownRules: ResourceRules = {
    alone: (resource, previous) => this.rules(typed(resource), previous && typed(previous)),
    among: (neighbours, resource, previous) =>
      this.rulesAmong(neighbours, typed(resource), previous && typed(previous)),
  };

  protected constructor(
    protected readonly definition: ResourceDefinition<R>,
    protected readonly repository: ResourceRepository<R>,
  ) {
    if (repository.type !== definition.type)
      throw new Error(`${new.target.name} serves ${definition.type}, and its repository is for ${repository.type}`);
  }

  get type(): string {
    return this.definition.type;
  }

  /** For who writes by a plan of their own. */
  get resourceRules(): ResourceRules {
    return this.ownRules;
  }

  /** @throws FhirError `not-found`; `gone` when it was deleted */
  async read(_context: RequestContext, id: string): Promise<StoredVersion> {
    requireId(id);
    return this.existing(id, await this.repository.current(id));
  }

  /** @throws FhirError `not-found`; `gone` when that version is a deletion */
  async vread(_context: RequestContext, id: string, versionId: string): Promise<StoredVersion> {
    this.requireServed('vread');
    requireId(id);
    const version = isId(versionId) ? await this.repository.version(id, versionId) : undefined;
    return this.existing(`${id}/_history/${versionId}`, version);
  }

  /**
   * The current version and the one before it, of one moment; the current one twice when it is the first.
   * @throws FhirError `not-found`; `gone` when one of them is a deletion
   */
  async lastTwo(
    context: RequestContext,
    id: string,
  ): Promise<readonly [before: StoredVersion, current: StoredVersion]> {
    const { versions, next } = await this.history(context, { id, count: 2 });
    const current = this.existing(id, versions[0]);
    // A page ends where its bytes are used up, perhaps after the first.
    const rest = next === undefined || versions[1] ? versions.slice(1) : await this.older(id, next);
    const before = rest[0] ?? current;
    return [this.existing(`${id}/_history/${before.versionId}`, before), current];
  }

  /** @throws FhirError `not-found` when the id was never used */
  async history(_context: RequestContext, request: Omit<HistoryRequest, 'type' | 'bytes'>): Promise<HistoryPage> {
    this.requireServed('history-instance');
    requireId(request.id);
    const page = await this.repository.history(request);
    if (page.total === 0 && !(await this.repository.current(request.id))) throw this.notFound(request.id);
    return page;
  }

  /** @see https://hl7.org/fhir/R4/http.html#search */
  search(_context: RequestContext, request: Omit<SearchRequest, 'type' | 'bytes'>): Promise<SearchPage> {
    return this.repository.search(request);
  }

  /** The server gives the id; one in the body is ignored. @see https://hl7.org/fhir/R4/http.html#create */
  create(context: RequestContext, body: JsonObject): Promise<WriteOutcome> {
    this.requireServed('create');
    const id = this.stores.capabilities(this.type).ids === 'client' ? this.newId() : undefined;
    return this.pipeline.write({
      context,
      ...(id !== undefined && { id }),
      isNew: true,
      interaction: 'create',
      rules: this.ownRules,
      conditions: {},
      draft: () => this.received(context, body, id),
    });
  }

  /** @see https://hl7.org/fhir/R4/http.html#update */
  async update(
    context: RequestContext,
    id: string,
    body: JsonObject,
    conditions: WriteConditions,
  ): Promise<WriteOutcome> {
    this.requireServed('update');
    requireId(id);
    return this.pipeline.write({
      context,
      id,
      interaction: 'update',
      rules: this.ownRules,
      conditions,
      draft: (previous, tombstone) => {
        if (!previous && !this.stores.served.get(this.type)?.updateCreate)
          throw tombstone ? this.gone(id) : this.noUpdateCreate(id);
        return this.received(context, body, id);
      },
    });
  }

  /**
   * What an update would do, as a plan for who brings many resources under the ids they have: what is not there is created,
   * whatever `updateCreate` says, and may be referred to before it comes.
   */
  planOfImport(context: RequestContext, id: string, body: JsonObject): WritePlan {
    requireId(id);
    return {
      context,
      id,
      interaction: 'update',
      rules: this.ownRules,
      conditions: {},
      isDerived: true,
      refersLater: true,
      draft: () => this.received(context, body, id),
    };
  }

  /** @see https://hl7.org/fhir/R4/http.html#patch */
  async patch(
    context: RequestContext,
    id: string,
    patch: PatchFunction,
    conditions: WriteConditions,
  ): Promise<WriteOutcome> {
    this.requireServed('patch');
    requireId(id);
    return this.pipeline.write({
      context,
      id,
      interaction: 'patch',
      rules: this.ownRules,
      conditions,
      draft: (previous, tombstone) => {
        if (!previous) throw tombstone ? this.gone(id) : this.notFound(id);
        const result = patch(previous);
        if (!result.ok) throw new FhirError(result.kind, say`The patch was not applied`, result.issues);
        return result;
      },
    });
  }

  /**
   * The one resource that fits; for conditional interactions.
   * @throws FhirError `not-found` (404) when none does, `version-conflict` (412) when several do
   */
  async theOne(_context: RequestContext, criteria: Criteria): Promise<string> {
    const { versions, total = 0 } = await this.repository.search({ clauses: criteria.clauses, count: 1, bytes: 1 });
    const [version] = versions;
    if (!version) throw this.noMatch(criteriaText(criteria));
    if (total > 1) throw this.severalMatches(total, criteriaText(criteria));
    return version.id;
  }

  /** @returns the deletion; undefined when there was nothing to delete. @see https://hl7.org/fhir/R4/http.html#delete */
  async delete(context: RequestContext, id: string, conditions: WriteConditions): Promise<StoredVersion | undefined> {
    this.requireServed('delete');
    requireId(id);
    return this.pipeline.delete(context, id, conditions);
  }

  /** The JSON text a client is shown: the stored text itself, unless a plugin masks something. */
  async shown(context: RequestContext, version: StoredVersion): Promise<string> {
    if (version.json === null || !this.hooks.has('resource.beforeShow')) return version.json ?? '';
    const resource = parseStored(version.json);
    return stringifyJson(await this.hooks.transform('resource.beforeShow', { context, resource }));
  }

  /**
   * What the rules about a resource alone have to say, for `$validate`: nothing is refused.
   * @param stored id of what the resource would replace; absent for a new one
   */
  async ruleIssues(
    _context: RequestContext,
    resource: Readonly<JsonObject>,
    stored?: string,
  ): Promise<readonly IssueDetail[]> {
    if (stored !== undefined) requireId(stored);
    const current = stored === undefined ? undefined : await this.repository.current(stored);
    return this.ruleChecker.issues(
      this.ownRules,
      resource,
      current?.json == null ? undefined : parseStored(current.json),
    );
  }

  /**
   * What the domain demands beyond R4 and the profiles: overridden by a plugin. Asked once the resource is known to be
   * R4, on every write and by `$validate`; what it tells is a `business-rule` (422) unless a setting makes it a warning.
   * @param previous what the resource replaces, as it is stored: perhaps by somebody who checked nothing
   */
  protected rules(_resource: R, _previous?: R): readonly IssueDetail[] {
    return [];
  }

  /**
   * The same where other resources have to be read. Asked inside the transaction of the write, perhaps more than once;
   * only where what it looks at changes, since nothing tells what was broken before from what is broken now.
   */
  protected rulesAmong(_neighbours: Neighbours, _resource: R, _previous?: R): Promise<readonly IssueDetail[]> {
    return NO_ISSUES;
  }

  /** For operations, which come by no route of the interaction. @throws FhirError `method-not-allowed` */
  private requireServed(interaction: Interaction): void {
    if (this.stores.served.get(this.type)?.interactions.includes(interaction)) return;
    const text = say`${interaction} is not served for ${this.type}`;
    throw new FhirError('method-not-allowed', text, [{ text }]);
  }

  /**
   * A resource as a client sent it, mended where the request allows that.
   * @param id that of the URL, or of a new resource, whatever the body says; absent: the store will give one
   */
  private received(context: RequestContext, sent: JsonObject, id: string | undefined): Draft {
    const body = context.interaction === 'create' ? withId(sent, id) : sent;
    const { type } = this.definition;
    if (body['resourceType'] !== type) throw wrongType(type, body['resourceType']);
    if (isSubsetted(body)) throw subsetted(type);
    const lenient = context.handling === 'lenient';
    const { value, repairs } = lenient ? repairResource(body) : { value: body, repairs: [] };
    const applied: AppliedRule[] = [...repairs];
    const resource = value;
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

  private async older(id: string, cursor: string): Promise<readonly StoredVersion[]> {
    return (await this.repository.history({ id, count: 1, cursor })).versions;
  }

  private existing(id: string, version: StoredVersion | undefined): StoredVersion {
    if (!version) throw this.notFound(id);
    if (version.json === null) throw this.gone(id);
    return version;
  }

  private noMatch(criteria: string): FhirError {
    const { type } = this.definition;
    const text = say`No ${type} fits ${criteria}`;
    return new FhirError('not-found', text, [{ text, expression: type }]);
  }

  private severalMatches(count: number, criteria: string): FhirError {
    const { type } = this.definition;
    const text = say`${count} resources of type ${type} fit ${criteria}; one must`;
    const hint = say`Add the system of the identifier, or name the resource by its id.`;
    return new FhirError('version-conflict', text, [{ code: 'multiple-matches', text, hint, expression: type }]);
  }

  private notFound(id: string): FhirError {
    return new FhirError('not-found', say`${this.definition.type}/${id} is not known here`);
  }

  private gone(id: string): FhirError {
    return new FhirError('gone', say`${this.definition.type}/${id} was deleted`);
  }

  private noUpdateCreate(id: string): FhirError {
    const text = say`${this.definition.type}/${id} does not exist, and this server gives the ids itself`;
    const hint = say`Create it: POST ${this.options.baseUrl}/${this.definition.type}`;
    return new FhirError('method-not-allowed', text, [{ text, hint }]);
  }
}

/** Without any id where there is none yet. */
function withId(body: JsonObject, id: string | undefined): JsonObject {
  if (id !== undefined) return { ...body, id };
  const { id: _, _id: __, ...rest } = body;
  return rest;
}

/** The same resource as its plugin sees it. */
function typed<R>(resource: Readonly<JsonObject>): R {
  return resource as unknown as R;
}
