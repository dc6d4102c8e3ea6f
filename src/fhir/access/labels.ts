import { createHash } from 'node:crypto';
import type { JsonPath } from '../errors/json-path';
import type { JsonObject } from '../json/json-value';
import type { TokenEntry } from '../ports/index-change';
import { MOST_LABELS } from '../ports/labels';
import type { AccessPolicy, LabelledPlace } from './access-policy';
import { referencesToContained } from './fragments';
import { PolicyFaults } from './policy-faults';

/** Code of the entries that hold the labels of a whole resource. No search parameter has this code. */
export const LABEL_CODE = '$label';

/** A place and the bit of its label. */
export interface Place {
  readonly path: JsonPath;
  readonly bit: number;
}

interface Source {
  readonly policy: AccessPolicy;
  readonly bits: ReadonlyMap<string, number>;
}

/** Increase it when resources get other labels than before by what is the same for all policies. */
const REVISION = 2;

const NONE: readonly never[] = [];

/** The labels of all policies of a server, as bits of one number. */
export class Labels {
  /** Changes when resources get other labels; empty when no labels exist. */
  readonly digest: string;
  /** A short form of `digest`. */
  readonly fingerprint: string;
  /** All bits. */
  readonly all: number;
  private readonly sources: readonly Source[];
  /** Computed once per resource: a write asks several times. */
  private readonly known = new WeakMap<Readonly<JsonObject>, readonly Place[]>();

  /** @throws Error with one sentence, for the start of the server */
  constructor(
    policies: readonly AccessPolicy[],
    private readonly faults = new PolicyFaults(),
  ) {
    let bit = 1;
    this.sources = policies.flatMap((policy): Source[] => {
      if (!policy.labels) return [];
      const { names } = policy.labels;
      const twice = names.find((name, at) => names.indexOf(name) !== at);
      if (names.length === 0) throw new Error(`The access policy ${policy.name} has labels and names none`);
      if (twice !== undefined) throw new Error(`The access policy ${policy.name} has the label ${twice} twice`);
      const bits = new Map(names.map((name) => [name, (bit *= 2) / 2]));
      return [{ policy, bits }];
    });
    if (bit > 2 ** MOST_LABELS)
      throw new Error(`The access policies of a server have ${MOST_LABELS} labels together at most`);
    this.all = bit - 1;
    const made = this.sources.map(({ policy, bits }) => [policy.name, policy.labels?.version ?? 1, ...bits.keys()]);
    this.digest = made.length === 0 ? '' : JSON.stringify([REVISION, ...made]);
    this.fingerprint = this.digest === '' ? '' : createHash('sha256').update(this.digest).digest('hex');
  }

  get isEmpty(): boolean {
    return this.sources.length === 0;
  }

  /** Places that carry labels, including the root path for the whole resource. */
  of(resource: Readonly<JsonObject>): readonly Place[] {
    if (this.sources.length === 0) return NONE;
    const known = this.known.get(resource);
    if (known) return known;
    const { resourceType } = resource;
    const found =
      typeof resourceType !== 'string'
        ? NONE
        : this.sources.flatMap((source) =>
            source.policy.labels!.of(resourceType, resource).flatMap((place) => this.placesOf(source, resourceType, place)),
          ); // prettier-ignore
    const more = resource['contained'] === undefined ? NONE : referencesToContained(resource, found);
    const all = more.length === 0 ? found : [...found, ...more];
    this.known.set(resource, all);
    return all;
  }

  /** Bits of the labels that a policy hides; all of its labels, if it does not name one of them. */
  hidden(policy: AccessPolicy, labels: readonly string[]): number {
    const bits = this.bitsOf(policy);
    if (!bits) return 0;
    return labels.reduce((sum, label) => {
      const bit = bits.get(label);
      if (bit === undefined) this.faults.unnamed(policy.name, label, 'those that are hidden', 'all are hidden');
      return sum | (bit ?? allOf(bits));
    }, 0);
  }

  /** Bits of the labels that a policy discloses, without those that it does not name. */
  disclosed(policy: AccessPolicy, labels: readonly string[]): number {
    const bits = this.bitsOf(policy);
    return labels.reduce((sum, label) => {
      const bit = bits?.get(label);
      if (bit === undefined) this.faults.unnamed(policy.name, label, 'those that are disclosed', 'it is not disclosed');
      return sum | (bit ?? 0);
    }, 0);
  }

  /** With a label that the policy does not name, a place is hidden from everybody from whom any label is hidden. */
  private placesOf({ policy, bits }: Source, type: string, { path, label }: LabelledPlace): readonly Place[] {
    const bit = bits.get(label);
    if (bit !== undefined) return [{ path, bit }];
    const place = path.length === 0 ? `a resource of type ${type}` : `an element of ${type}`;
    this.faults.unnamed(policy.name, label, place, 'it is hidden from all who do not see every label of the policy');
    return [...bits.values()].map((each) => ({ path, bit: each }));
  }

  private bitsOf(policy: AccessPolicy): ReadonlyMap<string, number> | undefined {
    return this.sources.find((each) => each.policy === policy)?.bits;
  }

  /** Index entries for the labels of the whole resource. */
  wholeEntries(resource: Readonly<JsonObject>): readonly TokenEntry[] {
    const bits = this.whole(resource);
    return this.wholeValues(bits).map(({ system, value }) => ({ kind: 'token', code: LABEL_CODE, system, value }));
  }

  /** Labels of the whole resource, as bits. */
  whole(resource: Readonly<JsonObject>): number {
    return this.of(resource).reduce((bits, { path, bit }) => (path.length === 0 ? bits | bit : bits), 0);
  }

  /** Labels of the resource and of all its elements, as bits. */
  any(resource: Readonly<JsonObject>): number {
    return this.of(resource).reduce((bits, { bit }) => bits | bit, 0);
  }

  /** Token values that match resources whose whole carries one of these labels. @param bits one or more */
  wholeValues(bits: number): readonly { readonly system: string; readonly value: string }[] {
    return this.sources.flatMap(({ policy, bits: all }) =>
      [...all].filter(([, bit]) => (bits & bit) !== 0).map(([value]) => ({ system: policy.name, value })),
    );
  }
}

function allOf(bits: ReadonlyMap<string, number>): number {
  return [...bits.values()].reduce((all, bit) => all | bit, 0);
}
