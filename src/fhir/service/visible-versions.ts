import { Inject, Injectable } from '@nestjs/common';
import { AccessControl, VersionViews, type Disclosed, type Sight } from '../access';
import type { JsonObject } from '../json';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { RequestContext } from '../plugin/request-context';
import { isOwnClause, type SearchClause } from '../ports/search';
import { isDeletion, type StoredVersion } from '../ports/versions';
import { allFit, candidateFor, type Candidate, type Fit } from '../search';
import { Disclosing } from './disclosing';
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
    private readonly disclosing: Disclosing,
  ) {}

  /**
   * The current version of a resource; undefined when the client must not see the resource. The visibility of a
   * deletion is that of the version before it; if that is unknown, the deletion is not visible.
   */
  current(context: RequestContext, version: StoredVersion | undefined): Maybe<StoredVersion | undefined> {
    if (!version) return version;
    const sight = this.access.sight(context, version.type);
    if (sight.clauses.length === 0 && sight.disclosed.length === 0) return version;
    return this.seenCurrent(context, version, sight);
  }

  /**
   * Reads the current version of a resource, as far as the client may see it, together with what decides on that.
   * @returns undefined when nothing is gained by that: then read it, and ask with `current`
   */
  read(context: RequestContext, type: string, id: string): Promise<StoredVersion | undefined> | undefined {
    if (this.access.isOpen || context.unit) return undefined;
    const sight = this.access.sight(context, type);
    const { conditions, disclosed } = sight;
    if (conditions.length === 0) return undefined;
    const unseen = this.access.unseen(context, []);
    const asked = { conditions, ...(unseen && { unseen: { usual: unseen.usual } }) };
    const reading = this.stores.of(type).readMeeting?.(type, id, asked);
    return reading?.then((found) => {
      if (!found) return undefined;
      const { version, met } = found;
      for (const [at, each] of disclosed.entries()) this.access.disclosures.keep(context, each, id, met[at] === true);
      if (version.json === null) return this.seenCurrent(context, version, sight);
      if (this.fits(context, version) === false) return undefined;
      return this.ifLabelled(context, type, met.at(-1) === true ? version : undefined);
    });
  }

  /**
   * Whether the client may see an earlier version of a resource it may see. The content of that version decides, and what
   * it refers to, as that is now; if something of that is deleted, the version is not visible.
   */
  seesVersion(context: RequestContext, version: StoredVersion): Maybe<boolean> {
    if (isDeletion(version) || this.seesAll(context, version.type)) return true;
    return this.fits(context, version) ?? this.sawVersion(context, version, true);
  }

  /**
   * Whether the client would see a resource that is about to be written. New references to what it does not see count
   * as leading nowhere: whether there is something must not show.
   * @param previous the stored resource, which it sees; undefined for a new one
   */
  async sees(context: RequestContext, resource: Resource, previous: Resource | undefined): Promise<boolean> {
    const { clauses } = this.access.sight(context, resource['resourceType'] as string);
    if (clauses.length === 0) return true;
    return (await this.fitWritten(context, { resource, previous }, clauses)) ?? previous !== undefined;
  }

  /** The labels that will be hidden in a resource that is about to be written, as bits. Otherwise like `sees`. */
  async hiddenAfter(context: RequestContext, resource: Resource, previous: Resource | undefined): Promise<number> {
    const [type, id] = [resource['resourceType'] as string, resource['id']];
    const { hidden, disclosed } = this.access.sight(context, type);
    const carried = disclosed.length === 0 ? 0 : this.access.labels.any(resource);
    let rest = hidden;
    for (const each of disclosed) {
      if ((carried & each.bits) === 0) continue;
      const known = previous && typeof id === 'string' ? this.access.disclosures.of(context, each, id) : undefined;
      if ((await this.fitWritten(context, { resource, previous }, each.where)) ?? known === true) rest &= ~each.bits;
    }
    return rest;
  }

  seesAll(context: RequestContext, type: string): boolean {
    return this.access.sight(context, type).clauses.length === 0;
  }

  private seenCurrent(context: RequestContext, version: StoredVersion, sight: Sight): Maybe<StoredVersion | undefined> {
    if (version.json === null) {
      if (sight.clauses.length === 0) return version;
      return this.sawLast(context, version).then((saw) => (saw ? version : undefined));
    }
    const fits = this.fits(context, version);
    if (fits === false) return undefined;
    const unknown = this.disclosing.unknown(context, version);
    if (fits === true && unknown.length === 0) return version;
    return this.askedFor(context, version, unknown, fits === true ? undefined : sight.clauses);
  } // prettier-ignore

  private async askedFor(
    context: RequestContext,
    version: StoredVersion,
    unknown: readonly Disclosed[],
    condition: readonly SearchClause[] | undefined,
  ): Promise<StoredVersion | undefined> {
    const isMet = await this.disclosing.ask(context, version, unknown, condition, context.unit);
    const seen = isMet ? version : undefined;
    return condition ? this.ifLabelled(context, version.type, seen) : seen;
  }

  /** What conditions say of a resource counts only while the index has the labels in force. */
  private async ifLabelled<T>(context: RequestContext, type: string, result: T): Promise<T> {
    const ready = this.narrowing.ready();
    if (ready) await ready;
    this.narrowing.assertLabelled(context, type);
    return result;
  }

  private async sawLast(context: RequestContext, { type, id }: StoredVersion): Promise<boolean> {
    if (!this.stores.capabilities(type).history) return false;
    const { versions } = await this.stores.of(type).history({ type, id, count: 2, bytes: Number.MAX_SAFE_INTEGER });
    const last = versions.find(({ json }) => json !== null);
    return last !== undefined && this.sawVersion(context, last, false);
  }

  /**
   * Whether a version that is not current matches what the client may see.
   * @param referred whether it matches as far as that depends on resources that refer to it
   */
  private async sawVersion(context: RequestContext, version: StoredVersion, referred: boolean): Promise<boolean> {
    const { clauses } = this.access.sight(context, version.type);
    let isKnown = true;
    const refersTo: Related['refersTo'] = async (clause, candidate) => {
      const fit = await this.referredToFitting(context, clause, candidate);
      if (fit === undefined) isKnown = false;
      return fit;
    };
    const candidate = this.candidate(this.views.parsed(version), clauses);
    const fit = await allFitAlone(clauses, candidate, { refersTo, referredBy: undefined });
    return fit ?? (isKnown && referred);
  }

  /** Undefined when it depends on other resources. @param version not a deletion */
  private fits(context: RequestContext, version: StoredVersion): boolean | undefined {
    const { hidden, narrowed, isOfOthers } = this.access.sight(context, version.type);
    if (hidden !== 0 && (this.views.wholeLabels(version) & hidden) !== 0) return false;
    if (narrowed.length === 0) return true;
    if (isOfOthers) return undefined;
    const resource = this.views.parsed(version);
    return allFit(narrowed, this.candidate(resource, narrowed));
  }

  /**
   * Whether a resource that is about to be written will match clauses. What depends on resources that it refers to is
   * looked up; undefined when it depends on resources that refer to it. None refers to a new one.
   */
  private fitWritten(context: RequestContext, written: Written, clauses: readonly SearchClause[]): Promise<Fit> {
    const { resource, previous } = written;
    const former = previous && this.candidate(previous, clauses);
    const refersTo: Related['refersTo'] = async (clause, candidate) => {
      const before = new Set(former ? idsIn(clause, former) : []);
      const ids = idsIn(clause, candidate);
      const [kept, added] = [ids.filter((id) => before.has(id)), ids.filter((id) => !before.has(id))];
      const seen = this.access.sight(context, clause.type).clauses;
      return (
        (await this.isAnyFitting(context, clause, kept)) ||
        this.isAnyFitting(context, { ...clause, clauses: [...clause.clauses, ...seen] }, added)
      );
    };
    const related = { refersTo, referredBy: previous ? undefined : false };
    return allFitAlone(clauses, this.candidate(resource, clauses), related);
  }

  private refersToFitting(context: RequestContext, clause: RefersTo, candidate: Candidate): Promise<boolean> {
    return this.isAnyFitting(context, clause, idsIn(clause, candidate));
  }

  /** Whether one of some resources of the clause's type matches its clauses. */
  private async isAnyFitting(
    context: RequestContext,
    { type, clauses }: RefersTo,
    ids: readonly string[],
  ): Promise<boolean> {
    if (ids.length === 0) return false;
    const unseen = this.access.unseen(context, []);
    const asked = { type, clauses: [{ kind: 'id', ids } as const, ...clauses], count: 1, bytes: 1, countUpTo: 0 };
    return (await this.stores.of(type).search({ ...asked, ...(unseen && { unseen }) })).versions.length > 0;
  }

  /** The same for a deleted resource: undefined when something that it referred to is deleted too. */
  private async referredToFitting(context: RequestContext, clause: RefersTo, candidate: Candidate): Promise<Fit> {
    if (await this.refersToFitting(context, clause, candidate)) return true;
    for (const id of idsIn(clause, candidate)) {
      const target = await this.stores.of(clause.type).read(clause.type, id);
      if (!target || isDeletion(target)) return undefined;
    }
    return false;
  }

  private candidate(resource: Resource, clauses: readonly SearchClause[]): Candidate {
    const searchable = this.index.of(resource['resourceType'] as string);
    const candidate = candidateFor(resource, clauses, searchable, this.options.baseUrl);
    return { ...candidate, entries: [...candidate.entries, ...this.access.labels.wholeEntries(resource)] };
  }
}

