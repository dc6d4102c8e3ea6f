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
import { exchangeOf } from '../exchange';
import { languageFor } from '../language';
import { preferencesOf } from '../preferences';
import { writeIssues } from '../replies';
import { versionOf } from '../when-answered';
import { lengthOf, type TextPiece } from '../long-text';
import type { AnswerRoom } from './answer-room';
import type { BundleTask } from './bundle-task';
import { responseEntry } from './response-entry';
import type { EntryWork, ReadWork, WriteWork } from './entry-work';

/** The answer to an entry. */
export interface EntryAnswer extends AnswerFacts {
  /** The answering entry of the response Bundle. */
  readonly text: readonly TextPiece[];
  /** Its length. */
  readonly length: number;
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
  admit({ context }: EntryWork): void | Promise<void> {
    if (!this.hooks.has('request.received')) return this.access.admit(context);
    return this.hooks.run('request.received', { context }).then(() => this.access.admit(context));
  }

  /** Determined once for all entries. */
  languageOf(request: Request): Language {
    return (exchangeOf(request).language ??= languageFor(request, this.languages));
  }

  /**
   * @param within the context of the entry, in its transaction.
   * @throws FhirError also when there is no room for the answer
   */
  async read(work: ReadWork, within: RequestContext, { outer, room }: Answering): Promise<EntryAnswer> {
    const { entry, view } = work;
    const reply = await work.answer(within);
    const language = () => this.languageOf(outer);
    const text = responseEntry({ reply, view, isBare: entry.method === 'HEAD' }, language);
    return kept(text, reply, room, within);
  }

  /** A completed write can no longer be refused: if there is no room for the answer, the resource is left out. */
  async written(work: WriteWork, outcomes: readonly PlanOutcome[], { outer, room }: Answering): Promise<EntryAnswer> {
    const { context } = work;
    const language = this.languageOf(outer);
    const asked = preferencesOf(outer).return;
    const outcome = asked === 'minimal' ? undefined : toldOf(work, outcomes, language, asked === 'OperationOutcome');
    try {
      const reply = await work.answer(outcomes);
      return kept(
        responseEntry({ reply, outcome }, () => language),
        reply,
        room,
        context,
      );
    } catch (error) {
      if (!(error instanceof FhirError) || !WITHOUT_ROOM.has(error.kind)) throw error;
      const told = operationOutcome([{ severity: 'warning', code: 'incomplete', ...DONE_BUT_NOT_SHOWN }], language);
      const created = outcomes[0]?.created === true;
      const reply = new FhirReply(created ? 201 : 200);
      const text = responseEntry({ reply, outcome: told }, () => language);
      return { text, length: lengthOf(text), ...factsOf(reply) };
    }
  }

  /** Called when the answer is known but not sent. @throws FhirError when it must not be sent */
  answering({ context }: EntryWork, { status, versionId }: EntryAnswer): void | Promise<void> {
    if (this.hooks.has('request.answering')) return this.hooks.run('request.answering', { context, status, versionId });
  }

  /** Reports the end of an entry to hooks that watch requests. */
  answered(work: EntryWork, { status, versionId, length }: EntryAnswer): void {
    this.ended(work, { status, versionId }, length);
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

/** @throws FhirError when there is no room for the answer */
function kept(text: readonly TextPiece[], reply: FhirReply, room: AnswerRoom, context: RequestContext): EntryAnswer {
  const length = lengthOf(text);
  room.take(length);
  context.memory?.hold(length);
  return { text, length, ...factsOf(reply) };
}

function factsOf({ status, headers }: FhirReply): AnswerFacts {
  return { status, versionId: versionOf(headers['ETag']) };
}
