import type { NestApplicationOptions } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express } from 'express';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

interface MessageClasses {
  readonly IncomingMessage: typeof IncomingMessage;
  readonly ServerResponse: typeof ServerResponse;
}

/**
 * Classes whose instances already have the prototypes that Express gives to requests and responses. Express replaces
 * the prototype of each one, unless it is the right one. After that, V8 shares no hidden class between two of them: each
 * new property costs microseconds, and no code is optimized for any of them. That was a fifth of a read.
 */
function messageClassesOf(application: Express): MessageClasses {
  class Request extends IncomingMessage {}
  class Response<R extends IncomingMessage> extends ServerResponse<R> {}
  application.request = adopted(Request.prototype, application.request);
  application.response = adopted(Response.prototype, application.response);
  return { IncomingMessage: Request, ServerResponse: Response };
}

function adopted<T extends object>(prototype: object, parent: T): T {
  return Object.setPrototypeOf(prototype, parent) as T;
}

/** Nest's adapter for Express, with a server that makes requests and responses of these classes. */
export class ExpressServerAdapter extends ExpressAdapter {
  override initHttpServer({ httpsOptions }: Pick<NestApplicationOptions, 'httpsOptions'> = {}): void {
    const application = this.getInstance<Express>();
    const classes = messageClassesOf(application);
    this.httpServer = httpsOptions
      ? createTlsServer({ ...httpsOptions, ...classes }, application)
      : createServer(classes, application);
  }
}
