import type { DestinationStream } from 'pino';
import { say, SentenceError } from '../fhir';
import { createLogger, NestLogger } from './logging';

function lines(write: (logger: NestLogger) => void): Record<string, unknown>[] {
  const written: string[] = [];
  const destination: DestinationStream = { write: (line) => void written.push(line) };
  write(new NestLogger(createLogger('info', destination)));
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("Nest's words", () => {
  it('a thrown error keeps its message', () => {
    const error = new TypeError('cannot resolve X', { cause: new Error('no Y') });
    const [line] = lines((logger) => logger.error(error, 'ExceptionHandler'));
    expect(line).toMatchObject({
      context: 'ExceptionHandler',
      msg: 'cannot resolve X',
      err: { type: 'TypeError', message: expect.stringContaining('cannot resolve X') as string },
    });
    expect(JSON.stringify(line)).toContain('no Y');
  });

  it('a message keeps the stack that comes with it', () => {
    const [line] = lines((logger) => logger.error('it failed', 'Error: it failed\n at x', 'Router'));
    expect(line).toMatchObject({ context: 'Router', msg: 'it failed', stack: 'Error: it failed\n at x' });
  });

  it.each(['ExceptionHandler', '_ExceptionHandler'])(
    'what %s is told in one sentence is not repeated with a stack',
    (name) => {
      const errors = [new Error('no database'), new SentenceError(say`no database`)];
      expect(lines((logger) => errors.forEach((error) => logger.error(error, name)))).toEqual([]);
    },
  );

  it.each(['InstanceLoader', '_InstanceLoader'])('what %s says about modules is not for operators', (name) => {
    expect(lines((logger) => logger.log('AppModule dependencies initialized', name))).toEqual([]);
  });

  it('data stays in fields', () => {
    const [line] = lines((logger) => logger.warn({ requestId: '1' }, 'slow', 'Pipeline'));
    expect(line).toMatchObject({ context: 'Pipeline', msg: 'slow', requestId: '1' });
  });
});

it('a logger with nothing to write has no timer, because it would keep the process alive', () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  createLogger('info');
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});
