import type { RequestContext } from '../plugin/request-context';

/** Number of resources known per request; the context of an export sees many of them go by. */
const MOST_KNOWN = 10_000;

/** In which resources the clients of running requests see more than in others of the same type. */
export class Disclosures {
  private readonly known = new WeakMap<RequestContext, Map<string, boolean>>();

  /** Whether a resource discloses more; undefined when that is not known. */
  of(context: RequestContext, type: string, id: string): boolean | undefined {
    return this.known.get(context)?.get(`${type}/${id}`);
  }

  keep(context: RequestContext, type: string, id: string, discloses: boolean): void {
    let known = this.known.get(context);
    if (!known) this.known.set(context, (known = new Map<string, boolean>()));
    if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value!);
    known.set(`${type}/${id}`, discloses);
  }
}
