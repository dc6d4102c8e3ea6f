import type { LoggerService } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { type DestinationStream, type Level, type LevelWithSilent, type Logger, pino } from 'pino';
import { findContext, requestIdOf, SentenceError } from '../fhir';
import { standardOutput } from './log-output';
import { loggedError } from './logged-error';
import { software } from './software';

/** The formatted time, shared by all lines of the same millisecond. */
let [instant, text] = [0, ''];
function isoTime(): string {
  const now = Date.now();
  if (now !== instant) [instant, text] = [now, `,"time":"${new Date(now).toISOString()}"`];
  return text;
}

/**
 * Logs JSON lines to standard output, with times in ISO 8601. Buffered lines are written at exit; `kill -9` loses those
 * of the last fifth of a second.
 */
export function createLogger(level: LevelWithSilent, destination?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: isoTime, serializers: { err: loggedError } };
  return pino(options, destination ?? (standardOutput() as DestinationStream));
}

/**
 * Logs one line per request: what was requested by which client, the status, the duration in milliseconds, and the
 * version of the server. Bodies, queries, tokens and addresses are left out, because a query may contain a telephone or
 * RPPS number; the audit log has them where they are needed. Written by hand because the per-request logger of
 * pino-http cost a fifth of a read.
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

/** The name of a class, without the underscore that the bundler puts before some. */
function contextOf(rest: readonly unknown[]): string | undefined {
  const context = rest.at(-1);
  return typeof context === 'string' ? context.replace(/^_/, '') : undefined;
}

/** Sends Nest's own messages to the same logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  /** Nest logs a line for every module and route, which would be noise at the level of the request log. */
  log(message: unknown, ...rest: unknown[]): void {
    this.write(BOOT_CONTEXTS.has(contextOf(rest)) ? 'debug' : 'info', message, rest);
  }
  /** Nest throws what it logs here as well, and a plain Error is one sentence for whoever starts the program. */
  error(message: unknown, ...rest: unknown[]): void {
    const isSentence = message instanceof SentenceError || (message instanceof Error && message.constructor === Error);
    const isTold = isSentence && contextOf(rest) === 'ExceptionHandler';
    this.write(isTold ? 'debug' : 'error', message, rest);
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

  /** Nest calls `(message, …params, context)`; params given as an object become fields. */
  private write(level: Level, message: unknown, rest: unknown[]): void {
    const context = contextOf(rest);
    const text = rest.slice(0, -1).find((part) => typeof part === 'string');
    // A spread does not copy the message of an error.
    if (message instanceof Error) this.logger[level]({ context, err: message }, message.message);
    else if (typeof message === 'object' && message !== null)
      this.logger[level]({ context, ...message }, text as string);
    else this.logger[level]({ context, ...(text !== undefined && { stack: text }) }, String(message));
  }
}
