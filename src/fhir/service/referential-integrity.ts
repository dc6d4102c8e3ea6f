import { Inject, Injectable } from '@nestjs/common';
import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { JsonObject } from '../json';
import { say, type Message } from '../messages';
import type { StagedWrite } from '../plugin/plugin-unit';
import type { RequestContext } from '../plugin/request-context';
import type { Referrer } from '../ports/unit-of-work';
import { nameOf, type ResourceKey } from '../ports/versions';
import type { StagedUnit } from './staged-unit';
import { SeenNeighbours } from './seen-neighbours';
import { StoreRegistry } from './store-registry';
import { DEFAULT_MAX_ISSUES } from '../validation/limits';
import { findReferences, type FoundReference } from '../integrity/find-references';
import { LEADS_NOWHERE, linkToNoEntry } from './link-refusals';
import { addedLinksToEntries, targetOf } from '../integrity/references';

/** Maximum number of referrers named in an error. */
const NAMED = 10;
/** Maximum number of further referrers counted; beyond it the error says "at least". */
const COUNTED = 100;

export type CheckedUnit = Pick<StagedUnit, 'staged' | 'missingAnywhere' | 'referrersAnywhere' | 'neighbours'>;

/**
 * Enforces references between resources of this server: a write must not add a reference to a missing resource or to an
 * entry of a Bundle, and a resource must not be deleted while others refer to it. Existing references are not checked:
 * a write answers only for those it adds.
 */
@Injectable()
export class ReferentialIntegrity {
  private readonly onWrite: boolean;
  private readonly onDelete: boolean;

  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly stores: StoreRegistry,
    private readonly neighbours: SeenNeighbours,
  ) {
    const { referentialIntegrity: checked = 'delete' } = options;
    this.onWrite = checked === 'on' || checked === 'write';
    this.onDelete = checked === 'on' || checked === 'delete';
  }

  /**
   * Runs before the commit, when everything is written, so that resources of one unit may refer to each other in any
   * direction.
   * @param context determines what its client may be told
   * @param areTargetsDue whether the targets of references must exist by now
   * @throws FhirError `unprocessable` (422) with an issue for each broken reference; `referenced` (409) naming the
   * resources that refer to a deleted one
   */
  async check(unit: CheckedUnit, context: RequestContext, areTargetsDue = true): Promise<void> {
    const isOff = !this.onWrite && !this.onDelete;
    if (isOff && this.neighbours.isAll(context)) return;
    const writes = inTheEnd(unit.staged);
    if (!isOff && areTargetsDue) refuseLinksToEntries(writes);
    if (areTargetsDue) await this.checkTargets(unit, context, writes);
    if (this.onDelete) await this.checkReferrers(unit, context, writes);
  }

  private async checkTargets(
    unit: CheckedUnit,
    context: RequestContext,
    writes: readonly StagedWrite[],
  ): Promise<void> {
    const isAll = this.neighbours.isAll(context);
    if (isAll && !this.onWrite) return;
    const added = writes.flatMap(({ resource, previous, version }) =>
      resource ? this.addedReferences(resource, previous, context).map((each) => ({ ...each, from: version.type, source: nameOf(keyOf(resource)) })) : [],
    ).filter(({ from, target }) => this.onWrite || this.neighbours.mustBeSeen(context, from, target.type)); // prettier-ignore
    if (added.length === 0) return;
    const targets = added.map(({ target }) => target);
    const missing = new Set(this.onWrite ? (await unit.missingAnywhere(targets)).map(nameOf) : []);
    if (!isAll) {
      // What the client has just written it would see.
      const written = new Set(writes.filter(({ resource }) => resource).map(({ version }) => nameOf(version)));
      const others = targets.filter((target) => !written.has(nameOf(target)));
      for (const key of await this.neighbours.unseen(context, others, unit.neighbours)) missing.add(nameOf(key));
    }
    if (missing.size === 0) return;
    const issues = added
      .filter(({ target }) => missing.has(nameOf(target)))
      .slice(0, DEFAULT_MAX_ISSUES)
      .map(({ found, target, source }) => ({ ...leadsNowhere(found, target), resource: source }));
    throw new FhirError('unprocessable', LEADS_NOWHERE, issues);
  }

  private async checkReferrers(
    unit: CheckedUnit,
    context: RequestContext,
    writes: readonly StagedWrite[],
  ): Promise<void> {
    for (const { version } of writes) {
      if (version.json !== null) continue;
      const referrers = await unit.referrersAnywhere(version, NAMED + COUNTED);
      if (referrers.length === 0) continue;
      if (this.neighbours.isAll(context)) throw isReferredTo(version, referrers);
      const seen = this.neighbours.source(context, unit.neighbours, this.options.baseUrl);
      const told = await seen.referrers(version.type, version.id, NAMED + COUNTED);
      throw told.length > 0 ? isReferredTo(version, told) : isReferredToUnseen(version);
    }
  }

  /**
   * New references to resources this server serves, except to the resource itself. One that the client did not see
   * before is new to it, even if there was the same in what is hidden.
   */
  private addedReferences(
    resource: Readonly<JsonObject>,
    previous: Readonly<JsonObject> | undefined,
    context: RequestContext,
  ): Reference[] {
    const references = this.ownReferences(resource);
    if (references.length === 0) return references;
    const former = this.ownReferences(previous ?? {});
    const isAll = this.neighbours.isAll(context);
    const seen = previous && !isAll ? this.ownReferences(this.neighbours.view(context, previous)) : former;
    const known = new Set([nameOf(keyOf(resource)), ...seen.map(({ target }) => nameOf(target))]);
    const [now, before] = [timesOf(references), timesOf(former)];
    const added = references.filter(({ target }) => {
      const name = nameOf(target);
      return !known.has(name) && now.get(name)! > (before.get(name) ?? 0);
    });
    return isAll || added.length === 0 ? added : this.asSeen(context, resource, added);
  }

  /** The references at the places that the client sees, as far as it sees them. */
  private asSeen(context: RequestContext, resource: Readonly<JsonObject>, added: readonly Reference[]): Reference[] {
    const names = new Set(added.map(({ target }) => nameOf(target)));
    const seen = this.ownReferences(this.neighbours.view(context, resource)).filter(({ target }) => names.has(nameOf(target)));
    const told = new Set(seen.map(({ target }) => nameOf(target)));
    return [...seen, ...added.filter(({ target }) => !told.has(nameOf(target)))];
  } // prettier-ignore

  private ownReferences(resource: Readonly<JsonObject>): Reference[] {
    return findReferences(resource).flatMap((found) => {
      const target = targetOf(found.reference, this.options.baseUrl);
      return target && this.stores.served.has(target.type) ? [{ found, target }] : [];
    });
  }
}

