import { EventEmitter } from 'node:events';
import type { Piece } from '../../input/piece';
import { ReadyPool, type ReadyTask, type ReadyThread } from './ready-pool';
import { workOn } from './work-on';

/** A thread that answers on demand with the texts it was sent. */
class Thread extends EventEmitter implements ReadyThread {
  readonly tasks: ReadyTask[] = [];
  isTerminated = false;

  postMessage(task: ReadyTask, transfer: readonly ArrayBuffer[]): void {
    this.tasks.push(structuredClone(task, { transfer: [...transfer] }));
  }

  begin(): void {
    this.emit('message', 'begun');
  }

  async answer(): Promise<void> {
    const make = { piece: async ({ bytes }: Piece) => [{ id: bytes.toString() }] as never };
    this.emit('message', await workOn(this.tasks.shift()!, make));
  }

  async terminate(): Promise<void> {
    this.isTerminated = true;
  }
}

const LARGE = 8 * 1024 ** 2;
const shared = Buffer.from('a, b, and what stands behind them');
const piece = (from: number, to: number): Piece => ({ bytes: shared.subarray(from, to), line: 1, format: 'json' });
const pieces = [piece(0, 1), piece(3, 4)];
const said = [[{ id: 'a' }], [{ id: 'b' }]];

describe('ReadyPool', () => {
  const made = (count: number, expected: number) => {
    const threads: Thread[] = [];
    const start = () => {
      const thread = new Thread();
      threads.push(thread);
      return thread;
    };
    return { threads, pool: new ReadyPool(count, start, expected) };
  };

  it.each([
    ['a large import is expected', LARGE, 0],
    ['it turns out to be large', 0, LARGE],
  ])('starts its threads once, when %s', (_, expected, seen) => {
    const { threads, pool } = made(2, expected);
    const many: Piece = { ...piece(0, 1), bytes: Buffer.alloc(seen) };
    expect([pool.send([many]), pool.send([many])]).toEqual([undefined, undefined]);
    expect(threads).toHaveLength(2);
  });

  it('starts none for a small input', () => {
    const { threads, pool } = made(2, LARGE - 3);
    expect([pool.send(pieces), threads]).toEqual([undefined, []]);
  });

  it('sends each piece as it is, and nothing else of its buffer', async () => {
    const { threads, pool } = made(1, LARGE);
    void pool.send([]);
    const [thread] = threads as [Thread];
    thread.begin();
    const answer = pool.send(pieces);
    expect(Buffer.from(thread.tasks[0]!.bytes.buffer).toString()).toBe('ab');
    await thread.answer();
    expect(await answer).toEqual(said);
    expect(shared.toString()).toMatch(/^a, b,/);
  });

  it('gives work to the least busy thread, and matches answers to tasks', async () => {
    const { threads, pool } = made(2, LARGE);
    void pool.send([]);
    for (const thread of threads) thread.begin();
    const answers = [pool.send([pieces[0]!]), pool.send([pieces[1]!]), pool.send(pieces)];
    expect(threads.map(({ tasks }) => tasks.length)).toEqual([2, 1]);
    await threads[1]!.answer();
    await threads[0]!.answer();
    await threads[0]!.answer();
    expect(await Promise.all(answers.map(async (each) => each))).toEqual([[said[0]], [said[1]], said]);
  });

  it.each<[string, (thread: Thread) => void]>([
    ['fails', (thread) => thread.emit('error', new Error('no memory'))],
    ['ends', (thread) => thread.emit('exit')],
  ])('continues without a thread that %s, whose tasks are not done', async (_, happens) => {
    const { threads, pool } = made(2, LARGE);
    void pool.send([]);
    for (const thread of threads) thread.begin();
    const lost = pool.send(pieces);
    happens(threads[0]!);
    expect([await lost, pool.size]).toEqual([undefined, 1]);
    const other = pool.send(pieces);
    await threads[1]!.answer();
    expect(await other).toEqual(said);
  });

  it('ends its threads, and leaves no caller waiting', async () => {
    const { threads, pool } = made(1, LARGE);
    void pool.send([]);
    threads[0]!.begin();
    const waiting = pool.send(pieces);
    await pool.close();
    expect([await waiting, threads[0]!.isTerminated, pool.send(pieces)]).toEqual([undefined, true, undefined]);
  });
});
