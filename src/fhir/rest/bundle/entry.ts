import type { JsonObject } from '../../json';

/** In the order in which they are carried out, whatever the order of the entries. @see https://hl7.org/fhir/R4/http.html#trules */
export const PHASES = [['DELETE'], ['POST'], ['PUT', 'PATCH'], ['GET', 'HEAD']] as const;

export type EntryMethod = (typeof PHASES)[number][number];

/** One entry of a batch or transaction, as it was sent. */
export interface Entry {
  /** Its place in the Bundle, from 0. */
  readonly index: number;
  readonly fullUrl: string | undefined;
  readonly method: EntryMethod;
  /** What the address names below the base: `['Organization', '1']`. */
  readonly segments: readonly string[];
  /** What follows the question mark of the address. */
  readonly query: string;
  /** The conditions as headers, names in lower case. */
  readonly conditions: Readonly<Record<string, string>>;
  readonly resource: JsonObject | undefined;
}

/** Which of `PHASES`. */
export function phaseOf({ method }: Entry): number {
  return PHASES.findIndex((methods) => (methods as readonly string[]).includes(method));
}
