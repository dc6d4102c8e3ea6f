import { Injectable } from '@nestjs/common';
import { AccessControl, VersionViews, type Disclosed } from '../access';
import type { RequestContext } from '../plugin/request-context';
import { PAGE_BYTES } from '../ports/page-limits';
import type { StoreReader } from '../ports/snapshot';
import type { StoredVersion } from '../ports/versions';
import { StoreRegistry } from './store-registry';

/** Resources asked about per search. */
const AT_ONCE = 100;

type Reader = Pick<StoreReader, 'search'>;

/** The resources of which it is not known yet whether they disclose something. */
interface Asked {
  readonly each: Disclosed;
  readonly ids: readonly string[];
}

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
    reader?: Reader,
  ): void | Promise<void> {
    const { disclosed } = this.access.sight(context, type);
    if (disclosed.length === 0) return;
    const { disclosures } = this.access;
    const asked = disclosed.flatMap((each) => {
      const ids = new Set<string>();
      for (const version of versions) {
        if (version.json === null || disclosures.of(context, each, version.id) !== undefined) continue;
        if ((this.views.labels(version) & each.bits) !== 0) ids.add(version.id);
      }
      return ids.size > 0 ? [{ each, ids: [...ids] }] : [];
    });
    if (asked.length > 0) return this.askAll(context, type, asked, reader ?? this.stores.of(type));
  }

  private async askAll(context: RequestContext, type: string, asked: readonly Asked[], reader: Reader): Promise<void> {
    for (const each of asked) await this.ask(context, type, each, reader);
  }

  private async ask(context: RequestContext, type: string, { each, ids }: Asked, reader: Reader): Promise<void> {
    // Nothing is hidden from the question itself.
    const unseen = this.access.unseen(context, []);
    const limits = { count: AT_ONCE, bytes: PAGE_BYTES, countUpTo: 0 };
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const some = ids.slice(at, at + AT_ONCE);
      const found = new Set<string>();
      let after: string | undefined;
      do {
        const clauses = [{ kind: 'id', ids: some } as const, ...each.where];
        const page = await reader.search({ type, clauses, ...limits, ...(unseen && { unseen }), ...(after !== undefined && { after }) });
        for (const { id } of page.versions) found.add(id);
        after = page.next;
      } while (after !== undefined);
      for (const id of some) this.access.disclosures.keep(context, each, id, found.has(id));
    }
  } // prettier-ignore
}
