import { ExpressAdapter } from '@nestjs/platform-express';
import type { Response } from 'express';
import { createServer } from 'node:http';
import { FhirReply } from './fhir-reply';

export interface FhirExpressOptions {
  /** Milliseconds a client has to send its whole request. */
  readonly requestTimeoutMs: number;
}

const HEADERS_TIMEOUT_MS = 10_000;
/** How often Node looks for connections that took too long. */
const CHECK_INTERVAL_MS = 1_000;

/** Nest on Express, taught to send a FhirReply as it is, and to cut off a client that sends drop by drop. */
export class FhirExpressAdapter extends ExpressAdapter {
  constructor(private readonly limits: FhirExpressOptions) {
    super();
    // FHIR's ETag is the version; Express would hash every body to make one of its own.
    this.set('etag', false);
    this.set('x-powered-by', false);
  }

  override initHttpServer(): void {
    const { requestTimeoutMs: requestTimeout } = this.limits;
    const headersTimeout = Math.min(HEADERS_TIMEOUT_MS, requestTimeout);
    const timeouts = { requestTimeout, headersTimeout, connectionsCheckingInterval: CHECK_INTERVAL_MS };
    this.httpServer = createServer(timeouts, this.getInstance());
  }

  override reply(response: Response, body: unknown, statusCode?: number): unknown {
    if (body instanceof FhirReply) return body.sendTo(response);
    return super.reply(response, body, statusCode);
  }
}
