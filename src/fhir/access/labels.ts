import { createHash } from 'node:crypto';
import type { JsonPath } from '../errors/json-path';
import type { JsonObject } from '../json/json-value';
import type { TokenEntry } from '../ports/index-change';
import { MOST_LABELS } from '../ports/labels';
import type { AccessPolicy } from './access-policy';
import { referencesToContained } from './fragments';

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
  constructor(policies: readonly AccessPolicy[]) {
    let bit = 1;
    this.sources = policies.flatMap((policy): Source[] => {
      if (!policy.labels) return [];
      const { names } = policy.labels;
      const twice = names.find((name, at) => names.indexOf(name) !== at);
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
        : this.sources.flatMap(({ policy, bits }) =>
            policy.labels!.of(resourceType, resource).map(({ path, label }) => ({ path, bit: bitOf(policy, bits, label) })),
          ); // prettier-ignore
    const more = resource['contained'] === undefined ? NONE : referencesToContained(resource, found);
    const all = more.length === 0 ? found : [...found, ...more];
    this.known.set(resource, all);
    return all;
  }

  /** Bits of labels of a policy. @throws Error for a label the policy did not declare */
  bits(policy: AccessPolicy, labels: readonly string[]): number {
    const source = this.sources.find((each) => each.policy === policy);
    return labels.reduce((all, label) => all | bitOf(policy, source?.bits, label), 0);
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

function bitOf(policy: AccessPolicy, bits: ReadonlyMap<string, number> | undefined, label: string): number {
  const bit = bits?.get(label);
  if (bit === undefined) throw new Error(`The access policy ${policy.name} does not name the label ${label}`);
  return bit;
}
