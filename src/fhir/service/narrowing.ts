import { Injectable } from '@nestjs/common';
import { AccessControl } from '../access';
import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import type { RequestContext } from '../plugin/request-context';
import { isOwnClause, type SearchClause, type SearchRequest } from '../ports/search';
import type { ReferencesRequest, ReferenceTo, StoreReader } from '../ports/snapshot';
import { Disclosing } from './disclosing';
import { LabelsInForce } from './labels-in-force';
import { StoreRegistry } from './store-registry';

type Narrowed = Pick<SearchRequest, 'clauses' | 'unseen'>;

/**
 * Restricts searches to what the client may see. Hidden resources cannot be reached by chains, sorts or hierarchies
 * either.
 */
@Injectable()
export class Narrowing {
  constructor(
    private readonly access: AccessControl,
    private readonly stores: StoreRegistry,
    private readonly disclosing: Disclosing,
    private readonly inForce: LabelsInForce,
  ) {}

  /** Wait for it before `narrow`; undefined when there is nothing to wait for. @throws FhirError `unavailable` */
  ready(): Promise<void> | undefined {
    return this.inForce.known();
  }

  /**
   * Restricts a search to what the client may see.
   * @throws FhirError `forbidden` when the store of a type cannot leave out hidden elements
   */
  narrow<R extends Pick<SearchRequest, 'type' | 'clauses' | 'sort'>>(
    context: RequestContext,
    request: R,
  ): R & Narrowed {
    const { access } = this;
    if (access.policies.length === 0) return request;
    const types = new Set([request.type]);
    const clauses = this.all(context, request.type, request.clauses, types);
    for (const { over = [] } of request.sort ?? [])
      for (const { type } of over) this.assertSorted(context, type, types);
    const unseen = access.unseen(context, types);
    for (const type of types) this.requireAnswered(context, type, request);
    return { ...request, clauses, ...(unseen && { unseen }) };
  }

  /** A text that identifies the client's view of what a search reads; equal for clients with the same view. */
  inWords(context: RequestContext, type: string, clauses: readonly SearchClause[]): string {
    if (this.access.policies.length === 0) return '';
    const { clauses: narrowed, unseen } = this.narrow(context, { type, clauses });
    return JSON.stringify([narrowed, unseen]);
  }

  /** A reader restricted to what the client may see. */
  reader(context: RequestContext, reader: Pick<StoreReader, 'search'>): Pick<StoreReader, 'search'> {
    return {
      search: async (request) => {
        const ready = this.ready();
        if (ready) await ready;
        const page = await reader.search(this.narrow(context, request));
        const learning = this.disclosing.learn(context, request.type, page.versions, reader);
        if (learning) await learning;
        return page;
      },
    };
  }

  /**
   * What the visible elements of resources refer to, by the search index. The caller has to make sure that the client
   * may see the resources.
   * @returns undefined when the store cannot tell
   */
  references(context: RequestContext, request: ReferencesRequest): Promise<readonly ReferenceTo[]> | undefined {
    const { type } = request;
    if (this.access.policies.length === 0) return this.stores.of(type).references?.(request);
    if (!this.keepsLabels(type)) return undefined;
    const unseen = this.access.unseen(context, [type]);
    return this.stores.of(type).references?.({ ...request, ...(unseen && { unseen }) });
  }

  /** The restricted clauses of a type, followed by those that restrict which of its resources are visible. */
  private all(context: RequestContext, type: string, clauses: readonly SearchClause[], types: Set<string>): SearchClause[] {
    types.add(type);
    return [...clauses.map((each) => this.one(context, type, each, types)), ...this.own(context, type)];
  } // prettier-ignore

  private own(context: RequestContext, type: string): readonly SearchClause[] {
    const { clauses } = this.access.sight(context, type);
    if (clauses.length === 0 || this.access.labels.isEmpty || !this.keepsLabels(type)) return clauses;
    return [{ kind: 'whole', clauses }];
  }

  private one(context: RequestContext, type: string, clause: SearchClause, types: Set<string>): SearchClause {
    if (isOwnClause(clause)) return clause;
    switch (clause.kind) {
      case 'whole':
        return clause;
      case 'not':
        return { ...clause, clause: this.one(context, type, clause.clause, types) };
      case 'all':
      case 'any':
        return { ...clause, clauses: clause.clauses.map((each) => this.one(context, type, each, types)) };
      case 'refersTo':
      case 'referredBy':
        return { ...clause, clauses: this.all(context, clause.type, clause.clauses, types) };
      case 'above':
      case 'below': {
        const through = this.own(context, type);
        const clauses = this.all(context, type, clause.clauses, types);
        return { ...clause, clauses, ...(through.length > 0 && { through }) };
      }
    }
  }

  /** @throws FhirError `unavailable` when something is hidden from the client, and the index does not know what yet */
  assertLabelled(context: RequestContext, type: string): void {
    const isWrong = this.stores.isRelabelled || this.stores.mislabelled.has(type);
    if (isWrong && this.access.sight(context, type).hidden !== 0) throw mislabelled(type);
  }

  private requireAnswered(context: RequestContext, type: string, { clauses, sort = [] }: Pick<SearchRequest, 'clauses' | 'sort'>) {
    if (this.access.sight(context, type).hidden === 0) return;
    this.assertLabelled(context, type);
    if (this.keepsLabels(type)) return;
    // The service of a closed type decides who sees what.
    if (this.stores.capabilities(type).closed) return;
    if (clauses.every(isOfVersions) && sort.every(({ of }) => of === 'id' || of === 'lastUpdated')) return;
    const text = say`This client cannot search ${type} by its content, because the database does not distinguish what the client may see`;
    throw new FhirError('forbidden', text, [{ text, hint: say`Search by _id and _lastUpdated, and read what is found.` }]);
  } // prettier-ignore

  /** Sorting by referenced resources would reveal the sort position of hidden ones. */
  private assertSorted(context: RequestContext, type: string, types: Set<string>): void {
    types.add(type);
    if (this.access.sight(context, type).clauses.length === 0) return;
    const text = say`This client cannot sort by references to ${type}, because it does not see all of these resources`;
    throw new FhirError('forbidden', text, [{ text, hint: say`Sort by something else.`, expression: 'http._sort' }]);
  }

  private keepsLabels(type: string): boolean {
    return this.stores.capabilities(type).labels === true;
  }
}

function mislabelled(type: string): FhirError {
  const text = say`The search index of ${type} is not up to date with the access policies, so only clients that see everything can search`;
  return new FhirError('unavailable', text, [{ text, hint: say`Send the request again later.` }]);
}

/** Every version has these, and they are never hidden. */
function isOfVersions({ kind }: SearchClause): boolean {
  return kind === 'id' || kind === 'lastUpdated';
}
