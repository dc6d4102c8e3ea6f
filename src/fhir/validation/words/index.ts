import { say, type Message } from '../../messages';
import { administration } from './administration';
import { clinical } from './clinical';
import { conformance } from './conformance';
import { structureDefinition } from './structure-definition';
import { says, type Words, type WordsByPlace } from './words';

const all: WordsByPlace = { ...administration, ...clinical, ...conformance, ...structureDefinition };

/** Invariants that R4 repeats on many elements. */
const WHEREVER: Readonly<Record<string, Words>> = {
  'sqty-1': says(say`This quantity has no comparator`, say`Remove \`comparator\`.`),
};

/** The message for an invariant of a type or element; undefined when there is none. */
export function wordsFor(place: string, key: string): { readonly human: Message; readonly hint: Message } | undefined {
  return all[place]?.[key] ?? WHEREVER[key];
}
