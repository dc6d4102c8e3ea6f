import { Injectable } from '@nestjs/common';
import { AccessControl, VersionViews } from '../access';
import type { RequestContext } from '../plugin/request-context';
import { PAGE_BYTES } from '../ports/page-limits';
import type { StoreReader } from '../ports/snapshot';
import type { StoredVersion } from '../ports/versions';
import { StoreRegistry } from './store-registry';

/** Resources asked about per search. */
const AT_ONCE = 100;

/**
 * Finds out in which resources a client sees more than in others of their type (`AccessPolicy.disclosed`), before they
 * are shown. The current state of the other resources decides, for earlier versions as well.
 */
@Injectable()
export class Disclosing {
  constructor(
    private readonly access: AccessControl,
    private readonly views: VersionViews,
    private readonly stores: StoreRegistry,
  ) {}

  /**
   * @param reader where the versions were read, if not in the type's store
   * @returns a promise only where there is something to find out
   */
  learn(
    context: RequestContext,
    type: string,
    versions: readonly StoredVersion[],
    reader?: Pick<StoreReader, 'search'>,
  ): void | Promise<void> {
    const { disclosed } = this.access.sight(context, type);
    if (!disclosed) return;
    const { disclosures } = this.access;
    const ids = new Set<string>();
    for (const version of versions) {
      if (version.json === null || disclosures.of(context, type, version.id) !== undefined) continue;
      if ((this.views.labels(version) & disclosed.bits) !== 0) ids.add(version.id);
    }
    if (ids.size > 0) return this.ask(context, type, [...ids], reader ?? this.stores.of(type));
  }

  private async ask(context: RequestContext, type: string, ids: readonly string[], reader: Pick<StoreReader, 'search'>) {
    const { where } = this.access.sight(context, type).disclosed!;
    // Nothing is hidden from the question itself.
    const unseen = this.access.unseen(context, []);
    const limits = { count: AT_ONCE, bytes: PAGE_BYTES, countUpTo: 0 };
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const some = ids.slice(at, at + AT_ONCE);
      const found = new Set<string>();
      let after: string | undefined;
      do {
        const clauses = [{ kind: 'id', ids: some } as const, ...where];
        const page = await reader.search({ type, clauses, ...limits, ...(unseen && { unseen }), ...(after !== undefined && { after }) });
        for (const { id } of page.versions) found.add(id);
        after = page.next;
      } while (after !== undefined);
      for (const id of some) this.access.disclosures.keep(context, type, id, found.has(id));
    }
  } // prettier-ignore
}
