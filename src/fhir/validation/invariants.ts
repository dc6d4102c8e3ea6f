import type { JsonObject } from '../json/json-value';
import type { Message } from '../messages';
import type { ContainedScope } from './contained-scope';
import { dataTypeInvariants } from './invariants-datatypes';
import { resourceInvariants } from './invariants-resources';
import { timingInvariants } from './invariants-timing';

/** A rule of R4 about how the parts of an element go together. */
export interface Invariant {
  /** The name it has in the specification. */
  readonly key: string;
  /** A type (`Period`, also for the types derived from it) or an element (`Organization.telecom`, tested on each entry). */
  readonly on: string;
  /** Default: `error`. */
  readonly severity?: 'error' | 'warning';
  /** What is wrong when it does not hold: a sentence without its full stop. */
  readonly human: Message;
  /** What would be right. */
  readonly hint?: Message;
  /** Never throws: the parts may be of any JSON kind, which other checks refuse. */
  readonly holds: (value: JsonObject, scope: ContainedScope | undefined) => boolean;
}

const byPlace = new Map<string, Invariant[]>();
for (const invariant of [...dataTypeInvariants, ...timingInvariants, ...resourceInvariants]) {
  byPlace.set(invariant.on, [...(byPlace.get(invariant.on) ?? []), invariant]);
}

/** The invariants that stand on a type or an element; not those of its base type. */
export function invariantsOn(place: string): readonly Invariant[] {
  return byPlace.get(place) ?? [];
}
