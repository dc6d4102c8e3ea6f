import { Inject } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import { AccessControl, marked, VersionViews } from '../access';
import { FhirError } from '../errors/fhir-error';
import type { IssueDetail } from '../errors/fhir-error';
import { parseStored, stringifyJson, type JsonObject } from '../json';
import { isId } from '../model/logical-id';
import { HookRegistry } from '../plugin/hooks';
import type { RequestContext } from '../plugin/request-context';
import type { Interaction, ResourceDefinition } from '../plugin/resource-definition';
import { PAGE_BYTES } from '../ports/page-limits';
import type { SearchPage, SearchRequest } from '../ports/search';
import {
  isDeletion,
  type HistoryPage,
  type HistoryRequest,
  type StoredVersion,
  type TypeHistoryPage,
  type TypeHistoryRequest,
} from '../ports/versions';
import { assertWanted } from './assert-wanted';
import { Disclosing } from './disclosing';
import { requireId } from './body-refusals';
import { gone, goneByVersion, notFound } from './existence-refusals';
import { WritePlanner, type Planned } from './write-planner';
import { ResourceRepository } from './resource.repository';
import type { Neighbours, ResourceRules } from './resource-rules';
import { Narrowing } from './narrowing';
import { RuleChecker } from './rule-checker';
import { VisibleVersions } from './visible-versions';
import type { WriteConditions } from './write-conditions';
import { StoreRegistry } from './store-registry';
import { WritePipeline } from './write-pipeline';
import type { DeletePlan, PatchFunction, ReadyWrite, WriteOutcome, WritePlan } from './write-plan';
import { say } from '../messages';

const NO_ISSUES: Promise<readonly IssueDetail[]> = Promise.resolve([]);

/** A search of this type; `bytes` defaults to the usual page size. */
export type AskedPage = Omit<SearchRequest, 'type' | 'bytes'> & Partial<Pick<SearchRequest, 'bytes'>>;

/** The FHIR interactions of one resource type, independent of HTTP. A plugin adds its own methods in a subclass. */
export abstract class ResourceService<R extends FhirResource> {
  @Inject(HookRegistry) private readonly hooks!: HookRegistry;
  @Inject(AccessControl) private readonly access!: AccessControl;
  @Inject(Narrowing) private readonly narrowing!: Narrowing;
  @Inject(VisibleVersions) private readonly visible!: VisibleVersions;
  @Inject(Disclosing) private readonly disclosing!: Disclosing;
  @Inject(VersionViews) private readonly views!: VersionViews;
  @Inject(StoreRegistry) private readonly stores!: StoreRegistry;
  @Inject(WritePipeline) private readonly pipeline!: WritePipeline;
  @Inject(WritePlanner) private readonly plans!: WritePlanner;
  @Inject(RuleChecker) private readonly ruleChecker!: RuleChecker;
  /** Adapts `rules` and `rulesAmong` to resources as JSON. */
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

  private get planned(): Planned {
    return { type: this.type, rules: this.ownRules };
  }

  /** For callers that make their own plans. */
  get resourceRules(): ResourceRules {
    return this.ownRules;
  }

  /** @throws FhirError `not-found`; `gone` when it was deleted */
  async read(context: RequestContext, id: string): Promise<StoredVersion> {
    requireId(id);
    assertWanted(context);
    const isUsual = this.repository.current === ResourceRepository.prototype.current;
    const together = isUsual ? this.visible.read(context, this.type, id) : undefined;
    if (together) return this.existing(id, await together);
    const version = await (context.unit?.read(this.type, id) ?? this.repository.current(id));
    return this.existing(id, await this.visible.current(context, version));
  }

  /** @throws FhirError `not-found`; `gone` when that version is a deletion */
  async vread(context: RequestContext, id: string, versionId: string): Promise<StoredVersion> {
    this.requireServed('vread');
    requireId(id);
    const version = isId(versionId) ? await this.repository.version(id, versionId) : undefined;
    return this.existingVersion(id, versionId, version && (await this.seenVersion(context, version)));
  }

  /**
   * The current version and the one before it, read consistently. If the current version is the first, it is returned
   * twice.
   * @throws FhirError `not-found`; `gone` when one of them is a deletion
   */
  async lastTwo(
    context: RequestContext,
    id: string,
  ): Promise<readonly [before: StoredVersion, current: StoredVersion]> {
    const { versions, next } = await this.history(context, { id, count: 2 });
    const current = this.existing(id, versions[0]);
    // A page may end after the first version when its byte limit is reached.
    const rest = next === undefined || versions[1] ? versions.slice(1) : await this.older(id, next);
    const before = rest[0] ?? current;
    const isToBeSeen = before !== current && !this.visible.seesAll(context, this.type);
    // The history lists a version that the client may not see like a deletion.
    return [
      isToBeSeen ? await this.vread(context, id, before.versionId) : this.existingVersion(id, before.versionId, before),
      current,
    ];
  }

