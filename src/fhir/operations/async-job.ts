import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Request } from 'express';
import { FhirError } from '../errors/fhir-error';
import { toRefusal } from '../errors/operation-outcome';
import { parseStored, stringifyJson } from '../json';
import { ENGLISH, type Language } from '../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { LANGUAGES } from '../options/tokens';
import { ASYNC } from '../rest/async/async-answers';
import { piecesOf, type KeptAnswer } from '../rest/async/kept-answer';
import { keptRequestOf, restoredRequest, type KeptRequest } from '../rest/async/kept-request';
import { RouteHandlers } from '../rest/async/route-handlers';
import { FhirReply, saidIn } from '../rest/fhir-reply';
import { understood } from '../rest/foreign-errors';
import { answerForm } from '../rest/formats/answer-form';
import { viewed } from '../rest/formats/viewed';
import { isResult } from '../rest/results';
import { FhirJob, JobFailedError, JobLostError, type JobRun } from '../service/jobs/fhir-job';

/** Runs the handlers of asynchronous requests and stores their answers. */
@Injectable()
export class AsyncJob {
  private readonly logger = new Logger(AsyncJob.name);

  constructor(
    private readonly handlers: RouteHandlers,
    @Inject(FHIR_OPTIONS) private readonly options: Pick<FhirOptions, 'baseUrl'>,
    @Inject(LANGUAGES) private readonly languages: readonly Language[],
  ) {}

  @FhirJob(ASYNC)
  async run(run: JobRun): Promise<KeptAnswer> {
    const kept = keptRequestOf(run.asked);
    if (!kept.isSafe) {
      // It is unknown whether the process that ended had done the work.
      if (run.position) throw new JobFailedError('interrupted');
      await run.advance({ position: { begun: true }, progress: 'begun', chunks: [] });
    }
    const request = restoredRequest(kept, run.context);
    const { status, headers, body } = await this.answered(run, kept, request);
    const said = body === undefined ? undefined : saidIn(body, this.languageOf(kept));
    const text =
      said === undefined ? '' : this.seen(request, typeof said === 'string' ? said : JSON.stringify(said), status);
    const chunks = text === '' ? [] : await piecesOf(text);
    await run.advance({ position: { begun: true }, progress: 'answered', chunks });
    return { status, headers, pieces: chunks.length, url: kept.url };
  }

  /** @throws FhirError `unavailable` for a safe request, which is then retried */
  private async answered(
    { id, context }: JobRun,
    { handler, isSafe }: KeptRequest,
    request: Request,
  ): Promise<FhirReply> {
    const handle = this.handlers.find(handler);
    if (!handle) throw new JobFailedError('unknown');
    try {
      const result = await handle(request);
      const reply = isResult(result) ? await result.reply(request, this.options.baseUrl) : result;
      if (reply instanceof FhirReply) return reply;
      throw new TypeError(`${handler} answers with what cannot be kept`);
    } catch (thrown) {
      // The job was lost or cancelled; its answer is discarded.
      if (context.signal?.aborted) throw new JobLostError();
      const error = understood(thrown);
      if (isSafe && error.kind === 'unavailable') throw error;
      const { status, outcome } = toRefusal(error);
      if (status >= 500) this.logger.error({ job: id, err: thrown }, 'a request that is answered later failed');
      return new FhirReply(status, error instanceof FhirError ? { ...error.headers } : {}, outcome);
    }
  }

  /** The body in the form the client asked for. */
  private seen(request: Request, text: string, status: number): string {
    const { view } = status < 300 ? answerForm(request, true) : {};
    return view ? stringifyJson(viewed(parseStored(text), view)) : text;
  }

  private languageOf({ language }: KeptRequest): Language {
    return this.languages.find(({ tag }) => tag === language) ?? this.languages[0] ?? ENGLISH;
  }
}
