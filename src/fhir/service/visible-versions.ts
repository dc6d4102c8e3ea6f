import { Inject, Injectable } from '@nestjs/common';
import { AccessControl, VersionViews } from '../access';
import type { JsonObject } from '../json';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { RequestContext } from '../plugin/request-context';
import type { SearchClause } from '../ports/search';
import type { StoredVersion } from '../ports/versions';
import { allFit, candidateFor, type Candidate } from '../search';
import { Narrowing } from './narrowing';
import { ResourceIndex } from './resource-index';
import { StoreRegistry } from './store-registry';

type Resource = Readonly<JsonObject>;
type Maybe<T> = T | Promise<T>;

/** Determines which resources and versions a client may see. */
@Injectable()
export class VisibleVersions {
  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: Pick<FhirOptions, 'baseUrl'>,
    private readonly access: AccessControl,
    private readonly index: ResourceIndex,
    private readonly narrowing: Narrowing,
    private readonly stores: StoreRegistry,
    private readonly views: VersionViews,
  ) {}

  /**
   * The current version of a resource; undefined when the client must not see the resource. The visibility of a
   * deletion is that of the version before it; if that is unknown, the deletion is not visible.
   */
  current(context: RequestContext, version: StoredVersion | undefined): Maybe<StoredVersion | undefined> {
    if (!version || this.seesAll(context, version.type)) return version;
    return this.seenCurrent(context, version);
  }

  /** Whether the client may see an earlier version of a resource it may see. The content of that version decides. */
  seesVersion(context: RequestContext, version: StoredVersion): boolean {
    if (version.json === null || this.seesAll(context, version.type)) return true;
    return this.fits(context, version) !== false;
  }

  /**
   * Whether the client would see a resource that is about to be written.
   * @param was whether it sees the stored resource
   */
  async sees(context: RequestContext, resource: Resource, was: boolean): Promise<boolean> {
    const { clauses } = this.access.sight(context, resource['resourceType'] as string);
    if (clauses.length === 0) return true;
    const candidate = this.candidate(resource, clauses);
    for (const clause of clauses) {
      const fit = allFit([clause], candidate) ?? (await this.fitsOthers(context, clause, candidate)) ?? was;
      if (!fit) return false;
    }
    return true;
  }

  seesAll(context: RequestContext, type: string): boolean {
    return this.access.sight(context, type).clauses.length === 0;
  }

  private async seenCurrent(context: RequestContext, version: StoredVersion): Promise<StoredVersion | undefined> {
    const { type, id, json } = version;
    if (json === null) return (await this.sawLast(context, version)) ? version : undefined;
    const fits = this.fits(context, version);
    if (fits !== undefined) return fits ? version : undefined;
    const asked = { type, clauses: [{ kind: 'id', ids: [id] } as const], count: 1, bytes: 1, countUpTo: 0 };
    const { versions } = await this.stores.of(type).search(this.narrowing.narrow(context, asked));
    return versions.length > 0 ? version : undefined;
  }

  private async sawLast(context: RequestContext, { type, id }: StoredVersion): Promise<boolean> {
    if (!this.stores.capabilities(type).history) return false;
    const { versions } = await this.stores.of(type).history({ type, id, count: 2, bytes: Number.MAX_SAFE_INTEGER });
    const last = versions.find(({ json }) => json !== null);
    return last !== undefined && this.seesVersion(context, last);
  }

  /** Undefined when it depends on other resources. @param version not a deletion */
  private fits(context: RequestContext, version: StoredVersion): boolean | undefined {
    const { hidden, narrowed } = this.access.sight(context, version.type);
    if (hidden !== 0 && (this.views.wholeLabels(version) & hidden) !== 0) return false;
    if (narrowed.length === 0) return true;
    const resource = this.views.parsed(version);
    return allFit(narrowed, this.candidate(resource, narrowed));
  }

  /** Evaluates a clause about a referenced resource, which is possible before the referring resource is written. */
  private async fitsOthers(context: RequestContext, clause: SearchClause, { entries }: Candidate) {
    if (clause.kind !== 'refersTo') return undefined;
    const { code, type, clauses } = clause;
    const ids = [...entries].flatMap((each) =>
      each.kind === 'reference' && each.code === code && each.type === type ? [each.id] : [],
    );
    if (ids.length === 0) return false;
    const unseen = this.access.unseen(context, []);
    const asked = { type, clauses: [{ kind: 'id', ids } as const, ...clauses], count: 1, bytes: 1, countUpTo: 0 };
    return (await this.stores.of(type).search({ ...asked, ...(unseen && { unseen }) })).versions.length > 0;
  }

  private candidate(resource: Resource, clauses: readonly SearchClause[]): Candidate {
    const searchable = this.index.of(resource['resourceType'] as string);
    const candidate = candidateFor(resource, clauses, searchable, this.options.baseUrl);
    return { ...candidate, entries: [...candidate.entries, ...this.access.labels.wholeEntries(resource)] };
  }
}
