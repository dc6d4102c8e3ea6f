import type { FhirResource } from 'fhir/r4';
import type { StoreCapabilities } from '../../fhir';
import { runnerOf } from '../runner';
import { amongTypes } from './among-types';
import { conditions } from './conditions';
import { core } from './core';
import { criteria } from './criteria';
import { exactDocuments } from './documents';
import { deletion, history, keptVersions, typeHistory } from './past';
import { locks, referrers, targets } from './references';
import { samples } from './samples';
import { pages, searching } from './searching';
import { goingBack, secrets, sorting } from './sorting';
import type { OpenStore, StoreCase } from './store-case';
import { StoreTester } from './store-tester';
import type { Suite } from './suite';
import { units } from './units';

interface Part {
  readonly name: string;
  /** Whether the store declares this. */
  isDeclared(capabilities: StoreCapabilities, about: StoreCase): boolean;
  readonly suite: Suite;
}

const PARTS: readonly Part[] = [
  { name: 'every store', isDeclared: () => true, suite: core },
  { name: 'a unit of work', isDeclared: ({ creates, updates }) => creates && updates, suite: units },
  { name: 'documents', isDeclared: ({ creates }, { documents }) => creates && documents === 'exact', suite: exactDocuments }, // prettier-ignore
  { name: 'kept versions', isDeclared: ({ versions, updates }) => versions === 'kept' && updates, suite: keptVersions },
  { name: 'histories', isDeclared: ({ history: isKept, updates }) => isKept && updates, suite: history },
  {
    name: 'histories of a type',
    isDeclared: ({ typeHistory: isKept, updates }) => isKept === true && updates,
    suite: typeHistory,
  },
  { name: 'deletions', isDeclared: ({ deletes, updates }) => deletes && updates, suite: deletion },
  { name: 'pages', isDeclared: ({ search, creates }) => creates && answersIds(search), suite: pages },
  { name: 'searches', isDeclared: ({ search, creates }) => creates && answersIds(search), suite: searching },
  { name: 'the way back', isDeclared: ({ search, creates }) => creates && answersIds(search), suite: goingBack },
  {
    name: 'orders',
    isDeclared: ({ search, creates, sort }) => creates && sort !== undefined && answersIds(search),
    suite: sorting,
  },
  {
    name: 'orders among types',
    isDeclared: ({ search, creates, sortAmong }) => creates && sortAmong !== undefined && answersIds(search),
    suite: amongTypes,
  },
  { name: 'secrets', isDeclared: () => true, suite: secrets },
  {
    name: 'referrers',
    isDeclared: (can, { refer }) => can.referrers && can.updates && refer !== false,
    suite: referrers,
  },
  {
    name: 'targets',
    isDeclared: (can, { refer }) => can.creates && can.updates && refer !== undefined && refer !== false,
    suite: targets,
  },
  { name: 'criteria', isDeclared: (can) => can.criteria === true && can.creates, suite: criteria },
  { name: 'values', isDeclared: ({ creates }) => creates, suite: samples },
  { name: 'conditions', isDeclared: ({ search, creates }) => creates && answersIds(search), suite: conditions },
  { name: 'locks', isDeclared: (can) => can.locks && can.updates, suite: locks },
];

/**
 * The suite that a `ResourceStore` must pass: what every store does, and what this one declares. It runs in the given
 * test runner, or in the one whose functions are global.
 * @param open returns a store for the whole suite; it may hold other data, and others may use it meanwhile
 * @throws Error in one sentence when something is declared that cannot be tested with what was given
 */
export function describeStore<R extends FhirResource>(open: () => Promise<OpenStore>, given: StoreCase<R>): void {
  const about = given as unknown as StoreCase;
  const { type, capabilities, title = `ResourceStore of ${type}` } = about;
  if (capabilities.referrers && about.refer === undefined) {
    throw new Error(
      `The store of ${type} declares that it tells referrers: give \`refer\`, so that this can be tried, or \`refer: false\``,
    );
  }
  const runner = runnerOf(about.runner);
  runner.describe(title, () => {
    let opened: OpenStore | undefined;
    let tester: StoreTester;
    runner.beforeAll(async () => {
      opened = await open();
      tester = new StoreTester(opened.store, about);
    });
    runner.afterAll(async () => opened?.close?.());

    for (const { name, isDeclared, suite } of PARTS) {
      if (isDeclared(capabilities, about)) runner.describe(name, () => suite(() => tester, runner, about));
    }
  });
}

/** Tests of pages and searches find their own resources by `_id`. */
function answersIds(search: StoreCapabilities['search']): boolean {
  if (search === 'all') return true;
  return 'kinds' in search ? search.kinds.includes('id') : search.includes('_id');
}
