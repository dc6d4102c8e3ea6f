import type { TokenValue } from '../ports/search';

/** What is known of codes here, as far as searches ask. */
export interface Terminology {
  /**
   * The codes of a value set, by its canonical.
   * @returns undefined when it is not known, or not all its codes are
   */
  codesOf(valueSet: string): readonly TokenValue[] | undefined;
  /**
   * A code, and what is more general (`above`) or more special (`below`) than it.
   * @returns undefined when nothing is known of the code, or its code system has no hierarchy
   */
  related(direction: 'above' | 'below', system: string, code: string): readonly string[] | undefined;
}

/** Without definitions of codes. */
export const NO_TERMINOLOGY: Terminology = { codesOf: () => undefined, related: () => undefined };
