import { Injectable } from '@nestjs/common';
import { AccessControl, VersionViews, type Disclosed } from '../access';
import type { RequestContext } from '../plugin/request-context';
import type { SearchClause } from '../ports/search';
import type { StoredVersion } from '../ports/versions';
import { conditionsMet, type ConditionsReader } from './conditions-met';
import { StoreRegistry } from './store-registry';

/** Resources asked about at once. */
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
    reader?: ConditionsReader,
  ): void | Promise<void> {
    if (this.access.sight(context, type).disclosed.length === 0) return;
    const asked = new Set<Disclosed>();
    const ids = new Set<string>();
    for (const version of versions) {
      for (const each of this.unknown(context, version)) {
        asked.add(each);
        ids.add(version.id);
      }
    }
    if (ids.size > 0) return this.askAll(context, type, [...ids], [...asked], reader);
  }

  /** What is not known yet of a version: whether these labels, of which it has some, are shown after all. */
  unknown(context: RequestContext, version: StoredVersion): readonly Disclosed[] {
    const { disclosed } = this.access.sight(context, version.type);
    if (disclosed.length === 0 || version.json === null) return disclosed.slice(0, 0);
    const { disclosures } = this.access;
    const labels = this.views.labels(version);
    return disclosed.filter(
      (each) => (labels & each.bits) !== 0 && disclosures.of(context, each, version.id) === undefined,
    );
  }

  /**
   * Learns what `unknown` says of one resource, and at the same cost whether it meets another condition.
   * @param reader where it was read, if not in the type's store
   */
  async ask(
    context: RequestContext,
    { type, id }: StoredVersion,
    unknown: readonly Disclosed[],
    condition: readonly SearchClause[] | undefined,
    reader: ConditionsReader = this.stores.of(type),
  ): Promise<boolean> {
    const conditions = unknown.map(({ where }) => where);
    if (condition) conditions.push(condition);
    const met = (await this.met(context, type, [id], conditions, reader)).get(id) ?? [];
    for (const [at, each] of unknown.entries()) this.access.disclosures.keep(context, each, id, met[at] === true);
    return !condition || met.at(-1) === true;
  }

  private async askAll(
    context: RequestContext,
    type: string,
    ids: readonly string[],
    asked: readonly Disclosed[],
    reader: ConditionsReader = this.stores.of(type),
  ): Promise<void> {
    const conditions = asked.map(({ where }) => where);
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const some = ids.slice(at, at + AT_ONCE);
      const met = await this.met(context, type, some, conditions, reader);
      for (const id of some) {
        const its = met.get(id);
        for (const [n, each] of asked.entries()) this.access.disclosures.keep(context, each, id, its?.[n] === true);
      }
    }
  }

  /** Nothing is hidden from the question itself. */
  private met(
    context: RequestContext,
    type: string,
    ids: readonly string[],
    conditions: readonly (readonly SearchClause[])[],
    reader: ConditionsReader,
  ) {
    const unseen = this.access.unseen(context, []);
    return conditionsMet(reader, { type, ids, conditions, ...(unseen && { unseen: { usual: unseen.usual } }) });
  }
}
