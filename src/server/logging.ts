import type { LoggerService } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { type DestinationStream, type Level, type LevelWithSilent, type Logger, pino } from 'pino';
import { findContext, requestIdOf } from '../fhir';
import { loggedError } from './logged-error';
import { software } from './software';

/** Lines wait until there are so many bytes of them, or for so long: a system call for each cost a seventh of a read. */
const LINES_TOGETHER = { bytes: 8_192, ms: 200 };

/** Made once for all lines of a millisecond. */
let [instant, text] = [0, ''];
function isoTime(): string {
  const now = Date.now();
  if (now !== instant) [instant, text] = [now, `,"time":"${new Date(now).toISOString()}"`];
  return text;
}

/** JSON lines on standard output, their times in ISO 8601. What waits is written at an exit; a kill -9 loses the last fifth of a second of it. */
export function createLogger(level: LevelWithSilent, destination?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: isoTime, serializers: { err: loggedError } };
  return pino(options, destination ?? standardOutput());
}

/** A timer runs while lines wait, and at no other time: it would write nothing, five times a second, for as long as the process lives. */
function standardOutput(): DestinationStream {
  const destination = pino.destination({ sync: false, minLength: LINES_TOGETHER.bytes });
  let isWaiting = false;
  const flush = (): void => {
    isWaiting = false;
    destination.flush();
  };
  return {
    write(line) {
      destination.write(line);
      if (isWaiting) return;
      isWaiting = true;
      setTimeout(flush, LINES_TOGETHER.ms).unref();
    },
    // Of pino, for what is fatal.
    flushSync: () => destination.flushSync(),
  } as DestinationStream;
}

/**
 * One line a request: what was asked and by which client, how it ended, how long it took in milliseconds, by which version of
 * the server. Bodies, queries, tokens and addresses are left out: a query can hold a phone or an RPPS number. Who needs them has the
 * audit log. Written by hand because pino-http's logger per request cost a
 * fifth of a read.
 */
export function requestLogger(logger: Logger): RequestHandler {
  if (!logger.isLevelEnabled('error')) return (_request, _response, next) => next();
  return (request, response, next) => {
    const start = performance.now();
    response.once('close', () => {
      const { statusCode, writableFinished } = response;
      const principal = findContext(request)?.principal;
      logger[statusCode >= 500 ? 'error' : 'info'](
        {
          requestId: requestIdOf(request),
          method: request.method,
          path: request.originalUrl.split('?', 1)[0],
          status: statusCode,
          ms: Math.round((performance.now() - start) * 100) / 100,
          ...(principal && { client: principal.client ?? principal.id }),
          version: software.version,
          ...(!writableFinished && { aborted: true }),
        },
        'request',
      );
    });
    next();
  };
}

const BOOT_CONTEXTS: ReadonlySet<unknown> = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
]);

/** Nest's own words, through the same logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  /** Nest says a line for every module and route; at the level of a request log that is noise. */
  log(message: unknown, ...rest: unknown[]): void {
    this.write(BOOT_CONTEXTS.has(rest.at(-1)) ? 'debug' : 'info', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  /** Nest calls `(message, …facts, context)`; facts given as an object stay fields. */
  private write(level: Level, message: unknown, rest: unknown[]): void {
    const context = typeof rest.at(-1) === 'string' ? rest.at(-1) : undefined;
    const text = rest.find((part) => typeof part === 'string' && part !== context);
    // The words of an error are not among the members that a spread takes along.
    if (message instanceof Error) this.logger[level]({ context, err: message }, message.message);
    else if (typeof message === 'object' && message !== null)
      this.logger[level]({ context, ...message }, text as string);
    else this.logger[level]({ context, ...(text !== undefined && { stack: text }) }, String(message));
  }
}
