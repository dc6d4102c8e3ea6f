import type { Reference } from 'fhir/r4';
import type { IssueDetail } from '../errors/fhir-error';
import { targetOf } from '../integrity/references';
import { parseStored, type JsonObject } from '../json';
import type { Referrer, UnitOfWork } from '../ports/unit-of-work';
import type { ResourceKey, StoredVersion } from '../ports/versions';

/**
 * The rules of the domain for resources of one type, beyond R4 and profiles. `ResourceService` documents how to state
 * them.
 */
export interface ResourceRules {
  alone(resource: Readonly<JsonObject>, previous?: Readonly<JsonObject>): readonly IssueDetail[];
  among(
    neighbours: Neighbours,
    resource: Readonly<JsonObject>,
    previous?: Readonly<JsonObject>,
  ): Promise<readonly IssueDetail[]>;
}

export interface Neighbour extends ResourceKey {
  /** As stored; it may be older than any rule. Shared with other rules, so it must not be changed. */
  readonly resource: Readonly<JsonObject>;
}

/** Where neighbours are read from; a unit of work is one. */
export type NeighbourSource = Pick<UnitOfWork, 'read' | 'hold' | 'referrers'>;

/** The version that was read last from a source, with its content: the resources of a unit often have the same parent. */
const last = new WeakMap<
  NeighbourSource,
  { readonly version: StoredVersion; readonly resource: Readonly<JsonObject> }
>();

function contentOf(source: NeighbourSource, version: StoredVersion): Readonly<JsonObject> {
  const known = last.get(source);
  if (known?.version === version) return known.resource;
  const resource = parseStored(version.json!);
  last.set(source, { version, resource });
  return resource;
}

/** Access to other resources, for rules that depend on more than the written resource. */
export class Neighbours {
  private isHeld = false;

  /**
   * @param written the resource the rule is about; it is locked once the rule reads others
   * @param baseUrl base URL of this server, without a trailing slash
   */
  constructor(
    private readonly unit: NeighbourSource,
    private readonly written: ResourceKey,
    private readonly baseUrl: string,
  ) {}

  /** The resource of this server that a Reference points to, whether it exists or not. */
  target(reference: Reference | undefined): ResourceKey | undefined {
    const literal: unknown = reference?.reference;
    return typeof literal === 'string' ? targetOf(literal, this.baseUrl) : undefined;
  }

  /**
   * The resource; undefined when it does not exist. If two writers each read what the other writes, one of them waits
   * or retries, and then sees the other's write.
   */
  async read({ type, id }: ResourceKey): Promise<Neighbour | undefined> {
    await this.holdWritten();
    await this.unit.hold('shared', [{ type, id }]);
    const version = await this.unit.read(type, id);
    return version?.json == null ? undefined : { type, id, resource: contentOf(this.unit, version) };
  }

  /**
   * The resources that refer to one, from any element. No other referrer can be added until the write is done.
   * @param limit maximum number of referrers
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
