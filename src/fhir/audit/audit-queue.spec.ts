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
});