  /**
   * The versions of a resource that the client may see. Versions that it may not see are listed without their content.
   * @throws FhirError `not-found` when the id was never used
   */
  async history(context: RequestContext, request: Omit<HistoryRequest, 'type' | 'bytes'>): Promise<HistoryPage> {
    this.requireServed('history-instance');
    requireId(request.id);
    const page = await this.repository.history(request);
    const isToBeSeen = page.total === 0 || !this.visible.seesAll(context, this.type);
    if (isToBeSeen && !(await this.visible.current(context, await this.repository.current(request.id))))
      throw notFound(this.type, request.id);
    const learning = this.disclosing.learn(context, this.type, page.versions);
    if (learning) await learning;
    return this.visible.seesAll(context, this.type) ? page : this.seenPage(context, page);
  }

  /**
   * The versions of all resources of the type that the client may see, by time. Versions that it may not see are listed
   * without their content.
   * @see https://hl7.org/fhir/R4/http.html#history
   */
  async typeHistory(context: RequestContext, request: Omit<TypeHistoryRequest, 'type'>): Promise<TypeHistoryPage> {
    this.requireServed('history-type');
    assertWanted(context);
    const page = await this.repository.typeHistory(request);
    const learning = this.disclosing.learn(context, this.type, page.versions);
    if (learning) await learning;
    if (this.visible.seesAll(context, this.type)) return page;
    const seen = new Set<string>();
    for (const id of new Set(page.versions.map((version) => version.id))) {
      if (await this.visible.current(context, await this.repository.current(id))) seen.add(id);
    }
    return this.seenPage(context, { ...page, versions: page.versions.filter(({ id }) => seen.has(id)) });
  }

  /** Whether a search that names no types covers this one. Otherwise `search` refuses the client with 403. */
  maySearch(_context: RequestContext): boolean {
    return true;
  }

  /** @see https://hl7.org/fhir/R4/http.html#search */
  async search(context: RequestContext, request: AskedPage): Promise<SearchPage> {
    assertWanted(context);
    const ready = this.narrowing.ready();
    if (ready) await ready;
    const narrowed = this.narrowing.narrow(context, { bytes: PAGE_BYTES, ...request, type: this.type });
    const page = await (context.unit?.search(narrowed) ?? this.repository.search(narrowed));
    const learning = this.disclosing.learn(context, this.type, page.versions, context.unit);
    if (learning) await learning;
    return page;
  }

  /** The server assigns the id; an id in the body is ignored. @see https://hl7.org/fhir/R4/http.html#create */
  create(context: RequestContext, body: JsonObject): Promise<WriteOutcome> {
    return this.pipeline.write(this.planCreate(context, body));
  }

  /** @throws FhirError `method-not-allowed` when the interaction is not served; so do all plans */
  planCreate(context: RequestContext, body: JsonObject): WritePlan {
    this.requireServed('create');
    return this.plans.create(this.planned, context, body);
  }

  /** @see https://hl7.org/fhir/R4/http.html#update */
  async update(
    context: RequestContext,
    id: string,
    body: JsonObject,
    conditions: WriteConditions,
  ): Promise<WriteOutcome> {
    return this.pipeline.write(this.planUpdate(context, id, body, conditions));
  }

  planUpdate(context: RequestContext, id: string, body: JsonObject, conditions: WriteConditions): WritePlan {
    this.requireServed('update');
    requireId(id);
    return this.plans.update(this.planned, context, id, body, conditions);
  }

  /**
   * A plan to import a resource under its own id. Missing resources are created whatever `updateCreate` says, and may
   * be referred to before they are imported.
   * @param body called only if needed; not when `ready` suffices
   */
  planOfImport(context: RequestContext, id: string, body: () => JsonObject, ready?: ReadyWrite): WritePlan {
    requireId(id);
    const plan = this.plans.import(this.planned, context, id, body);
    return ready ? { ...plan, ready } : plan;
  }

  /** @see https://hl7.org/fhir/R4/http.html#patch */
  async patch(
    context: RequestContext,
    id: string,
    patch: PatchFunction,
    conditions: WriteConditions,
  ): Promise<WriteOutcome> {
    return this.pipeline.write(this.planPatch(context, id, patch, conditions));
  }

  planPatch(context: RequestContext, id: string, patch: PatchFunction, conditions: WriteConditions): WritePlan {
    this.requireServed('patch');
    requireId(id);
    return this.plans.patch(this.planned, context, id, patch, conditions);
  }

  /**
   * @returns the deletion; undefined when there was nothing to delete
   * @see https://hl7.org/fhir/R4/http.html#delete
   */
  async delete(context: RequestContext, id: string, conditions: WriteConditions): Promise<StoredVersion | undefined> {
    const [outcome] = await this.pipeline.run([this.planDelete(context, id, conditions)]);
    return outcome?.version;
  }

  planDelete(context: RequestContext, id: string, conditions: WriteConditions): DeletePlan {
    this.requireServed('delete');
    requireId(id);
    return { context, id, interaction: 'delete', conditions };
  }

