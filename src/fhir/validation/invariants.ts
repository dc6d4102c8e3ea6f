import type { JsonObject, JsonValue } from '../json/json-value';
import type { Message } from '../messages';
import type { ContainedScope } from './contained-scope';
import { dataTypeInvariants } from './invariants-datatypes';
import { publishedInvariants } from './invariants-published';
import { resourceInvariants } from './invariants-resources';
import { timingInvariants } from './invariants-timing';
import { wordsFor } from './words';

/** A rule of R4 about how the parts of an element go together; of a primitive, about its value. */
export interface Invariant<Value extends JsonValue = JsonObject> {
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
  readonly holds: (value: Value, around: Surroundings) => boolean;
}

/** What an invariant may ask about besides its element. */
export interface Surroundings {
  readonly scope: ContainedScope | undefined;
  /** The nearest resource around the element, which may be contained in another one. */
  readonly resource: JsonObject;
}

/** Written out, since they are asked of every resource of the kinds that are read and written most. */
const byHand = new Map<string, Invariant[]>();
for (const invariant of [...dataTypeInvariants, ...timingInvariants, ...resourceInvariants]) {
  byHand.set(invariant.on, [...(byHand.get(invariant.on) ?? []), invariant]);
}

/** The invariants that stand on a type or an element; not those of its base type. */
export function invariantsOn(place: string): readonly Invariant[] {
  const own = byHand.get(place) ?? [];
  return [...own, ...publishedInvariants(place).filter(({ key }) => !own.some((invariant) => invariant.key === key))];
}

/** What an invariant asks, in words; undefined where it is judged otherwise, and told in other words. */
export function invariantWords(place: string, key: string): Message | undefined {
  return (byHand.get(place)?.find((invariant) => invariant.key === key) ?? wordsFor(place, key))?.human;
}

/** The same on an element whose value is a primitive; none of them is written out. */
export const invariantsOnPrimitive: (place: string) => readonly Invariant<JsonValue>[] = publishedInvariants;
