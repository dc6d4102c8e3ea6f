import type { Socket } from 'node:net';
import { SlowReaders } from './slow-readers';

const PATIENCE_MS = 20_000;

/** A connection with bytes that its client has not read yet. */
class Reader {
  bytesWritten: number;
  cut = false;
  constructor(public writableLength: number) {
    this.bytesWritten = writableLength;
  }
  take(bytes: number): void {
    this.writableLength -= bytes;
  }
  resetAndDestroy(): void {
    this.cut = true;
  }
}

describe('a client that leaves its answer unread', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function watch(reader: Reader): SlowReaders {
    const open = (): Socket[] => (reader.cut ? [] : [reader as unknown as Socket]);
    return new SlowReaders({ open, patienceMs: PATIENCE_MS });
  }

  it('is cut after the time it has, and counted', () => {
    const reader = new Reader(1_000);
    const readers = watch(reader);
    jest.advanceTimersByTime(PATIENCE_MS);
    expect(reader.cut).toBe(false);
    jest.advanceTimersByTime(PATIENCE_MS / 2);
    expect(reader.cut).toBe(true);
    expect(readers.cut).toBe(1);
    readers.stop();
  });

  it('is not cut while it takes some of it', () => {
    const reader = new Reader(1_000);
    const readers = watch(reader);
    for (let i = 0; i < 9; i += 1) {
      reader.take(100);
      jest.advanceTimersByTime(PATIENCE_MS);
    }
    expect(reader.cut).toBe(false);
    readers.stop();
  });

  it('has all of its time again with the next answer', () => {
    const reader = new Reader(1_000);
    const readers = watch(reader);
    jest.advanceTimersByTime(PATIENCE_MS);
    reader.take(1_000);
    jest.advanceTimersByTime(PATIENCE_MS / 4);
    reader.bytesWritten += 1_000;
    reader.writableLength = 1_000;
    jest.advanceTimersByTime(PATIENCE_MS);
    expect(reader.cut).toBe(false);
    readers.stop();
  });

  it('is not cut when nothing waits for it', () => {
    const reader = new Reader(0);
    const readers = watch(reader);
    jest.advanceTimersByTime(10 * PATIENCE_MS);
    expect(reader.cut).toBe(false);
    readers.stop();
  });
});
