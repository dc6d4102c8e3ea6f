interface TestFunction {
  (name: string, body: () => Promise<void>): unknown;
  /** Reports a test that is not run. */
  skip(name: string, body: () => Promise<void>): unknown;
}

/** What the kit needs from a test runner. Jest has these functions as globals, as does Vitest with `globals: true`. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  readonly it: TestFunction;
  beforeAll(body: () => Promise<void>): unknown;
  afterAll(body: () => Promise<void>): unknown;
}

/**
 * The runner given to a suite, or the one whose functions are global.
 * @throws Error in one sentence when there is neither
 */
export function runnerOf(given: TestRunner | undefined): TestRunner {
  // Read through an untyped object, because the globals differ between runners.
  const { describe, it, beforeAll, afterAll } = given ?? (Object(globalThis) as Partial<TestRunner>);
  if (describe && it && beforeAll && afterAll) return { describe, it, beforeAll, afterAll };
  throw new Error(
    'describe, it, beforeAll and afterAll are not global here: give them as `runner`, ' +
      'such as { describe, it, beforeAll: before, afterAll: after } of node:test',
  );
}
