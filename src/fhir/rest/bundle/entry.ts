import type { JsonObject } from '../../json';

/**
 * Methods in processing order, which is independent of the order of entries.
 * @see https://hl7.org/fhir/R4/http.html#trules
 */
export const PHASES = [['DELETE'], ['POST'], ['PUT', 'PATCH'], ['GET', 'HEAD']] as const;

export type EntryMethod = (typeof PHASES)[number][number];

/** An entry of a batch or transaction, as sent. */
export interface Entry {
  /** Position in the Bundle, starting at 0. */
  readonly index: number;
  readonly fullUrl: string | undefined;
  readonly method: EntryMethod;
  /** Path segments below the base: `['Organization', '1']`. */
  readonly segments: readonly string[];
  /** The part of the URL after the question mark. */
  readonly query: string;
  /** The conditions as headers, with lower-case names. */
  readonly conditions: Readonly<Record<string, string>>;
  readonly resource: JsonObject | undefined;
}

/** Index in `PHASES`, by method. */
export const PHASE_OF: ReadonlyMap<string, number> = new Map(
  PHASES.flatMap((methods, phase) => methods.map((method) => [method, phase] as const)),
);

/** Index in `PHASES`. */
export function phaseOf({ method }: Entry): number {
  return PHASE_OF.get(method)!;
}