interface Reference {
  readonly found: FoundReference;
  readonly target: ResourceKey;
}

/** How often each resource is referred to. */
function timesOf(references: readonly Reference[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { target } of references) times.set(nameOf(target), (times.get(nameOf(target)) ?? 0) + 1);
  return times;
}

/** The overall effect on each resource, which may have been written more than once. */
function inTheEnd(staged: readonly StagedWrite[]): readonly StagedWrite[] {
  if (staged.length === 1) return staged;
  const byKey = new Map<string, StagedWrite>();
  for (const write of staged) {
    const key = nameOf(write.version);
    const { previous } = byKey.get(key) ?? write;
    const { previous: _, ...latest } = write;
    byKey.set(key, { ...latest, ...(previous && { previous }) });
  }
  return [...byKey.values()];
}

/** Whatever a transaction could resolve is resolved by now. */
function refuseLinksToEntries(writes: readonly StagedWrite[]): void {
  const links = writes.flatMap(({ resource, previous }) =>
    resource ? addedLinksToEntries(resource, previous).map((found) => ({ found, source: nameOf(keyOf(resource)) })) : [],
  ); // prettier-ignore
  if (links.length === 0) return;
  const issues = links.slice(0, DEFAULT_MAX_ISSUES).map(({ found, source }) => ({
    ...linkToNoEntry(
      found,
      say`\`${found.reference}\` leads nowhere: only a transaction can resolve it, to an entry with this fullUrl.`,
      say`Send both resources in one transaction, or refer to a resource of this server as Type/id.`,
    ),
    resource: source,
  }));
  throw new FhirError('unprocessable', LEADS_NOWHERE, issues);
}

/** Both are set on a resource that is stored or about to be. */
function keyOf({ resourceType, id }: Readonly<JsonObject>): ResourceKey {
  return { type: resourceType as string, id: id as string };
}

function leadsNowhere({ reference, expression, place }: FoundReference, target: ResourceKey): IssueDetail {
  return {
    severity: 'error',
    code: 'not-found',
    text: say`\`${reference}\` leads nowhere: this server has no ${nameOf(target)}.`,
    hint: say`Create the ${target.type} first, or refer to one that exists.`,
    expression,
    path: place,
  };
}

function isReferredTo(key: ResourceKey, referrers: readonly Referrer[]): FhirError {
  const named = referrers.slice(0, NAMED).map((referrer) => `${nameOf(referrer)} (${referrer.path})`);
  const text = say`${nameOf(key)} is not deleted, because others refer to it: ${named.join(', ')}${more(referrers.length - NAMED)}.`;
  const hint = say`First change or delete the resources that refer to it.`;
  return new FhirError('referenced', text, [{ text, hint, expression: key.type, resource: nameOf(key) }]);
}

/** The referrers are hidden from the client. */
function isReferredToUnseen(key: ResourceKey): FhirError {
  const text = say`${nameOf(key)} is not deleted, because resources that this client may not see refer to it.`;
  return new FhirError('referenced', text, [{ text, expression: key.type }]);
}

function more(count: number): Message | string {
  if (count <= 0) return '';
  return count < COUNTED ? say` and ${count} more` : say` and at least ${count} more`;
}
