interface TestFunction {
  (name: string, body: () => Promise<void>): unknown;
  /** Tells of a test that is not run. */
  skip(name: string, body: () => Promise<void>): unknown;
}

/** What the kit needs of a test runner. Jest has these as globals, and so has Vitest with `globals: true`. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  readonly it: TestFunction;
  beforeAll(body: () => Promise<void>): unknown;
  afterAll(body: () => Promise<void>): unknown;
}

/**
 * The runner a suite is told to use, or the one whose functions are global.
 * @throws Error in a sentence when there is none
 */
export function runnerOf(given: TestRunner | undefined): TestRunner {
  // Through an object of no type: what is global is another thing under each runner.
  const { describe, it, beforeAll, afterAll } = given ?? (Object(globalThis) as Partial<TestRunner>);
  if (describe && it && beforeAll && afterAll) return { describe, it, beforeAll, afterAll };
  throw new Error(
    'describe, it, beforeAll and afterAll are not global here: give them as `runner`, ' +
      'such as { describe, it, beforeAll: before, afterAll: after } of node:test',
  );
}
