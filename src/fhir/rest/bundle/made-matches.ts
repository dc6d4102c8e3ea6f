import type { Clock } from '../../ports/clock';
import type { SearchClause } from '../../ports/search';
import { allFit, asksForTime, codesIn, type Candidate } from '../../search';
import type { Drafted } from '../../service/plan-preparation';
import type { Pace } from '../../service/pace';
import type { ResourceIndex } from '../../service/resource-index';
import type { Planned } from './bundle-links';

/** What an entry makes of the stored resource. @returns undefined when the client must not know */
export type DraftOf = (planned: Planned) => Promise<Drafted | undefined>;

/** Ids of resources that a transaction writes. */
export interface Made {
  readonly matching: readonly string[];
  /** It depends on other resources whether they match. */
  readonly unsure: readonly string[];
}

/** Finds the resources that a transaction writes and that match criteria once they are written. */
export class MadeMatches {
  /** Those of the last search: most links of a Bundle ask about the same search parameters, with other values. */
  private last: { readonly about: string; readonly candidates: readonly Candidate[] } | undefined;
  private readonly drafts = new Map<Planned, Drafted | undefined>();

  constructor(
    private readonly index: Pick<ResourceIndex, 'candidate'>,
    private readonly pace: Pace,
    private readonly drafted: DraftOf,
    private readonly clock: Clock,
  ) {}

  /**
   * @param own all entries that write or delete a resource of the type
   */
  async matching(type: string, own: readonly Planned[], clauses: readonly SearchClause[]): Promise<Made> {
    const [matching, unsure]: [string[], string[]] = [[], []];
    for (const candidate of await this.candidates(type, own, clauses)) {
      const fit = allFit(clauses, candidate);
      if (fit !== false) (fit ? matching : unsure).push(candidate.id);
      if (this.pace.isDue()) await this.pace.rest();
    }
    return { matching, unsure };
  }

  private async candidates(
    type: string,
    own: readonly Planned[],
    clauses: readonly SearchClause[],
  ): Promise<readonly Candidate[]> {
    const isTimed = asksForTime(clauses);
    const about = [type, isTimed, ...codesIn(clauses)].join();
    if (this.last?.about === about) return this.last.candidates;
    const candidates: Candidate[] = [];
    for (const each of own) {
      const { plan } = each;
      if (plan.interaction === 'delete' || plan.id === undefined) continue;
      const isPatch = plan.interaction === 'patch';
      // A PUT is read ahead only when it matters whether it changes anything.
      const draft = isPatch || (isTimed && plan.interaction === 'update') ? await this.draftedOnce(each) : undefined;
      const resource = isPatch ? draft?.resource : each.entry.resource;
      if (!resource) continue;
      const candidate = this.index.candidate(type, { ...resource, id: plan.id }, clauses);
      candidates.push({ ...candidate, lastUpdated: (draft?.keeps ?? this.clock()).getTime() });
      if (this.pace.isDue()) await this.pace.rest();
    }
    this.last = { about, candidates };
    return candidates;
  }

  private async draftedOnce(planned: Planned): Promise<Drafted | undefined> {
    if (!this.drafts.has(planned)) this.drafts.set(planned, await this.drafted(planned));
    return this.drafts.get(planned);
  }
}
