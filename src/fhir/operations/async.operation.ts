import { Inject, Injectable } from '@nestjs/common';
import { FhirError } from '../errors/fhir-error';
import { Outcome } from '../errors/operation-outcome';
import { say, type Text } from '../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { CLOCK, type Clock } from '../ports/clock';
import type { Job } from '../ports/jobs';
import { ASYNC, ASYNC_STATUS } from '../rest/async/async-answers';
import { answerBundle, textOfPieces, type KeptAnswer } from '../rest/async/kept-answer';
import { underWayReply } from '../rest/async/under-way';
import { FhirReply } from '../rest/fhir-reply';
import { Jobs } from '../service/jobs/jobs';
import { FhirOperation, type OperationCall } from '../service/operations/fhir-operation';
import { OperationParameter } from '../service/operations/operation-parameter';

class AsyncInput {
  @OperationParameter({
    name: '_jobId',
    type: 'string',
    min: 1,
    documentation: {
      en: 'The request, as named in `Content-Location`.',
      fr: 'La requête, telle que nommée par `Content-Location`.',
    },
    example: '990789c0-f170-400f-97dd-ed2ac6fd22dc',
  })
  jobId!: string;
}

/** The status of asynchronous requests. @see https://hl7.org/fhir/R4/async.html */
@Injectable()
export class AsyncOperation {
  constructor(
    private readonly jobs: Jobs,
    @Inject(FHIR_OPTIONS) private readonly options: Pick<FhirOptions, 'baseUrl'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @FhirOperation('system', ASYNC_STATUS, {
    title: 'State of an asynchronous request; DELETE cancels it',
    level: ['system'],
    methods: ['GET', 'DELETE'],
    needs: 'jobs',
    input: AsyncInput,
    output: 'Bundle',
    answers: {
      200: {
        methods: ['GET'],
        description: 'Done: a Bundle of type `batch-response` with one entry, the response.',
        resource: 'Bundle',
      },
      202: {
        description: 'Running: `X-Progress` tells the progress, `Retry-After` when to ask again. Or it is cancelled.',
        outcome: true,
      },
    },
    documentation: {
      en: 'The response to a request that was sent with `Prefer: respond-async`: 202 while it is running, then 200 with the response as the only entry of a Bundle. DELETE cancels it.',
      fr: 'La réponse à une requête envoyée avec `Prefer: respond-async` : 202 tant qu’elle est en cours, puis 200 avec la réponse comme seule entrée d’un Bundle. DELETE l’annule.',
    },
  })
  async status({ context, input, method }: OperationCall<AsyncInput>): Promise<FhirReply> {
    if (method === 'DELETE') {
      await this.jobs.cancel(ASYNC, context, input.jobId);
      const text = say`The request was cancelled and its answer was deleted.`;
      return new FhirReply(202, {}, new Outcome([{ severity: 'information', code: 'informational', text }]));
    }
    const job = await this.jobs.find(ASYNC, context, input.jobId);
    if (job.state === 'failed') throw failed(job);
    if (job.state !== 'done') return underWayReply(job, this.clock().getTime());
    const answer = JSON.parse(job.result!) as KeptAnswer;
    const text = answer.pieces === 0 ? '' : await this.textOf(job.id, answer.pieces);
    const { origin } = new URL(this.options.baseUrl);
    const headers = { Expires: new Date(job.expiresAt!).toUTCString() };
    return new FhirReply(200, headers, answerBundle(answer, text, origin + answer.url));
  }

  private async textOf(job: string, count: number): Promise<string> {
    const pieces: Uint8Array[] = [];
    for (let sequence = 0; sequence < count; sequence += 1) {
      const piece = await this.jobs.chunk(job, 0, sequence);
      if (!piece) throw new Error(`The piece ${sequence} of the answer of the job ${job} is gone`);
      pieces.push(piece);
    }
    return textOfPieces(pieces);
  }
}

const REASONS: Readonly<Record<string, Text>> = {
  interrupted: say`the server stopped while carrying it out, so it is not known whether it was done`,
  attempts: say`it was interrupted several times without making progress`,
};

/** The error reported for a job that failed. */
function failed({ id, result }: Job): FhirError {
  const { reason = '' } = JSON.parse(result ?? '{}') as { reason?: string };
  const why =
    REASONS[reason] ?? say`an error occurred in the server; its log records the error under the id of the job`;
  const text = say`The request ${id} has no answer: ${why}`;
  const hint =
    reason === 'interrupted'
      ? say`Read the resources it was to change, and send the request again if it was not done.`
      : say`Send the request again, with or without Prefer: respond-async.`;
  return new FhirError('unprocessable', text, [{ text, hint }], { status: 500 });
}
