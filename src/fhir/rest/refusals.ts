import { Inject, Injectable, Logger, NotFoundException, Optional } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { FhirError } from '../errors/fhir-error';
import { toRefusal } from '../errors/operation-outcome';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { HookRegistry } from '../plugin/hooks';
import type { RequestContext } from '../plugin/request-context';
import { noTelemetry, TELEMETRY, type Telemetry } from '../ports/telemetry';
import { bearerChallenge } from './bearer-challenge';
import { exchangeOf } from './exchange';
import { FhirReply } from './fhir-reply';
import { understood } from './foreign-errors';
import { ACCEPT_POST, ACCEPT_SEARCH } from './media-types';
import { Mount } from './mount';
import { ACCEPT_PATCH } from './patch-formats';
import { ReplyWriter } from './reply-writer';
import { requestIdOf } from './request-id';
import { unroutedContext } from './unrouted-context';
import { whenAnswered } from './when-answered';
import { isFormSearch } from './request-parameters';

/** Default `Retry-After`, seconds: when the database is unavailable, or after too many requests. */
const RETRY_AFTER = '5';

/** Hook points besides `request.answered` that are called for refusals. */
const HEARD = ['request.failed', 'request.answering'] as const;

/** Answers every failed FHIR request with an OperationOutcome, after the hooks have run. */
@Injectable()
export class Refusals {
  private readonly logger = new Logger(Refusals.name);

  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly mount: Mount,
    private readonly hooks: HookRegistry,
    private readonly writer: ReplyWriter,
    @Optional() @Inject(TELEMETRY) private readonly telemetry: Telemetry = noTelemetry,
  ) {}

  /** @param thrown whatever was thrown */
  async answer(thrown: unknown, request: Request, response: Response): Promise<void> {
    const requestId = requestIdOf(request);
    let error = this.understood(thrown, request);
    const exchange = exchangeOf(request);
    const context = exchange.context ?? this.watched(request, response);
    if (context && this.hooks.has('request.failed')) {
      try {
        error = await this.hooks.failed({ error, context, requestId });
      } catch (failure) {
        this.logger.error({ requestId, err: failure }, 'a request.failed hook failed');
      }
    }
    if (context && this.hooks.has('request.answering')) {
      const { status, code } = toRefusal(error);
      try {
        await this.hooks.run('request.answering', { context, status, issue: code });
      } catch (failure) {
        error = this.understood(failure, request);
      }
    }
    const { status, code, outcome } = toRefusal(error);
    exchange.issue = code;
    if (status === 409 || status === 412) this.telemetry.conflict(this.mount.typeOf(request) ?? 'none');
    if (status >= 500) this.logger.error({ requestId, err: error.cause ?? error }, error.message);
    const headers = { ...this.headers(status, error, request, response), ...error.headers };
    this.writer.write(new FhirReply(status, headers, outcome), response);
  }

  /** A context for hooks when a request is refused before its route is known, derived from its URL. */
  private watched(request: Request, response: Response): RequestContext | undefined {
    const isHeard = this.hooks.has('request.answered');
    if (!isHeard && !HEARD.some((point) => this.hooks.has(point))) return undefined;
    const segments = this.mount.segmentsOf(request);
    if (segments === undefined || response.headersSent) return undefined;
    const context = unroutedContext(request, segments, this.mount.typeOf(request));
    if (isHeard) whenAnswered(response, (end) => void this.hooks.answered({ context, ...end }));
    return context;
  }

  /** A 404 of Nest itself occurs only outside FHIR, when the filter is bound globally. */
  private understood(thrown: unknown, request: Request): FhirError {
    const isNowhere = thrown instanceof NotFoundException && !this.mount.has(request);
    return isNowhere ? this.mount.refusal(request) : understood(thrown);
  }

  /** Headers required by the status. Headers already set by a guard are kept. */
  private headers(status: number, error: FhirError, request: Request, response: Response): Record<string, string> {
    if (status === 401 || error.challenge) {
      if (response.hasHeader('WWW-Authenticate')) return {};
      const { challenge = {}, message } = error;
      return { 'WWW-Authenticate': bearerChallenge(this.options.authenticator?.realm, challenge, message) };
    }
    if (status === 429 || status === 503)
      return response.hasHeader('Retry-After') ? {} : { 'Retry-After': RETRY_AFTER };
    if (status === 415) {
      if (isFormSearch(request)) return { 'Accept-Post': ACCEPT_SEARCH };
      return { 'Accept-Patch': ACCEPT_PATCH.join(', '), 'Accept-Post': ACCEPT_POST };
    }
    if (status !== 405) return {};
    const allowed = this.mount.allowAt(request) ?? [];
    return { Allow: allowed.filter((method) => method !== request.method).join(', ') };
  }
}
