import { Inject, Injectable, type OnApplicationBootstrap, Optional } from '@nestjs/common';
import type { JsonObject } from '../json/json-value';
import { type Unseen, unseenBy, type UnseenExcept } from '../ports/labels';
import type { RequestContext } from '../plugin/request-context';
import { ServedProviders } from '../plugin/served-providers';
import { isOfOthers, type SearchClause } from '../ports/search';
import { isPolicy, type AccessChange, type AccessPolicy, type Denial, type Disclosure } from './access-policy';
import { ByIdentity } from './by-identity';
import { changedPaths } from './changed-paths';
import { denied } from './denied';
import { type Disclosed, Disclosures } from './disclosures';
import { LABEL_CODE, Labels } from './labels';
import { masked, maskOf, type Mask } from './mask';
import { PolicyFaults } from './policy-faults';

/** Injection token of the policies given to FhirModule. */
export const GIVEN_POLICIES = Symbol('GivenPolicies');

/** What a client may see of the resources of a type. */
export interface Sight {
  /** The client sees every resource of the type, in full. */
  readonly isWhole: boolean;
  /** Labels whose places are hidden, as bits of `Labels`; in some resources perhaps fewer (`disclosed`). */
  readonly hidden: number;
  readonly disclosed: readonly Disclosed[];
  /** Conditions a resource must meet to be visible, evaluated on the whole resource. */
  readonly clauses: readonly SearchClause[];
  /** The part of `clauses` that policies narrow by; the remaining clause excludes hidden labels of whole resources. */
  readonly narrowed: readonly SearchClause[];
  /** Only other resources decide whether a resource matches `narrowed`. */
  readonly isOfOthers: boolean;
  /**
   * What is asked for each resource read, as its content never decides it: `where` of what is disclosed, in its order,
   * and `clauses`. Empty unless `isOfOthers`.
   */
  readonly conditions: readonly (readonly SearchClause[])[];
}

/** The sight of a client that sees everything. */
export const WHOLE: Sight = Object.freeze({
  isWhole: true,
  hidden: 0,
  disclosed: [],
  clauses: [],
  narrowed: [],
  isOfOthers: false,
  conditions: [],
});

/** Combines all access policies of a server. */
@Injectable()
export class AccessControl implements OnApplicationBootstrap {
  private found: { readonly policies: readonly AccessPolicy[]; readonly labels: Labels } | undefined;
  private readonly faults = new PolicyFaults();
  private readonly sights = new WeakMap<RequestContext, Map<string, Sight>>();
  /** The same object for all clients with the same sight, so that what is made of its clauses can be kept with it. */
  private readonly shared = new Map<string, ByIdentity<Sight>>();
  /** In which resources a client sees more than in others. */
  readonly disclosures = new Disclosures();

  constructor(
    private readonly served: ServedProviders,
    @Optional() @Inject(GIVEN_POLICIES) private readonly given: readonly AccessPolicy[] = [],
  ) {}

  /** Collects the policies now, so that an invalid one stops the start of the server. */
  onApplicationBootstrap(): void {
    void this.all;
  }

  /** Available once all providers have been created. */
  get policies(): readonly AccessPolicy[] {
    return this.all.policies;
  }

  get labels(): Labels {
    return this.all.labels;
  }

  /** True when no policy exists: nothing is refused or hidden. */
  get isOpen(): boolean {
    return this.policies.length === 0;
  }

  /** Request headers that answers depend on. */
  get headers(): readonly string[] {
    return [...new Set(this.policies.flatMap(({ headers = [] }) => headers))];
  }

  /** The same headers, each with a hint of what to send in it. */
  get headerHints(): ReadonlyMap<string, string> {
    return new Map(
      this.policies.flatMap(({ headers = [], headerHints = {} }) =>
        headers.map((name) => [name, headerHints[name] ?? ''] as const),
      ),
    );
  }

  /**
   * Asks every policy whether a request may happen.
   * @returns a promise only where a policy answers asynchronously
   * @throws FhirError `forbidden` (403), with the missing scope
   */
  admit(context: RequestContext): void | Promise<void> {
    if (context.ofServer) return;
    return this.ask((policy) => policy.admit?.(context));
  }

