import { Logger } from '@nestjs/common';
import type { AuditRow } from '../ports/audit';
import { AuditQueue } from './audit-queue';

function row(at: number): AuditRow {
  const texts = {
    client: '',
    person: '',
    address: '',
    entity: '',
    version: '',
    subtype: '',
    action: 'R',
    outcome: '0',
  };
  return { id: String(at), recorded: at, ...texts, body: '{}' };
}

describe('AuditQueue', () => {
  it('stores each row once and in order, in batches, when one of them fails', async () => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation();
    const stored: number[] = [];
    const seen: unknown[] = [];
    const queue: AuditQueue = new AuditQueue({ add }, 10_000_000);
    async function add(rows: readonly AuditRow[]): Promise<void> {
      seen.push({ waiting: queue.length, oldest: queue.oldest, rows: rows.length });
      if (seen.length === 2) throw new Error('the disk is full');
      stored.push(...rows.map(({ recorded }) => recorded));
    }
    const rows = Array.from({ length: 1_250 }, (_, at) => row(at));
    for (const each of rows) queue.add(each);
    await queue.flush();
    await queue.flush();
    expect(stored).toEqual(rows.map(({ recorded }) => recorded));
    expect(seen).toEqual([
      { waiting: 500, oldest: 0, rows: 500 },
      { waiting: 750, oldest: 500, rows: 500 },
      { waiting: 750, oldest: 500, rows: 500 },
      { waiting: 250, oldest: 1_000, rows: 250 },
    ]);
    expect([queue.length, queue.oldest, queue.waitingBytes]).toEqual([0, undefined, 0]);
  });

  describe('while nothing can be stored', () => {
    let tries: number;
    let fails: boolean;
    let queue: AuditQueue;
    beforeEach(() => {
      jest.useFakeTimers();
      jest.spyOn(Logger.prototype, 'error').mockImplementation();
      [tries, fails] = [0, true];
      queue = new AuditQueue({ add }, 10_000_000);
    });
    afterEach(() => jest.useRealTimers());
    async function add(): Promise<void> {
      tries += 1;
      if (fails) throw new Error('the disk is full');
    }

    it('a flush that waits for a failing one does not try again', async () => {
      queue.add(row(1));
      await Promise.all(Array.from({ length: 20 }, () => queue.flush()));
      expect(tries).toBe(1);
    });

    it('tries again after pauses that grow to five seconds', async () => {
      queue.add(row(1));
      await queue.flush();
      const at: number[] = [];
      for (let second = 1; second <= 22; second += 1) {
        const before = tries;
        await jest.advanceTimersByTimeAsync(1_000);
        if (tries > before) at.push(second);
      }
      expect(at).toEqual([1, 3, 7, 12, 17, 22]);
    });

    it('begins with a short pause again once something was stored', async () => {
      queue.add(row(1));
      await queue.flush();
      await jest.advanceTimersByTimeAsync(7_000);
      fails = false;
      await jest.advanceTimersByTimeAsync(5_000);
      expect(queue.length).toBe(0);
      fails = true;
      queue.add(row(2));
      await queue.flush();
      const before = tries;
      await jest.advanceTimersByTimeAsync(1_000);
      expect(tries).toBe(before + 1);
    });

    it('does not wait to try again for what comes after its end', async () => {
      await queue.end();
      queue.add(row(1));
      await queue.flush();
      expect([tries, jest.getTimerCount()]).toEqual([1, 0]);
    });

    it.each([
      ['before its end', () => queue.flush()],
      ['at its end', async () => undefined],
    ])('tries no more after its end, when it failed %s', async (_, fail) => {
      queue.add(row(1));
      await fail();
      await queue.end();
      const before = tries;
      await jest.advanceTimersByTimeAsync(60_000);
      expect([tries, jest.getTimerCount()]).toEqual([before, 0]);
    });
  });
});
