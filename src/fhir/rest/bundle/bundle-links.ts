import { parse } from 'node:querystring';
import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import { findReferences } from '../../integrity/find-references';
import { addedLinksToEntries } from '../../integrity/references';
import { replaceLinks } from '../../integrity/replace-links';
import type { JsonObject } from '../../json';
import { say } from '../../messages';
import { isResourceType } from '../../model/definitions';
import { parseReference } from '../../model/reference';
import type { RequestContext, UnitReads } from '../../plugin/request-context';
import { placedAt } from '../../service/criteria/assumption-check';
import type { AskedPage, Assumption, Place } from '../../service/criteria/assumption';
import { matchesUnknown, noMatch, severalMatches } from '../../service/existence-refusals';
import { LEADS_NOWHERE, linkToNoEntry } from '../../service/link-refusals';
import type { Pace } from '../../service/pace';
import { type ResourceIndex } from '../../service/resource-index';
import { type ServiceRegistry } from '../../service/service-registry';
import { nameOf, type StoredVersion } from '../../ports/versions';
import type { Clock } from '../../ports/clock';
import type { Plan } from '../../service/write-plan';
import { criteriaText, encodingFault, leadsTo, type Parameters } from '../../search';
import { DEFAULT_MAX_ISSUES } from '../../validation/limits';
import { readCriteria } from '../criteria';
import type { Entry } from './entry';
import { type DraftOf, MadeMatches } from './made-matches';

/** A plan with the entry it was made for. */
export interface Planned {
  readonly entry: Entry;
  readonly plan: Plan;
}

export interface LinkTools {
  readonly index: ResourceIndex;
  readonly services: ServiceRegistry;
  readonly baseUrl: string;
  readonly drafted: DraftOf;
  readonly clock: Clock;
}

interface Resolved {
  readonly link: string;
  readonly assumption: Assumption & { readonly isGuess: boolean };
}

const CONDITIONAL = /^([A-Z][A-Za-z]+)\?(.+)$/s;

/**
 * Resolves links between entries of a transaction: `urn:uuid:…` and other full URLs to the resources that the entries
 * become, and conditional references (`Organization?identifier=…`) to the only match once everything is written.
 * @see https://hl7.org/fhir/R4/http.html#trules
 */
export class BundleLinks {
  private readonly byUrl = new Map<string, Planned>();
  private readonly byKey = new Map<string, Planned>();
  /** The entries that write or delete a resource, by type. */
  private readonly written = new Map<string, Planned[]>();
  private made: MadeMatches;
  private readonly found = new Map<string, Promise<Resolved>>();
  /** The plans whose links were resolved in this attempt. */
  private readonly done = new Set<Plan>();
  /** The versions that the entries become, by `Type/id`, as far as they are known. */
  readonly versions = new Map<string, StoredVersion>();

  constructor(
    planned: readonly Planned[],
    private readonly tools: LinkTools,
    private readonly pace: Pace,
  ) {
    this.made = this.noMatchesYet();
    for (const each of planned) {
      const { entry, plan } = each;
      const { type } = plan.context;
      if (entry.fullUrl !== undefined && plan.interaction !== 'delete') this.byUrl.set(entry.fullUrl, each);
      const key = plan.id === undefined ? undefined : nameOf({ type, id: plan.id });
      if (key !== undefined && !this.byKey.has(key)) this.byKey.set(key, each);
      if (plan.interaction === 'none') continue;
      const others = this.written.get(type);
      if (others) others.push(each);
      else this.written.set(type, [each]);
    }
  }

  /**
   * The resource with its links resolved.
   * @param previous the stored resource, whose links are not questioned
   * @param assumes receives the assumptions made
   * @throws FhirError `unprocessable` for a link to an entry that does not exist
   */
  async resolved(
    { entry, plan }: Planned,
    resource: Readonly<JsonObject>,
    previous: Readonly<JsonObject> | undefined,
    assumes: Assumption[],
  ): Promise<Readonly<JsonObject>> {
    if (this.done.has(plan)) this.forget();
    this.done.add(plan);
    const conditional = new Map<string, string>();
    for (const { reference, expression, place } of findReferences(resource)) {
      if (conditional.has(reference) || !CONDITIONAL.test(reference)) continue;
      if (this.pace.isDue()) await this.pace.rest();
      const at = plan.interaction === 'patch' ? placeInPatch(entry, reference) : { expression, path: place };
      try {
        const { link, assumption } = await this.search(reference, plan.context);
        const { type, target, criteria } = assumption;
        // A guess that cannot be right: the resource is being found by itself.
        if (assumption.isGuess && type === plan.context.type && target === plan.id)
          throw noMatch(type, criteriaText(criteria), 'version-conflict');
        conditional.set(reference, link);
        assumes.push({ ...assumption, at });
      } catch (error) {
        if (!(error instanceof FhirError) || error.issues.some(isInEntry)) throw error;
        throw placedAt(at, error);
      }
    }
    const base = baseOf(entry.fullUrl);
    const linked = replaceLinks(resource, {
      uri: (text) => this.linkOf(text),
      reference: (text) =>
        conditional.get(text) ?? this.linkOf(text) ?? (base === undefined ? undefined : this.linkOf(`${base}/${text}`)),
    });
    refuseUnknownEntries(linked, previous);
    return linked;
  }

