import type { TestRunner } from '../runner';
import type { StoreCase } from './store-case';
import type { StoreTester } from './store-tester';

/** A part of what a store is tried by. @param tester to be asked for within tests: before them, no store is open */
export type Suite = (tester: () => StoreTester, runner: TestRunner, about: StoreCase) => void;

/** A promise and the means to settle it from outside: a place for a transaction to stop at. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

/** One turn of the event loop. */
export const breathe = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));
