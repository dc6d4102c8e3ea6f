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

/** The supported types of search parameters. Each is a file here and a kind of clause in the port. */
export const KINDS = { token, string, reference, date, number, quantity, uri, special } as const satisfies Record<string, Kind>; // prettier-ignore

/** The kind of a declared parameter. @throws Error for an unsupported type */
export function kindOf({ type, places, words }: Pick<SearchParameterDeclaration, 'type' | 'places' | 'words'>): Kind {
  if (!Object.hasOwn(KINDS, type)) throw new Error(`its type is ${type}; understood are ${Object.keys(KINDS).join(', ')}`);
  if (places) return ofPlaces(places);
  if (words) return wordByWord(words);
  return KINDS[type as keyof typeof KINDS];
} // prettier-ignore
