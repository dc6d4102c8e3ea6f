import { ExpressAdapter } from '@nestjs/platform-express';
import express, { type Express, type Response } from 'express';
import { createServer } from 'node:http';
import type { Site } from '../html';
import type { Language } from '../messages';
import type { ResourceDefinition } from '../plugin/resource-definition';
import type { InFlight } from './edge/in-flight';
import { FhirReply } from './fhir-reply';
import { ReplyWriter } from './reply-writer';

export interface FhirExpressOptions {
  /** Milliseconds a client has to send its whole request. */
  readonly requestTimeoutMs: number;
  /** What pages for people say of the server. */
  readonly site: Site;
}

const HEADERS_TIMEOUT_MS = 10_000;
/** How often Node looks for connections that took too long. */
const CHECK_INTERVAL_MS = 1_000;

/** Nest on Express, taught to send a FhirReply as it is, and to cut off a client that sends drop by drop. */
export class FhirExpressAdapter extends ExpressAdapter {
  private readonly writer: ReplyWriter;

  constructor(private readonly limits: FhirExpressOptions) {
    super(caseSensitive());
    this.writer = new ReplyWriter(limits.site);
    // FHIR's ETag is the version; Express would hash every body to make one of its own.
    this.set('etag', false);
    this.set('x-powered-by', false);
  }

  /** @param languages what outcomes are said in, the one of the server's choice first */
  speak(languages: readonly Language[]): void {
    this.writer.languages = languages;
  }

  /** @param definitions what pages for people have a form to search */
  offer(definitions: ReadonlyMap<string, ResourceDefinition>): void {
    this.writer.definitions = definitions;
  }

  /** @param inFlight the memory answers may fill */
  weigh(inFlight: InFlight): void {
    this.writer.inFlight = inFlight;
  }

  override initHttpServer(): void {
    const { requestTimeoutMs: requestTimeout } = this.limits;
    const headersTimeout = Math.min(HEADERS_TIMEOUT_MS, requestTimeout);
    const timeouts = { requestTimeout, headersTimeout, connectionsCheckingInterval: CHECK_INTERVAL_MS };
    this.httpServer = createServer(timeouts, this.getInstance());
  }

  override reply(response: Response, body: unknown, statusCode?: number): unknown {
    if (body instanceof FhirReply) return this.writer.write(body, response);
    return super.reply(response, body, statusCode);
  }
}

/**
 * Addresses of FHIR are case-sensitive, and Express's are not unless it is told before it makes its router, which
 * Nest's adapter has done by the time its constructor ends.
 * @see https://hl7.org/fhir/R4/http.html#general
 */
function caseSensitive(): Express {
  return express().enable('case sensitive routing');
}
