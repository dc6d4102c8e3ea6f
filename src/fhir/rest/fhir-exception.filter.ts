import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Inject,
  Logger,
  NotFoundException,
  Optional,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Request, Response } from 'express';
import { FhirError, type FhirErrorKind } from '../errors/fhir-error';
import { toRefusal } from '../errors/operation-outcome';
import { FHIR_OPTIONS, type FhirOptions } from '../fhir-options';
import { say, type Text } from '../messages';
import { HookRegistry } from '../plugin/hooks';
import type { ResourceDefinition } from '../plugin/resource-definition';
import { noTelemetry, TELEMETRY, type Telemetry } from '../ports/telemetry';
import { segmentsOf } from './address';
import { FhirReply } from './fhir-reply';
import { ACCEPT_POST, ACCEPT_SEARCH } from './media-types';
import { ACCEPT_PATCH } from './patch-formats';
import { RESOURCE_DEFINITIONS } from './tokens';
import { requestIdOf } from './request-id';
import { isFormSearch } from './request-parameters';
import { allowAt, unmatchedRoute } from './unmatched-route';

/** Seconds a client should wait when the database is away. */
const RETRY_AFTER = '5';

/** What Express, its body parser and Nest refuse on their own, by status. Anything else is a fault of ours. */
const KIND_BY_STATUS: Readonly<Record<number, FhirErrorKind>> = {
  400: 'invalid-request',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'unsupported-media-type',
};

/**
 * Last stop of every failed request: handlers, guards, pipes, unknown routes and the body parser all end here, and
 * leave as an OperationOutcome. A filter, because an interceptor sees neither unknown routes nor the body parser.
 */
@Catch()
export class FhirExceptionFilter implements ExceptionFilter {
  private readonly logger = new Logger(FhirExceptionFilter.name);

  constructor(
    @Inject(RESOURCE_DEFINITIONS) private readonly definitions: ReadonlyMap<string, ResourceDefinition>,
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly hooks: HookRegistry,
    private readonly adapterHost: HttpAdapterHost,
    @Optional() @Inject(TELEMETRY) private readonly telemetry: Telemetry = noTelemetry,
  ) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const requestId = requestIdOf(request);
    let error = this.understood(thrown, request);
    try {
      error = await this.hooks.failed({ error, requestId });
    } catch (failure) {
      this.logger.error({ requestId, err: failure }, 'a request.failed hook failed');
    }
    const { status, outcome } = toRefusal(error);
    if (status === 409 || status === 412) this.telemetry.conflict(typeOf(request, this.definitions));
    if (status >= 500) this.logger.error({ requestId, err: error.cause ?? error }, error.message);
    const reply = new FhirReply(status, this.headers(error.kind, request), outcome);
    this.adapterHost.httpAdapter.reply(response, reply);
  }

  private understood(thrown: unknown, request: Request): FhirError {
    if (thrown instanceof FhirError) return thrown;
    if (thrown instanceof NotFoundException) {
      const { method, path } = request;
      const unmatched = { method, path, hasQuery: request.originalUrl.includes('?') };
      return unmatchedRoute(unmatched, this.definitions, this.options.baseUrl);
    }
    const status = statusOf(thrown);
    const kind = KIND_BY_STATUS[status ?? 500];
    if (!kind) return new FhirError('internal', 'failed', [], { cause: thrown });
    return new FhirError(
      kind,
      kind === 'too-large' ? say`The body is larger than this server takes` : messageOf(thrown),
    );
  }

  private headers(kind: FhirErrorKind, request: Request): Record<string, string> {
    if (kind === 'unavailable') return { 'Retry-After': RETRY_AFTER };
    if (kind === 'unsupported-media-type') {
      if (isFormSearch(request)) return { 'Accept-Post': ACCEPT_SEARCH };
      return { 'Accept-Patch': ACCEPT_PATCH.join(', '), 'Accept-Post': ACCEPT_POST };
    }
    if (kind !== 'method-not-allowed') return {};
    const allowed = allowAt(request.path, this.definitions) ?? [];
    return { Allow: allowed.filter((method) => method !== request.method).join(', ') };
  }
}

/** The resource type of the path, never a word of the client's. */
function typeOf({ path }: Request, definitions: ReadonlyMap<string, ResourceDefinition>): string {
  const [type = ''] = segmentsOf(path) ?? [];
  return definitions.has(type) ? type : 'none';
}

/** Nest's own exceptions, and the `http-errors` objects of Express. */
function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const { status } = (thrown ?? {}) as { status?: unknown };
  return typeof status === 'number' ? status : undefined;
}

/** The words of Express or of a library: there is one language of them. */
function messageOf(thrown: unknown): Text {
  return thrown instanceof Error ? thrown.message : say`The request could not be read`;
}
