import type { SearchParameterDeclaration } from '../declaration';
import { date } from './date';
import type { Kind } from './kind';
import { number, quantity } from './quantity';
import { reference } from './reference';
import { ofPlaces, special } from './special';
import { string } from './string';
import { token } from './token';
import { uri } from './uri';
import { wordByWord } from './word-by-word';

export type { Asked, Kind, ParameterFacts, ParameterType, ToEntries } from './kind';

/** Types of search parameters; a new one is a file here and a kind of clause of the port. */
export const KINDS = { token, string, reference, date, number, quantity, uri, special } as const satisfies Record<string, Kind>; // prettier-ignore

/** What a parameter is, by what it declares. @throws Error it is of a type that is not understood */
export function kindOf({ type, places, words }: Pick<SearchParameterDeclaration, 'type' | 'places' | 'words'>): Kind {
  if (!Object.hasOwn(KINDS, type)) throw new Error(`its type is ${type}; understood are ${Object.keys(KINDS).join(', ')}`);
  if (places) return ofPlaces(places);
  if (words) return wordByWord(words);
  return KINDS[type as keyof typeof KINDS];
} // prettier-ignore
