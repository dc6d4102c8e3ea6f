import type { TokenValue } from '../ports/search';

/** Terminology, as far as searches need it. */
export interface Terminology {
  /**
   * The codes of a value set, by its canonical URL.
   * @returns undefined when the value set is unknown or its codes are not all known
   */
  codesOf(valueSet: string): readonly TokenValue[] | undefined;
  /**
   * A code together with its ancestors (`above`) or descendants (`below`).
   * @returns undefined when the code is unknown or its code system has no hierarchy
   */
  related(direction: 'above' | 'below', system: string, code: string): readonly string[] | undefined;
}

/** Knows no codes. */
export const NO_TERMINOLOGY: Terminology = { codesOf: () => undefined, related: () => undefined };
