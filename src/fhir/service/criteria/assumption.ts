import type { UnitReads } from '../../plugin/request-context';
import type { SearchPage, SearchRequest } from '../../ports/search';
import type { Criteria } from '../../search';
import type { ResourceKey } from '../../ports/versions';

/** What a plan takes for granted of what criteria find, once all that is planned is written. */
export interface Assumption {
  readonly type: string;
  readonly criteria: Criteria;
  /**
   * The resource that fits, and no other one. Absent: at most that of the plan fits, whether it is known yet or not, and two who
   * assume this of the same criteria wait for each other.
   */
  readonly target?: string;
  /** Looks in the middle of the transaction, as whoever asks may look. */
  search(unit: UnitReads, request: AskedPage): Promise<SearchPage>;
}

/** What is looked for: a page of the type. */
export type AskedPage = Omit<SearchRequest, 'type' | 'bytes'>;

/** Thrown when criteria find something else by now than plans were made for: they are to be made anew. */
export class StaleCriteriaError extends Error {
  constructor(readonly type: string) {
    super(`Criteria of ${type} find something else by now`);
    this.name = 'StaleCriteriaError';
  }
}

/**
 * What writers by criteria hold, so that of those who mean the same one waits for the other. No resource has such an id.
 * Criteria with one identifier meet whatever else they say, and however they write its system.
 */
export function criteriaKey({ type, criteria: { clauses } }: Assumption): ResourceKey {
  const identifiers = clauses.flatMap((clause) =>
    clause.kind === 'token' && clause.code === 'identifier' && !clause.not ? clause.values : [],
  );
  const [only, ...others] = identifiers;
  const said =
    only && others.length === 0
      ? `identifier=${only.value}`
      : clauses
          .map((clause) => JSON.stringify(clause))
          .sort()
          .join('&');
  return { type, id: `?${said}` };
}
