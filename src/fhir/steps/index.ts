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

/** A function that can also do its work in steps, with the same result; `steps` is absent where that is not worth it. */
export type Divisible<Args extends unknown[], T> = ((...args: Args) => T) & {
  readonly steps?: (...args: Args) => Steps<T>;
};

export function divisible<Args extends unknown[], T>(steps: (...args: Args) => Steps<T>): Divisible<Args, T> {
  return Object.assign((...args: Args) => atOnce(steps(...args)), { steps });
}

/** Does the work in steps if it can be divided. */
export function* stepsOf<Args extends unknown[], T>(work: Divisible<Args, T>, ...args: Args): Steps<T> {
  return work.steps ? yield* work.steps(...args) : work(...args);
}
