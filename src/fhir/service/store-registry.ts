import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import type { Interaction, ResourceDefinition } from '../plugin/resource-definition';
import { servedDefinition, type ServedDefinition } from '../plugin/served-definition';
import type { StoreCapabilities } from '../ports/capabilities';
import type { JobStore } from '../ports/jobs';
import type { ResourceStore, StoreLoad } from '../ports/resource-store';

export interface StoresOfTypes {
  /** The store of types that name no store of their own. */
  readonly main: ResourceStore;
  /** By type. */
  readonly own: ReadonlyMap<string, ResourceStore>;
  readonly definitions: Iterable<ResourceDefinition>;
  /** PUT to an unknown id creates the resource, where the store supports that. */
  readonly updateCreate: boolean;
}

/** The served types and their stores. */
export class StoreRegistry {
  /** By type. */
  readonly served: ReadonlyMap<string, ServedDefinition>;
  /** All stores, each once. */
  readonly all: readonly ResourceStore[];
  /** Stores that can find the referrers of a resource, whatever its type. */
  readonly withReferrers: readonly ResourceStore[];
  /** Types whose index entries may have other labels than those of the access policies, until they are rebuilt. */
  readonly mislabelled = new Set<string>();
  /** Whether the labels of all index entries may have changed under this process, which must be restarted then. */
  isRelabelled = false;
  private readonly main: ResourceStore;
  private readonly own: ReadonlyMap<string, ResourceStore>;

  constructor({ main, own, definitions, updateCreate }: StoresOfTypes) {
    this.main = main;
    this.own = own;
    this.all = [...new Set([main, ...own.values()])];
    this.served = new Map(
      Array.from(definitions, (each) => [
        each.type,
        servedDefinition(each, this.capabilities(each.type), updateCreate),
      ]),
    );
    const referring = [...this.served.keys()].filter((type) => this.capabilities(type).referrers);
    this.withReferrers = [...new Set(referring.map((type) => this.of(type)))];
  }

  of(type: string): ResourceStore {
    return this.own.get(type) ?? this.main;
  }

  /** Types served with an interaction, in the order of declaration. */
  typesWith(interaction: Interaction): readonly string[] {
    return [...this.served.values()].flatMap(({ type, interactions }) =>
      interactions.includes(interaction) ? [type] : [],
    );
  }

  /** Types whose resources can be exported, in the order of declaration. */
  get exported(): readonly string[] {
    return [...this.served.values()].flatMap(({ type, exported }) => (exported === false ? [] : [type]));
  }

  /** The job store, which is that of the main store; undefined when the main store keeps no jobs. */
  get jobs(): JobStore | undefined {
    return this.main.jobs;
  }

  capabilities(type: string): StoreCapabilities {
    return this.of(type).capabilities(type);
  }

  /**
   * The store for a unit of work over these types.
   * @throws FhirError `unprocessable` when they are kept in two stores, which cannot be written atomically
   */
  theOneOf(types: readonly string[]): ResourceStore {
    const [first = '', ...others] = types;
    const store = this.of(first);
    const stranger = others.find((type) => this.of(type) !== store);
    if (stranger !== undefined) throw inTwoStores(first, stranger);
    return store;
  }

  /** Resolves when all stores answer. @throws FhirError `unavailable` */
  async ping(): Promise<void> {
    for (const store of this.all) await store.ping();
  }

  /** The combined load of all stores; undefined when none reports it. */
  load(): StoreLoad | undefined {
    const loads = this.all.flatMap((store) => store.load?.() ?? []);
    if (loads.length === 0) return undefined;
    const sum = (of: keyof StoreLoad): number => loads.reduce((all, load) => all + load[of], 0);
    return { connections: sum('connections'), busy: sum('busy'), waiting: sum('waiting'), retries: sum('retries') };
  }
}

/** Error for a write that would have to change two stores atomically. */
export function inTwoStores(one: string, other: string): FhirError {
  const text = say`${one} and ${other} are kept in different databases, and cannot be written in one transaction`;
  const hint = say`Send them in separate requests.`;
  return new FhirError('unprocessable', text, [{ code: 'not-supported', text, hint }]);
}
