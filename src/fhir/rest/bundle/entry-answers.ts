import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { FhirError, type FhirErrorKind, type IssueDetail } from '../../errors/fhir-error';
import { operationOutcome, toRefusal } from '../../errors/operation-outcome';
import { say, type Language } from '../../messages';
import { LANGUAGES } from '../../options/tokens';
import type { RequestContext } from '../../plugin/request-context';
import { AccessControl } from '../../access';
import { type AnswerFacts, HookRegistry } from '../../plugin/hooks';
import type { PlanOutcome, WriteOutcome } from '../../service/write-plan';
import { DONE_BUT_NOT_SHOWN } from '../done-but-not-shown';
import { FhirReply } from '../fhir-reply';
import { languageFor } from '../language';
import { preferencesOf } from '../preferences';
import { writeIssues } from '../replies';
import { versionOf } from '../when-answered';
import type { BundleTask } from './bundle-task';
import { responseEntry } from './response-entry';
import type { EntryWork, ReadWork, WriteWork } from './entry-work';

/** The answer to an entry. */
export interface EntryAnswer extends AnswerFacts {
  /** The answering entry of the response Bundle, as text. */
  readonly text: string;
}

type Answering = Pick<BundleTask, 'outer' | 'room'>;

/** Why the answer to a completed write cannot be shown. */
const WITHOUT_ROOM: ReadonlySet<FhirErrorKind> = new Set(['unavailable', 'not-shown', 'too-large']);

/** Admits entries like separate requests, and produces their answers. */
@Injectable()
export class EntryAnswers {
  constructor(
    @Inject(LANGUAGES) private readonly languages: readonly Language[],
    private readonly access: AccessControl,
    private readonly hooks: HookRegistry,
  ) {}

  /** Asks hooks and policies, as for a separate request. @throws FhirError */
  async admit({ context }: EntryWork): Promise<void> {
    if (this.hooks.has('request.received')) await this.hooks.run('request.received', { context });
    await this.access.admit(context);
  }

  languageOf(request: Request): Language {
    return languageFor(request, this.languages);
  }

  /**
   * @param within the context of the entry, in its transaction.
   * @throws FhirError also when there is no room for the answer
   */
  async read(work: ReadWork, within: RequestContext, { outer, room }: Answering): Promise<EntryAnswer> {
    const { entry, view } = work;
    const reply = await work.answer(within);
    const text = responseEntry({ reply, view, isBare: entry.method === 'HEAD' }, this.languageOf(outer));
    room.take(text.length);
    within.memory?.hold(text.length);
    return { text, ...factsOf(reply) };
  }

  /** A completed write can no longer be refused: if there is no room for the answer, the resource is left out. */
  async written(work: WriteWork, outcomes: readonly PlanOutcome[], { outer, room }: Answering): Promise<EntryAnswer> {
    const { context } = work;
    const language = this.languageOf(outer);
    const asked = preferencesOf(outer).return;
    const outcome = asked === 'minimal' ? undefined : toldOf(work, outcomes, language, asked === 'OperationOutcome');
    try {
      const reply = await work.answer(outcomes);
      const text = responseEntry({ reply, outcome }, language);
      room.take(text.length);
      context.memory?.hold(text.length);
      return { text, ...factsOf(reply) };
    } catch (error) {
      if (!(error instanceof FhirError) || !WITHOUT_ROOM.has(error.kind)) throw error;
      const told = operationOutcome([{ severity: 'warning', code: 'incomplete', ...DONE_BUT_NOT_SHOWN }], language);
      const created = outcomes[0]?.created === true;
      const reply = new FhirReply(created ? 201 : 200);
      return { text: responseEntry({ reply, outcome: told }, language), ...factsOf(reply) };
    }
  }

  /** Called when the answer is known but not sent. @throws FhirError when it must not be sent */
  async answering({ context }: EntryWork, { text: _, ...facts }: EntryAnswer): Promise<void> {
    if (this.hooks.has('request.answering')) await this.hooks.run('request.answering', { context, ...facts });
  }

  /** Reports the end of an entry to hooks that watch requests. */
  answered(work: EntryWork, { text, ...facts }: EntryAnswer): void {
    this.ended(work, facts, text.length);
  }

  refused(work: EntryWork, error: FhirError): void {
    const { status, code } = toRefusal(error);
    this.ended(work, { status, issue: code }, 0);
  }

  private ended({ context }: EntryWork, facts: AnswerFacts, bytes: number): void {
    if (!this.hooks.has('request.answered')) return;
    const ms = context.origin ? performance.now() - context.origin.startedAt : 0;
    void this.hooks.answered({ context, ...facts, bytes, ms, aborted: false });
  }
}

/**
 * Applied rules and warnings, which separate requests report in headers.
 * @param isWhole report each warning, not only their number
 */
function toldOf(
  { context }: WriteWork,
  [first]: readonly PlanOutcome[],
  language: Language,
  isWhole: boolean,
): object | undefined {
  if (!first?.version || (first.applied.length === 0 && first.notes.length === 0)) return undefined;
  const outcome = first as WriteOutcome;
  if (isWhole || outcome.notes.length === 0) return operationOutcome(writeIssues(outcome, context.dryRun), language);
  const [, ...applied] = writeIssues({ ...outcome, notes: [] }, context.dryRun);
  return operationOutcome([...applied, countOf(outcome.notes.length, context.dryRun)], language);
}

/** Only the number, because warnings can be as long as the resource and are mostly the same for many resources. */
function countOf(warnings: number, dryRun: boolean): IssueDetail {
  const text = dryRun
    ? say`The resource would be stored; warnings about it: ${warnings}`
    : say`The resource is stored; warnings about it: ${warnings}`;
  return { severity: 'information', code: 'informational', text, hint: say`Prefer: return=OperationOutcome lists them.` };
} // prettier-ignore

function factsOf({ status, headers }: FhirReply): AnswerFacts {
  return { status, versionId: versionOf(headers['ETag']) };
}
