import { Controller, Inject, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { FhirError } from '../../errors/fhir-error';
import { say, sentences } from '../../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../../options/fhir-options';
import { KeyedQueue } from '../../service/keyed-queue';
import { BODY_WEIGHT, LARGE_BUNDLE } from '../edge/in-flight';
import { FhirReply } from '../fhir-reply';
import { FhirRoute } from '../fhir-route';
import { FhirRoutes } from '../fhir-routes';
import { OF_A_WRITE, requireKnown } from '../known-parameters';
import { SEND_A_BUNDLE } from '../media-types';
import { located, locating, readBundleBody } from '../request-body';
import { APPLIED_RULES } from '../replies';
import { contextOf } from '../request-context';
import { queryOf } from '../request-parameters';
import { Batch } from './batch';
import { type BundleTask, Deadline } from './bundle-task';
import { inTurns, Pace } from '../../service/pace';
import { AnswerRoom } from './answer-room';
import { type EntryAnswer, EntryAnswers } from './entry-answers';
import { mendBundle } from './mend-bundle';
import { MOST_ENTRIES, readBundle } from './read-bundle';
import { refusedEntry, responseBundle } from './response-entry';
import { Transaction } from './transaction';
import { AS_VERSION_NAME } from './versioned-links';

/** Longest time a large Bundle waits for those ahead of it, milliseconds. */
const LONGEST_TURN_MS = 60_000;

/** Issues of a batch that are told with line and column. */
const MOST_PLACED = 2_000;

/** Default time limit of a Bundle, seconds. */
const SECONDS = 20;

/** `POST [base]`: many interactions in one request. @see https://hl7.org/fhir/R4/http.html#transaction */
@FhirRoutes()
@Controller()
export class BundleController {
  /**
   * Runs large Bundles one after another. Each needs about thirty times its size in memory, and the database admits one
   * writer at a time anyway: run concurrently, they would fill the memory, wait for each other, and finish no sooner.
   */
  private readonly turns = new KeyedQueue();

  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly batch: Batch,
    private readonly transaction: Transaction,
    private readonly answers: EntryAnswers,
  ) {}

  @Post()
  @FhirRoute({ interaction: 'transaction', type: '' })
  bundle(@Req() request: Request): Promise<FhirReply> {
    const body: unknown = request.body;
    if (!(body instanceof Uint8Array) || body.length <= LARGE_BUNDLE) return this.carryOut(request);
    const work = async (): Promise<FhirReply> => {
      const { memory } = contextOf(request);
      const weight = body.length * BODY_WEIGHT;
      memory?.hold(weight);
      try {
        return await this.carryOut(request);
      } finally {
        // Released before the answer is sent, since the next Bundle starts earlier than that.
        memory?.hold(-weight);
      }
    };
    return this.turns.run('Bundle', work, LONGEST_TURN_MS);
  }

  private async carryOut(request: Request): Promise<FhirReply> {
    const { baseUrl, bundles: { mostEntries = MOST_ENTRIES, seconds = SECONDS, importer } = {} } = this.options;
    requireKnown(queryOf(request), OF_A_WRITE);
    refuseLines(request.headers['content-type'], importer);
    const pace = new Pace();
    const body = await readBundleBody(request, SEND_A_BUNDLE);
    if (pace.isDue()) await pace.rest();
    return locating(body, async () => {
      const context = contextOf(request);
      const { body: meant, rules } = mendBundle(body.value, context.handling);
      const headers: Record<string, string> = rules.length > 0 ? { [APPLIED_RULES]: rules.join(', ') } : {};
      const { type, entries } = await inTurns(readBundle(meant, { baseUrl, mostEntries }), pace);
      const task: BundleTask = {
        outer: request,
        context,
        entries,
        deadline: new Deadline(seconds),
        room: new AnswerRoom(),
        mayAskForVersions: (request.body as Buffer).includes(AS_VERSION_NAME),
      };
      if (type === 'transaction') {
        return new FhirReply(200, headers, responseBundle(type, await this.transaction.carryOut(task), baseUrl));
      }
      const answers = await this.batch.carryOut(task);
      const refusals = answers.filter((answer) => answer instanceof FhirError);
      // Locates all issues in one pass, because the text may be long.
      const issues = refusals.flatMap((refusal) => refusal.issues).slice(0, MOST_PLACED);
      const placed = (await located(issues, body)).values();
      const language = this.answers.languageOf(request);
      const texts: (string | EntryAnswer['text'])[] = [];
      for (const answer of answers) {
        if (pace.isDue()) await pace.rest();
        if (!(answer instanceof FhirError)) {
          texts.push(answer);
          continue;
        }
        const own = answer.issues.map((issue) => placed.next().value ?? issue);
        const status = answer.status === undefined ? {} : { status: answer.status };
        texts.push(refusedEntry(new FhirError(answer.kind, answer.text, own, status), language));
      }
      return new FhirReply(200, headers, responseBundle(type, texts, baseUrl));
    });
  }
}

/** NDJSON is a common format for many resources, but not one for this URL. */
function refuseLines(contentType: string | undefined, importer: string | undefined): void {
  if (!contentType?.includes('ndjson')) return;
  const text = say`NDJSON (one resource per line) is not a Bundle`;
  const bundle = say`Send a Bundle of type batch or transaction as application/fhir+json.`;
  const hint = importer === undefined ? bundle : sentences(bundle, say`To load many resources, use ${importer}.`);
  throw new FhirError('unsupported-media-type', text, [{ text, hint, expression: 'http.content-type' }]);
}