  /** The planned entry a reference points to; undefined for other resources and for conditional references. */
  targetOf<P extends Planned>(reference: string, { entry }: P): P | undefined {
    const base = baseOf(entry.fullUrl);
    const named = this.byUrl.get(reference) ?? (base === undefined ? undefined : this.byUrl.get(`${base}/${reference}`));
    return (named ?? this.byKey.get(reference)) as P | undefined;
  } // prettier-ignore

  private linkOf(url: string): string | undefined {
    const target = this.byUrl.get(url);
    if (!target) return undefined;
    const { context, id } = target.plan;
    if (id === undefined) throw unknownId(url, context.type);
    return nameOf({ type: context.type, id });
  }

  /** A plan drafted again begins another attempt: others have written, so what patches make may differ. */
  private forget(): void {
    this.done.clear();
    this.found.clear();
    this.made = this.noMatchesYet();
  }

  private noMatchesYet(): MadeMatches {
    return new MadeMatches(this.tools.index, this.pace, this.tools.drafted, this.tools.clock);
  }

  private search(reference: string, context: RequestContext): Promise<Resolved> {
    const known = this.found.get(reference);
    if (known) return known;
    const search = this.searchOnce(reference, context);
    this.found.set(reference, search);
    return search;
  }

  /**
   * Searches stored resources, and those that this transaction writes as they will be. Criteria about other resources
   * are evaluated on what is stored; if nothing stored matches, the only written resource that may match is taken. The
   * final check (`assertAssumption`) tells whether that was right.
   */
  private async searchOnce(reference: string, context: RequestContext): Promise<Resolved> {
    const { index, services, baseUrl } = this.tools;
    const [, type = '', query = ''] = CONDITIONAL.exec(reference)!;
    const service = isResourceType(type) ? services.find(type) : undefined;
    if (!service) throw noMatch(type, query, 'version-conflict');
    const unreadable = encodingFault(query);
    if (unreadable) throw unreadable;
    const criteria = readCriteria(index.of(type), parse(query) as Parameters, baseUrl);
    const asking = { ...context, interaction: 'search-type', type, id: undefined } as const;
    const { clauses } = criteria;
    const own = this.written.get(type) ?? [];
    const made = await this.made.matching(type, own, clauses);
    const unsure = new Set(made.unsure);
    const decided = new Set(own.flatMap(({ plan: { id } }) => (id === undefined || unsure.has(id) ? [] : [id])));
    const stored: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await service.search(asking, { clauses, count: 2 + own.length, countUpTo: 0, ...(after !== undefined && { after }) }); // prettier-ignore
      stored.push(...page.versions.map(({ id }) => id).filter((id) => !decided.has(id)));
      after = page.next;
      if (after === undefined || stored.length > 1) break;
    }
    const likely = [...stored, ...made.matching];
    const isGuess = likely.length === 0 && unsure.size === 1;
    const [id, other] = isGuess ? made.unsure : likely;
    const text = criteriaText(criteria);
    const isEntangled = [...leadsTo(type, clauses)].some((each) => this.written.has(each));
    const refusal = isEntangled ? matchesUnknown(type, text) : undefined;
    if (id === undefined) throw refusal ?? noMatch(type, text, 'version-conflict');
    if (other !== undefined) throw refusal ?? severalMatches(type, text);
    const assumption = {
      type,
      criteria,
      target: id,
      isGuess,
      ...(refusal && { refusal }),
      search: (unit: UnitReads, request: AskedPage) => service.search({ ...asking, unit }, request),
    };
    return { link: nameOf({ type, id }), assumption };
  }
}

/** Where a patch adds a reference; the entry as a whole when the patch is not in FHIR. */
function placeInPatch({ resource }: Entry, reference: string): Place {
  const found = resource && findReferences(resource).find((each) => each.reference === reference);
  return found ? { expression: found.expression, path: found.place } : {};
}

/** Whether an issue is already located, at another entry. */
function isInEntry({ expression }: IssueDetail): boolean {
  return expression?.startsWith('Bundle.entry[') === true;
}

/** The base URL for relative references in an entry; undefined when it has none. */
function baseOf(fullUrl: string | undefined): string | undefined {
  if (fullUrl === undefined) return undefined;
  const parsed = parseReference(fullUrl);
  return parsed.form === 'resource' ? parsed.base : undefined;
}

function refuseUnknownEntries(resource: Readonly<JsonObject>, previous: Readonly<JsonObject> | undefined): void {
  const links = addedLinksToEntries(resource, previous);
  if (links.length === 0) return;
  const hint = say`Give this fullUrl to the entry that is meant, or refer to a resource of this server as Type/id.`;
  const issues = links.slice(0, DEFAULT_MAX_ISSUES).map((found) => {
    const text = say`\`${found.reference}\` leads nowhere: no entry of the Bundle stores a resource with this fullUrl.`;
    return linkToNoEntry(found, text, hint);
  });
  throw new FhirError('unprocessable', LEADS_NOWHERE, issues);
}

function unknownId(url: string, type: string): FhirError {
  const text = say`The database of ${type} assigns ids when it stores, so nothing can refer to ${url} before then`;
  const hint = say`Create it in a request of its own, and refer to it by the id it gets.`;
  return new FhirError('unprocessable', text, [{ code: 'not-supported', text, hint }]);
}
