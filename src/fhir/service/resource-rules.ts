import type { Reference } from 'fhir/r4';
import type { IssueDetail } from '../errors/fhir-error';
import { targetOf } from '../integrity/references';
import { parseStored, type JsonObject } from '../json';
import type { Referrer, UnitOfWork } from '../ports/unit-of-work';
import type { ResourceKey } from '../ports/versions';

/** What the domain demands of the resources of one type beyond R4 and the profiles. `ResourceService` tells how to state them. */
export interface ResourceRules {
  alone(resource: Readonly<JsonObject>, previous?: Readonly<JsonObject>): readonly IssueDetail[];
  among(
    neighbours: Neighbours,
    resource: Readonly<JsonObject>,
    previous?: Readonly<JsonObject>,
  ): Promise<readonly IssueDetail[]>;
}

export interface Neighbour extends ResourceKey {
  /** As it is stored: it may be older than any rule. */
  readonly resource: Readonly<JsonObject>;
}

/** Where neighbours come from; a unit of work is one. */
export type NeighbourSource = Pick<UnitOfWork, 'read' | 'hold' | 'referrers'>;

/** Other resources, for a rule that looks at more than the one that is written. */
export class Neighbours {
  private isHeld = false;

  /**
   * @param written the resource the rule is about: held against those who look at it, once it looks at others
   * @param baseUrl address of this server, without a slash at the end
   */
  constructor(
    private readonly unit: NeighbourSource,
    private readonly written: ResourceKey,
    private readonly baseUrl: string,
  ) {}

  /** Which resource of this server a Reference means, whether it is there or not. */
  target(reference: Reference | undefined): ResourceKey | undefined {
    const literal: unknown = reference?.reference;
    return typeof literal === 'string' ? targetOf(literal, this.baseUrl) : undefined;
  }

  /**
   * The resource, undefined when it is not there. Of two writers who each look at what the other writes, one waits for the
   * other, or starts again, and sees it.
   */
  async read({ type, id }: ResourceKey): Promise<Neighbour | undefined> {
    await this.holdWritten();
    await this.unit.hold('shared', [{ type, id }]);
    const version = await this.unit.read(type, id);
    return version?.json == null ? undefined : { type, id, resource: parseStored(version.json) };
  }

  /**
   * Which resources refer to one, whatever from where. Until the write is done no other is added.
   * @param limit referrers at most
   */
  async referrers({ type, id }: ResourceKey, limit: number): Promise<readonly Referrer[]> {
    await this.holdWritten();
    return this.unit.referrers(type, id, limit);
  }

  private async holdWritten(): Promise<void> {
    if (this.isHeld) return;
    this.isHeld = true;
    await this.unit.hold('exclusive', [this.written]);
  }
}
