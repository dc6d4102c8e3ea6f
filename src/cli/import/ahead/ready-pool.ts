import type { Piece } from '../../input/piece';
import type { ReadyPiece } from './make-ready';

/** Size from which an import is worth starting threads: a few seconds of work. */
const WORTH_BYTES = 8 * 1024 ** 2;

/** A message to a thread: concatenated pieces. */
export interface ReadyTask {
  readonly number: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pieces: readonly { readonly length: number; readonly format: Piece['format'] }[];
}

/** A message from a thread: that it is ready, and then an answer for each task. */
export type ReadyAnswer = 'begun' | { readonly number: number; readonly pieces: readonly ReadyPiece[] };

/** The part of `Worker` (`node:worker_threads`) that is used. */
export interface ReadyThread {
  postMessage(task: ReadyTask, transfer: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (answer: ReadyAnswer) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  terminate(): Promise<unknown>;
}

/** Undefined when no thread has done it. */
type Answer = readonly ReadyPiece[] | undefined;

/** Threads that prepare what is to be written. Where no thread can, the writing thread does all the work. */
export class ReadyPool {
  private readonly members: Member[] = [];
  private isStarted = false;
  private seen = 0;

  /** @param expected bytes to come, as far as known */
  constructor(
    private readonly count: number,
    private readonly start: () => ReadyThread,
    private readonly expected: number,
  ) {}

  /** Number of threads that can work. */
  get size(): number {
    return this.members.filter(({ canWork }) => canWork).length;
  }

  /** @returns undefined when no thread can take it, now or ever */
  send(pieces: readonly Piece[]): Promise<Answer> | undefined {
    this.seen += pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (!this.isStarted && Math.max(this.seen, this.expected) >= WORTH_BYTES) {
      this.isStarted = true;
      while (this.members.length < this.count) this.members.push(new Member(this.start()));
    }
    const able = this.members.filter(({ canWork }) => canWork);
    if (able.length === 0) return undefined;
    return able.reduce((one, other) => (other.waiting < one.waiting ? other : one)).send(pieces);
  }

  async close(): Promise<void> {
    await Promise.all(this.members.map((member) => member.close()));
  }
}

/** A thread, and the promises that wait for it. */
class Member {
  private readonly answers = new Map<number, (answer: Answer) => void>();
  private hasBegun = false;
  private isOver = false;
  private sent = 0;

  constructor(private readonly thread: ReadyThread) {
    thread.on('message', (answer) => {
      if (answer === 'begun') this.hasBegun = true;
      else this.answer(answer.number, answer.pieces);
    });
    // A thread is never required; its unfinished work is done without it.
    thread.on('error', () => this.end());
    thread.on('exit', () => this.end());
  }

  get canWork(): boolean {
    return this.hasBegun && !this.isOver;
  }

  get waiting(): number {
    return this.answers.size;
  }

  send(pieces: readonly Piece[]): Promise<Answer> {
    const number = ++this.sent;
    const bytes = together(pieces);
    const answer = new Promise<Answer>((resolve) => this.answers.set(number, resolve));
    const how = pieces.map((piece) => ({ length: piece.bytes.length, format: piece.format }));
    this.thread.postMessage({ number, bytes, pieces: how }, [bytes.buffer]);
    return answer;
  }

  async close(): Promise<void> {
    this.end();
    await this.thread.terminate();
  }

  private answer(number: number, answer: Answer): void {
    this.answers.get(number)?.(answer);
    this.answers.delete(number);
  }

  private end(): void {
    this.isOver = true;
    for (const number of this.answers.keys()) this.answer(number, undefined);
  }
}

/** A copy, because a Buffer may be a view of a larger one, which would be transferred with it. */
function together(pieces: readonly Piece[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let at = 0;
  for (const { bytes } of pieces) {
    all.set(bytes, at);
    at += bytes.length;
  }
  return all;
}
