import type { FhirError, IssueDetail } from '../../errors/fhir-error';
import type { UnitReads } from '../../plugin/request-context';
import type { SearchPage, SearchRequest } from '../../ports/search';
import type { Criteria } from '../../search';
import type { ResourceKey } from '../../ports/versions';

/** What a plan relies on: the result of criteria once everything planned is written. */
export interface Assumption {
  readonly type: string;
  readonly criteria: Criteria;
  /**
   * Id of the only resource that matches. Absent: no resource other than that of the plan matches. Writers with this
   * assumption about the same criteria wait for each other.
   */
  readonly target?: string;
  /** The element that relies on it, where failures are reported. */
  readonly at?: Place;
  /** What to report if the criteria find something else again and again. Default: that too many others write. */
  readonly refusal?: FhirError;
  /** Searches within the transaction, with the rights of the client. */
  search(unit: UnitReads, request: AskedPage): Promise<SearchPage>;
}

/** Neither: the request or entry as a whole. */
export type Place = Pick<IssueDetail, 'expression' | 'path'>;

/** A search for a page of the type. */
export type AskedPage = Omit<SearchRequest, 'type' | 'bytes'>;

/** Thrown when criteria no longer find what plans were made for; the plans must be made again. */
export class StaleCriteriaError extends Error {
  /** @param refusal reported if it happens several times; see `Assumption` */
  constructor(
    readonly type: string,
    readonly refusal?: FhirError,
  ) {
    super(`Criteria of ${type} find something else by now`);
    this.name = 'StaleCriteriaError';
  }
}

/**
 * The lock key of writers by criteria: those who mean the same resource wait for each other. It is not a valid resource
 * id. Criteria with exactly one identifier share the key of its value, whatever its system and the other criteria.
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