  /** Whether the answer to a write may contain the resource. */
  mayShow(context: RequestContext): boolean {
    return this.access.isOpen || this.access.reads(context, this.type);
  }

  /** The JSON text sent to a client: the stored text, unless part of it is hidden or a plugin changes it. */
  async shown(context: RequestContext, version: StoredVersion): Promise<string> {
    if (version.json === null) return '';
    const learning = this.disclosing.learn(context, version.type, [version], context.unit);
    if (learning) await learning;
    const hidden = this.access.hiddenIn(context, version.type, version.id);
    if (!this.hooks.has('resource.beforeShow')) return hidden === 0 ? version.json : this.views.shown(version, hidden);
    const whole = parseStored(version.json);
    const view = hidden === 0 ? whole : this.access.view(context, whole);
    const resource = view === whole ? whole : marked(view);
    return stringifyJson(await this.hooks.transform('resource.beforeShow', { context, resource }));
  }

  /** The same in UTF-8, if the client sees the stored text and the store read it in this form. */
  async shownText(context: RequestContext, version: StoredVersion): Promise<string | Uint8Array> {
    return this.shownBytes(context, version) ?? this.shown(context, version);
  }

  /** The stored text in UTF-8, if this is what the client sees and the store read it in this form. */
  shownBytes(context: RequestContext, version: StoredVersion): Uint8Array | undefined {
    const isUsual = this.shown === ResourceService.prototype.shown && !this.hooks.has('resource.beforeShow');
    return isUsual && this.access.sight(context, version.type).isWhole ? version.utf8 : undefined;
  }

  /**
   * Issues of the rules about a resource alone, for `$validate`; nothing is refused.
   * @param stored id of the resource it would replace; absent for a new one
   */
  async ruleIssues(
    context: RequestContext,
    resource: Readonly<JsonObject>,
    stored?: string,
  ): Promise<readonly IssueDetail[]> {
    if (stored !== undefined) requireId(stored);
    const found = stored === undefined ? undefined : await this.repository.current(stored);
    const current = await this.visible.current(context, found);
    const previous = current?.json == null ? undefined : this.access.view(context, parseStored(current.json));
    return this.ruleChecker.issues(this.ownRules, resource, previous);
  }

  /**
   * Rules of the domain beyond R4 and profiles, to be overridden by a plugin. Called on every write and by `$validate`,
   * once the resource is valid R4. Its issues are a `business-rule` error (422), or warnings if so configured.
   * @param previous the stored resource it replaces; it may never have been checked
   */
  protected rules(_resource: R, _previous?: R): readonly IssueDetail[] {
    return [];
  }

  /**
   * Rules that depend on other resources. Called in the transaction of the write, possibly more than once. A rule
   * should judge only what the write changes, because faults that existed before cannot be told from new ones.
   */
  protected rulesAmong(_neighbours: Neighbours, _resource: R, _previous?: R): Promise<readonly IssueDetail[]> {
    return NO_ISSUES;
  }

  /** For operations, which bypass the routes of the interaction. @throws FhirError `method-not-allowed` */
  private requireServed(interaction: Interaction): void {
    if (this.stores.served.get(this.type)?.interactions.includes(interaction)) return;
    const text = say`${interaction} is not served for ${this.type}`;
    throw new FhirError('method-not-allowed', text, [{ text }]);
  }

  /** The version, if the client may see both the version and the resource. */
  private async seenVersion(context: RequestContext, version: StoredVersion): Promise<StoredVersion | undefined> {
    if (this.visible.seesAll(context, this.type)) return version;
    const current = await this.visible.current(context, await this.repository.current(version.id));
    return current && (await this.visible.seesVersion(context, version)) ? version : undefined;
  }

  private async seenPage<P extends Pick<HistoryPage, 'versions'>>(context: RequestContext, page: P): Promise<P> {
    const versions: StoredVersion[] = [];
    for (const version of page.versions) {
      const sees = this.visible.seesVersion(context, version);
      versions.push((typeof sees === 'boolean' ? sees : await sees) ? version : { ...version, json: null });
    }
    return { ...page, versions };
  }

  private async older(id: string, cursor: string): Promise<readonly StoredVersion[]> {
    return (await this.repository.history({ id, count: 1, cursor })).versions;
  }

  private existing(id: string, version: StoredVersion | undefined): StoredVersion {
    if (!version) throw notFound(this.type, id);
    if (isDeletion(version)) throw gone(this.type, id);
    return version;
  }

  private existingVersion(id: string, versionId: string, version: StoredVersion | undefined): StoredVersion {
    if (version && isDeletion(version)) throw goneByVersion(this.type, id, versionId);
    return this.existing(`${id}/_history/${versionId}`, version);
  }
}

/** Narrows a resource to the type of its plugin. */
function typed<R>(resource: Readonly<JsonObject>): R {
  return resource as unknown as R;
}