  /** What the client of a request may see of the resources of a type. */
  sight(context: RequestContext, type: string): Sight {
    if (this.isOpen || context.ofServer) return WHOLE;
    let known = this.sights.get(context);
    if (!known) this.sights.set(context, (known = new Map<string, Sight>()));
    const before = known.get(type);
    if (before) return before;
    const sight = this.makeSight(context, type);
    known.set(type, sight);
    return sight;
  }

  /**
   * Labels that are hidden in one resource, as bits. As long as it is not known whether the resource discloses more
   * than others, it does not.
   * @param id undefined for a resource without one
   */
  hiddenIn(context: RequestContext, type: string, id: string | undefined): number {
    const { hidden, disclosed } = this.sight(context, type);
    if (id === undefined) return hidden;
    const shown = disclosed.filter((each) => this.disclosures.of(context, each, id) === true);
    return shown.reduce((rest, { bits }) => rest & ~bits, hidden);
  }

  /**
   * What is hidden of a resource from the client; undefined when nothing is.
   * @param resource one with a `resourceType`
   * @param hidden labels, as bits
   */
  mask(context: RequestContext, resource: Readonly<JsonObject>, hidden = this.hiddenOf(context, resource)): Mask | undefined {
    return hidden === 0 ? undefined : maskOf(this.labels.of(resource), hidden);
  } // prettier-ignore

  /** The resource as the client may see it; the same object when nothing of it is hidden. */
  view(context: RequestContext, resource: Readonly<JsonObject>): Readonly<JsonObject> {
    return masked(resource, this.mask(context, resource));
  }

  /**
   * Which index entries the client must not see; undefined when no labels exist.
   * @param types the types that are searched
   */
  unseen(context: RequestContext, types: Iterable<string>): Unseen | undefined {
    const { labels } = this;
    if (labels.isEmpty) return undefined;
    const byType: Record<string, number> = {};
    let except: Record<string, readonly UnseenExcept[]> | undefined;
    for (const type of types) {
      const { hidden, disclosed } = this.sight(context, type);
      if (hidden !== 0) byType[type] = unseenBy(hidden, labels.all);
      if (disclosed.length > 0) (except ??= {})[type] = disclosed.map(({ bits, where }) => ({ labels: bits, where }));
    }
    return { usual: unseenBy(0, labels.all), byType, ...(except && { except }) };
  }

  /** Whether the client sees every resource of these types in full. @param types those that may be asked for */
  seesAll(context: RequestContext, types: Iterable<string>): boolean {
    for (const type of types) if (!this.sight(context, type).isWhole) return false;
    return true;
  }

  /** Whether answers to the client may contain what is stored of a type. */
  reads(context: RequestContext, type: string): boolean {
    return context.ofServer === true || this.policies.every((policy) => policy.reads?.(context, type) ?? true);
  }

  /**
   * Asks every policy whether a change may be made.
   * @param change the whole resource before and after the change
   * @throws FhirError `forbidden`
   */
  change(change: Omit<AccessChange, 'paths'>): void | Promise<void> {
    if (change.context.ofServer || this.isOpen) return;
    const asked = withPaths(change);
    return this.ask((policy) => policy.change?.(asked));
  }

  private hiddenOf(context: RequestContext, resource: Readonly<JsonObject>): number {
    const { resourceType, id } = resource;
    return this.hiddenIn(context, resourceType as string, typeof id === 'string' ? id : undefined);
  }

