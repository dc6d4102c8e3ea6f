import { date } from './date';
import type { Kind, ParameterType } from './kind';
import { number, quantity } from './quantity';
import { reference } from './reference';
import { string } from './string';
import { token } from './token';
import { uri } from './uri';

export type { Asked, Kind, ParameterFacts, ParameterType } from './kind';

/** Every type of search parameter that is understood; a new one is a file here and a kind of clause of the port. */
export const KINDS: Readonly<Record<ParameterType, Kind>> = { token, string, reference, date, number, quantity, uri };
