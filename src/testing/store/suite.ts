import type { TestRunner } from '../runner';
import type { StoreCase } from './store-case';
import type { StoreTester } from './store-tester';

/** A part of the suite. @param tester call it within tests only; no store is open before */
export type Suite = (tester: () => StoreTester, runner: TestRunner, about: StoreCase) => void;

/** A promise that is resolved from outside, to pause a transaction. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

/** One turn of the event loop. */
export const breathe = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));
