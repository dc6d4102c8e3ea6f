/**
 * Work that may take long, and says after each of its steps that it can be interrupted. It neither reads a clock nor
 * waits: whoever runs it decides.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Runs all steps without a break. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
