import { say, type Message } from '../../messages';
import { administration } from './administration';
import { clinical } from './clinical';
import { conformance } from './conformance';
import { structureDefinition } from './structure-definition';
import { says, type Words, type WordsByPlace } from './words';

const all: WordsByPlace = { ...administration, ...clinical, ...conformance, ...structureDefinition };

/** R4 says it of many elements, in the same words. */
const WHEREVER: Readonly<Record<string, Words>> = {
  'sqty-1': says(say`This quantity has no comparator`, say`Remove \`comparator\`.`),
};

/** The words for an invariant on a place; undefined where there are none. */
export function wordsFor(place: string, key: string): { readonly human: Message; readonly hint: Message } | undefined {
  return all[place]?.[key] ?? WHEREVER[key];
}
