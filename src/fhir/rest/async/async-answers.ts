import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { FhirError } from '../../errors/fhir-error';
import { Outcome } from '../../errors/operation-outcome';
import { say, type Language } from '../../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../../options/fhir-options';
import { LANGUAGES } from '../../options/tokens';
import type { RequestContext, RequestInteraction } from '../../plugin/request-context';
import { Jobs } from '../../service/jobs/jobs';
import { StoreRegistry } from '../../service/store-registry';
import { FhirReply } from '../fhir-reply';
import { languageFor } from '../language';
import { Mount } from '../mount';
import { preferencesOf } from '../preferences';
import { keptRequest } from './kept-request';
import { handlerName, RouteHandlers } from './route-handlers';

/** Operation name of the jobs of asynchronous requests. */
export const ASYNC = '$async';
/** Operation that returns their status. */
export const ASYNC_STATUS = '$async-status';

/** Interactions that may take long. Others are answered immediately, whatever the client prefers. */
const OFFERED: ReadonlySet<RequestInteraction> = new Set<RequestInteraction>([
  'search-type', 'search-system', 'history-type', 'history-system', 'batch', 'transaction', 'operation',
]); // prettier-ignore
/** Interactions that change nothing, whatever their method. */
const SAFE: ReadonlySet<RequestInteraction> = new Set<RequestInteraction>(['search-type', 'search-system']);

/** Maximum size of a body stored with a job, bytes. */
const MOST_BODY_BYTES = 8 * 1024 ** 2;

/**
 * `Prefer: respond-async`: the request is stored as a job, which later calls the handler of its route and stores the
 * answer. It works for all routes, because it only depends on the request and its answer.
 * @see https://hl7.org/fhir/R4/async.html
 */
@Injectable()
export class AsyncAnswers {
  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: Pick<FhirOptions, 'baseUrl'>,
    @Inject(LANGUAGES) private readonly languages: readonly Language[],
    private readonly stores: StoreRegistry,
    private readonly handlers: RouteHandlers,
    private readonly mount: Mount,
    private readonly jobs: Jobs,
  ) {}

  /** Whether the client prefers an asynchronous answer and the request can have one. HEAD must not start a job. */
  isAsked(request: Request, { interaction, operation }: RequestContext, handler: object): boolean {
    if (
      request.method === 'HEAD' ||
      !OFFERED.has(interaction) ||
      preferencesOf(request).respondAsync !== true ||
      !this.stores.jobs
    )
      return false;
    return operation !== ASYNC_STATUS && this.handlers.find(handlerName(handler)) !== undefined;
  }

  /** @throws FhirError `too-large`; `throttled` or `unavailable` when no further job is accepted */
  async begin(request: Request, context: RequestContext, handler: object): Promise<FhirReply> {
    const body: unknown = request.body;
    if (body instanceof Uint8Array && body.length > MOST_BODY_BYTES) throw tooLarge();
    const kept = keptRequest(request, {
      handler: handlerName(handler),
      language: languageFor(request, this.languages).tag,
      isSafe: !this.changes(request, context.interaction),
    });
    const id = await this.jobs.start(ASYNC, context, kept);
    const url = `${this.options.baseUrl}/${ASYNC_STATUS}?_jobId=${id}`;
    const text = say`The request is accepted; its answer will be at ${url}`;
    const hint = say`Ask there with GET until it answers with 200 and a Bundle; DELETE cancels the request.`;
    return new FhirReply(
      202,
      { 'Content-Location': url, 'Preference-Applied': 'respond-async' },
      new Outcome([{ severity: 'information', code: 'informational', text, hint }]),
    );
  }

  /** Whether the request may change a resource. */
  private changes(request: Request, interaction: RequestInteraction): boolean {
    if (request.method === 'GET' || request.method === 'HEAD' || SAFE.has(interaction)) return false;
    return interaction !== 'operation' || this.mount.operationAt(request)?.affectsState !== false;
  }
}

function tooLarge(): FhirError {
  const text = say`The body is longer than ${MOST_BODY_BYTES} bytes, which is what is kept of a request that is answered later`;
  const hint = say`Send it without Prefer: respond-async, or in parts.`;
  return new FhirError('too-large', text, [{ text, hint }]);
}
