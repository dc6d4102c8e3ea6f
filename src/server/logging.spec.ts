import type { DestinationStream } from 'pino';
import { createLogger, NestLogger } from './logging';

function lines(write: (logger: NestLogger) => void): Record<string, unknown>[] {
  const written: string[] = [];
  const destination: DestinationStream = { write: (line) => void written.push(line) };
  write(new NestLogger(createLogger('info', destination)));
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("Nest's words", () => {
  it('an error as it was thrown keeps its words', () => {
    const error = new TypeError('cannot resolve X', { cause: new Error('no Y') });
    const [line] = lines((logger) => logger.error(error, 'ExceptionHandler'));
    expect(line).toMatchObject({
      context: 'ExceptionHandler',
      msg: 'cannot resolve X',
      err: { type: 'TypeError', message: expect.stringContaining('cannot resolve X') as string },
    });
    expect(JSON.stringify(line)).toContain('no Y');
  });

  it('words keep the stack that comes with them', () => {
    const [line] = lines((logger) => logger.error('it failed', 'Error: it failed\n at x', 'Router'));
    expect(line).toMatchObject({ context: 'Router', msg: 'it failed', stack: 'Error: it failed\n at x' });
  });

  it('facts stay fields', () => {
    const [line] = lines((logger) => logger.warn({ requestId: '1' }, 'slow', 'Pipeline'));
    expect(line).toMatchObject({ context: 'Pipeline', msg: 'slow', requestId: '1' });
  });
});

it('a logger that has nothing to write has no timer: those of many servers of a process would never let it end', () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  createLogger('info');
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});