  private get all() {
    if (this.found) return this.found;
    const policies = [...this.given, ...this.discovered()];
    for (const [at, { name }] of policies.entries()) {
      if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`${name} is not a name of an access policy: [a-z0-9-]+`);
      if (policies.findIndex((each) => each.name === name) !== at)
        throw new Error(`Two access policies are called ${name}`);
    }
    return (this.found = { policies, labels: new Labels(policies, this.faults) });
  }

  private discovered(): AccessPolicy[] {
    const policies = new Set<AccessPolicy>();
    for (const provider of this.served.all()) {
      const instance: unknown = provider.instance;
      if (typeof instance !== 'object' || instance === null || !isPolicy(instance)) continue;
      if (provider.isTransient || !provider.isDependencyTreeStatic())
        throw new Error(`${String(provider.name)} cannot be an access policy: it is request-scoped or transient`);
      policies.add(instance);
    }
    return [...policies];
  }

  private makeSight(context: RequestContext, type: string): Sight {
    let shared = this.shared.get(type);
    if (!shared) this.shared.set(type, (shared = new ByIdentity<Sight>()));
    const answers = this.policies.map((policy): PolicySight => ({
      policy,
      labels: someOf(policy.hidden?.(context, type)),
      clauses: someOf(policy.narrow?.(context, type)),
      disclosures: someOf(policy.disclosed?.(context, type)),
    }));
    const lists = answers.flatMap(({ labels, clauses, disclosures }) => [labels, clauses, disclosures]);
    return shared.of(lists, () => this.together(answers));
  }

  private together(answers: readonly PolicySight[]): Sight {
    let hidden = 0;
    const narrowed: SearchClause[] = [];
    const disclosed: Disclosed[] = [];
    for (const { policy, labels, clauses, disclosures } of answers) {
      if (labels.length > 0) hidden |= this.labels.hidden(policy, labels);
      narrowed.push(...clauses);
      this.tellTwice(policy, disclosures);
      for (const { labels: names, where } of disclosures)
        disclosed.push({ bits: this.labels.disclosed(policy, names), where });
    }
    if (hidden === 0 && narrowed.length === 0) return WHOLE;
    const values = this.labels.wholeValues(hidden);
    const clauses: readonly SearchClause[] =
      values.length === 0 ? narrowed : [...narrowed, { kind: 'token', code: LABEL_CODE, values, not: true }];
    const shown = disclosedOf(hidden, disclosed);
    const decided = narrowed.length > 0 && narrowed.every(isOfOthers);
    return {
      isWhole: false,
      hidden,
      disclosed: shown,
      narrowed,
      clauses,
      isOfOthers: decided,
      conditions: decided ? [...shown.map(({ where }) => where), clauses] : [],
    };
  }

  private tellTwice({ name }: AccessPolicy, disclosures: readonly Disclosure[]): void {
    if (disclosures.length < 2) return;
    const labels = disclosures.flatMap((each) => each.labels);
    const twice = labels.find((label, at) => labels.indexOf(label) !== at);
    if (twice !== undefined)
      this.faults.tell(`The access policy ${name} discloses the label ${twice} of a type twice: it is not disclosed`);
  }

  /** Asks the policies in order; stays synchronous as long as they answer synchronously. */
  private ask(question: (policy: AccessPolicy) => Denial | undefined | Promise<Denial | undefined>, from = 0): void | Promise<void> {
    const { policies } = this;
    for (let at = from; at < policies.length; at += 1) {
      const answer = question(policies[at]!);
      if (answer instanceof Promise) {
        return answer.then((denial) => {
          if (denial) throw denied(denial);
          return this.ask(question, at + 1);
        });
      }
      if (answer) throw denied(answer);
    }
  } // prettier-ignore
}

/** What a policy says about a type. */
interface PolicySight {
  readonly policy: AccessPolicy;
  readonly labels: readonly string[];
  readonly clauses: readonly SearchClause[];
  readonly disclosures: readonly Disclosure[];
}

/** The same object for all empty lists. */
function someOf<T>(list: readonly T[] = NONE): readonly T[] {
  return list.length === 0 ? NONE : list;
}

const NONE: readonly never[] = Object.freeze([]);

/** What is disclosed of what is hidden. A label that is disclosed in two ways is not. */
function disclosedOf(hidden: number, disclosed: readonly Disclosed[]): readonly Disclosed[] {
  let [once, twice] = [0, 0];
  for (const { bits } of disclosed) [once, twice] = [once | bits, twice | (once & bits)];
  return disclosed.flatMap(({ bits, where }) => {
    const shown = bits & hidden & ~twice;
    return shown === 0 ? [] : [{ bits: shown, where }];
  });
}

/** Computes `paths` lazily: most policies do not read them. */
function withPaths(change: Omit<AccessChange, 'paths'>): AccessChange {
  let paths: AccessChange['paths'] | undefined;
  return {
    ...change,
    get paths() {
      return (paths ??= changedPaths(change.before, change.after));
    },
  };
}
