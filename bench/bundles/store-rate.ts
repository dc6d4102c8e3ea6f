import { openBareMysql } from '../bare-mysql';
import type { BareStore } from '../bare-server';
import { openBareSqlite } from '../bare-sqlite';
import { idAt } from '../fixtures';
import { POOL_SIZE } from '../plan';
import { CONNECTIONS } from './plan';
import { answerOrders } from '../program';

export interface StoreOrder {
  readonly url: string;
  readonly seconds: number;
}

let store: BareStore | undefined;

/** The rate of the driver alone: bodies by key, with one query per connection at a time, without HTTP. */
async function readsPerSecond({ url, seconds }: StoreOrder): Promise<number> {
  const opened = (store ??= url.startsWith('sqlite:')
    ? openBareSqlite(url.slice('sqlite:'.length))
    : openBareMysql(url, POOL_SIZE));
  const started = performance.now();
  const end = started + seconds * 1_000;
  let reads = 0;
  const reader = async (): Promise<void> => {
    while (performance.now() < end) {
      const { body } = await opened.read(idAt((reads += 1)));
      if (body === '') throw new Error('A resource has no body');
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, reader));
  return (reads / (performance.now() - started)) * 1_000;
}

answerOrders(readsPerSecond);
