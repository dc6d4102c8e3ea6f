import type { JsonObject, JsonValue } from '../json/json-value';
import type { Message } from '../messages';
import type { ContainedScope } from './contained-scope';
import { dataTypeInvariants } from './invariants-datatypes';
import { publishedInvariants } from './invariants-published';
import { resourceInvariants } from './invariants-resources';
import { timingInvariants } from './invariants-timing';
import { wordsFor } from './words';

/** A rule of R4 about how the parts of an element relate, or about the value of a primitive. */
export interface Invariant<Value extends JsonValue = JsonObject> {
  /** Its key in the specification. */
  readonly key: string;
  /** A type (`Period`, including derived types) or an element (`Organization.telecom`, checked for each item). */
  readonly on: string;
  /** Default: `error`. */
  readonly severity?: 'error' | 'warning';
  /** What is wrong when it does not hold: a sentence without a full stop. */
  readonly human: Message;
  /** What would be right. */
  readonly hint?: Message;
  /** Never throws. Members may be of any JSON type, because other checks report wrong types. */
  readonly holds: (value: Value, around: Surroundings) => boolean;
}

/** What an invariant may refer to besides its element. */
export interface Surroundings {
  readonly scope: ContainedScope | undefined;
  /** The nearest resource around the element, possibly a contained one. */
  readonly resource: JsonObject;
}

/** Invariants written in TypeScript, because they apply to the resources that are read and written most. */
const byHand = new Map<string, Invariant[]>();
for (const invariant of [...dataTypeInvariants, ...timingInvariants, ...resourceInvariants]) {
  byHand.set(invariant.on, [...(byHand.get(invariant.on) ?? []), invariant]);
}

/** The invariants defined on a type or element, without those of its base type. */
export function invariantsOn(place: string): readonly Invariant[] {
  const own = byHand.get(place) ?? [];
  return [...own, ...publishedInvariants(place).filter(({ key }) => !own.some((invariant) => invariant.key === key))];
}

/** The rule in words; undefined when another check, with its own message, covers it. */
export function invariantWords(place: string, key: string): Message | undefined {
  return (byHand.get(place)?.find((invariant) => invariant.key === key) ?? wordsFor(place, key))?.human;
}

/** The same for an element with a primitive value; none of these is written in TypeScript. */
export const invariantsOnPrimitive: (place: string) => readonly Invariant<JsonValue>[] = publishedInvariants;
