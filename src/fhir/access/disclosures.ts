import type { RequestContext } from '../plugin/request-context';
import type { SearchClause } from '../ports/search';

/** Some of the labels hidden in a type, as bits, which are not hidden in the resources that match all clauses. */
export interface Disclosed {
  readonly bits: number;
  readonly where: readonly SearchClause[];
}

/** Number of resources known per request and disclosure; the context of an export sees many of them go by. */
const MOST_KNOWN = 10_000;

/** In which resources the clients of running requests see more than in others of the same type. */
export class Disclosures {
  /** By resource id. A disclosure belongs to the sight of a request on one type. */
  private readonly known = new WeakMap<RequestContext, Map<Disclosed, Map<string, boolean>>>();

  /** Whether a resource discloses more; undefined when that is not known. */
  of(context: RequestContext, disclosed: Disclosed, id: string): boolean | undefined {
    return this.known.get(context)?.get(disclosed)?.get(id);
  }

  keep(context: RequestContext, disclosed: Disclosed, id: string, discloses: boolean): void {
    let all = this.known.get(context);
    if (!all) this.known.set(context, (all = new Map<Disclosed, Map<string, boolean>>()));
    let known = all.get(disclosed);
    if (!known) all.set(disclosed, (known = new Map<string, boolean>()));
    if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value!);
    known.set(id, discloses);
  }
}
