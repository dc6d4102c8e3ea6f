import type { FhirResource } from 'fhir/r4';
import { parseStored } from '../json';
import type { ResourceDefinition } from '../plugin/resource-definition';
import type {
  HistoryPage,
  HistoryRequest,
  IdentifierToken,
  ResourceStore,
  StoredVersion,
} from '../ports/resource-store';

/** What a resource must be; all of it must hold. */
export interface ResourceCriteria {
  /** One of these logical ids. */
  readonly ids?: readonly string[];
  /** One of each list of identifiers. */
  readonly identifiers: readonly (readonly IdentifierToken[])[];
}

/** How many resources one identifier may lead to before nobody can mean it. */
const MOST_MATCHES = 100;

/** Typed view of the store for one resource type. A plugin adds the questions only its domain asks. */
export abstract class ResourceRepository<R extends FhirResource> {
  protected constructor(
    protected readonly store: ResourceStore,
    protected readonly definition: ResourceDefinition<R>,
  ) {}

  /** The current version, a deletion included; undefined when the id was never used. */
  current(id: string): Promise<StoredVersion | undefined> {
    return this.store.read(this.definition.type, id);
  }

  version(id: string, versionId: string): Promise<StoredVersion | undefined> {
    return this.store.vread(this.definition.type, id, versionId);
  }

  history(request: Omit<HistoryRequest, 'type'>): Promise<HistoryPage> {
    return this.store.history({ ...request, type: this.definition.type });
  }

  /**
   * The resource as an object; undefined when there is none. A decimal whose digits a double would lose is a `FhirDecimal`
   * in it, which computes and compares (`<`) as a number does.
   */
  async resource(id: string): Promise<R | undefined> {
    const version = await this.current(id);
    return version?.json == null ? undefined : (parseStored(version.json) as unknown as R);
  }

  /** Ids of the resources that are there and fit. */
  async find({ ids, identifiers }: ResourceCriteria): Promise<readonly string[]> {
    const sets = await Promise.all([
      ...(ids ? [this.existing(ids)] : []),
      ...identifiers.map((tokens) => this.identified(tokens)),
    ]);
    const [first = [], ...rest] = sets;
    return [...new Set(first)].filter((id) => rest.every((set) => set.includes(id)));
  }

  private async existing(ids: readonly string[]): Promise<readonly string[]> {
    const versions = await Promise.all(ids.slice(0, MOST_MATCHES).map((id) => this.current(id)));
    return versions.flatMap((version) => (version?.json == null ? [] : [version.id]));
  }

  private async identified(tokens: readonly IdentifierToken[]): Promise<readonly string[]> {
    const { type } = this.definition;
    return (await Promise.all(tokens.map((token) => this.store.findByIdentifier(type, token, MOST_MATCHES)))).flat();
  }
}