/** A resource that is about to be written. */
interface Written {
  readonly resource: Resource;
  /** Undefined for a new one. */
  readonly previous: Resource | undefined;
}

type RefersTo = Extract<SearchClause, { kind: 'refersTo' }>;

/** What is known of other resources. */
interface Related {
  /** Whether the candidate refers to one that matches. */
  refersTo(clause: RefersTo, candidate: Candidate): Promise<Fit>;
  /** Whether one that matches refers to the candidate. */
  readonly referredBy: Fit;
}

function idsIn({ code, type }: RefersTo, { entries }: Candidate): readonly string[] {
  return [...entries].flatMap((each) =>
    each.kind === 'reference' && each.code === code && each.type === type ? [each.id] : [],
  );
}

/** Whether a resource that is not stored like this matches all clauses; undefined when that is not known. */
async function allFitAlone(clauses: readonly SearchClause[], candidate: Candidate, related: Related): Promise<Fit> {
  let all: Fit = true;
  for (const clause of clauses) {
    const fit = await fitsAlone(clause, candidate, related);
    if (fit === false) return false;
    if (fit === undefined) all = undefined;
  }
  return all;
}

async function fitsAlone(clause: SearchClause, candidate: Candidate, related: Related): Promise<Fit> {
  if (isOwnClause(clause)) return allFit([clause], candidate);
  switch (clause.kind) {
    case 'all':
    case 'whole':
      return allFitAlone(clause.clauses, candidate, related);
    case 'any': {
      const clauses = clause.clauses.map((each) => ({ kind: 'not', clause: each }) as const);
      return opposite(await allFitAlone(clauses, candidate, related));
    }
    case 'not':
      return opposite(await fitsAlone(clause.clause, candidate, related));
    case 'refersTo':
      return related.refersTo(clause, candidate);
    case 'referredBy':
      return related.referredBy;
    case 'above':
    case 'below':
      return undefined;
  }
}

function opposite(fit: Fit): Fit {
  return fit === undefined ? undefined : !fit;
}
