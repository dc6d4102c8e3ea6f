import { stopOnSignals } from './stop-on-signals';

const OPTIONS = { delayMs: 3_000, deadlineMs: 5_000 };

function process(close: () => Promise<void> = () => Promise.resolve()) {
  const listeners: Record<string, () => void> = {};
  const exited: number[] = [];
  const started: unknown[] = [];
  let drained = (): void => undefined;
  const cutShort = jest.fn();
  const drain = {
    get isOn() {
      return started.length > 0;
    },
    start: (options: unknown) => {
      started.push(options);
      return new Promise<void>((resolve) => (drained = resolve));
    },
    cutShort,
  };
  const signals = {
    on: (signal: string, listener: () => void) => (listeners[signal] = listener),
    exit: (code: number) => void exited.push(code),
  };
  stopOnSignals({ close }, { drain }, OPTIONS, signals);
  return { send: (signal: string) => listeners[signal]!(), exited, started, cutShort, drained: () => drained() };
}

const settled = (): Promise<void> => new Promise(setImmediate);

describe('a signal', () => {
  it('SIGTERM drains the server, closes the application and ends the process', async () => {
    const close = jest.fn(() => Promise.resolve());
    const running = process(close);
    running.send('SIGTERM');
    await settled();
    expect(running.started).toEqual([OPTIONS]);
    expect(close).not.toHaveBeenCalled();
    running.drained();
    await settled();
    expect(close).toHaveBeenCalledTimes(1);
    expect(running.exited).toEqual([0]);
  });

  it('SIGINT does so without the delay', () => {
    const running = process();
    running.send('SIGINT');
    expect(running.started).toEqual([{ ...OPTIONS, delayMs: 0 }]);
  });

  it.each([['SIGTERM', 'SIGTERM'], ['SIGTERM', 'SIGINT'], ['SIGINT', 'SIGINT']])('%s and then %s cuts it short', (first, second) => {
    const running = process();
    running.send(first);
    expect(running.cutShort).not.toHaveBeenCalled();
    running.send(second);
    expect(running.cutShort).toHaveBeenCalledTimes(1);
    expect(running.started).toHaveLength(1);
  }); // prettier-ignore

  it('reports by its exit code that closing failed', async () => {
    const running = process(() => Promise.reject(new Error('away')));
    running.send('SIGTERM');
    running.drained();
    await settled();
    expect(running.exited).toEqual([1]);
  });

  it('does not wait for ever for something that does not close', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    const running = process(() => new Promise(() => undefined));
    running.send('SIGTERM');
    running.drained();
    await settled();
    expect(running.exited).toEqual([]);
    jest.runAllTimers();
    await settled();
    expect(running.exited).toEqual([1]);
    jest.useRealTimers();
  });
});
