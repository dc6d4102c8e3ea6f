import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { FhirError } from '../../errors/fhir-error';
import { operationOutcome } from '../../errors/operation-outcome';
import { say, type Language } from '../../messages';
import { LANGUAGES } from '../../options/tokens';
import type { RequestContext } from '../../plugin/request-context';
import { AccessControl } from '../../access';
import { HookRegistry } from '../../plugin/hooks';
import type { PlanOutcome, WriteOutcome } from '../../service/write-plan';
import { FhirReply } from '../fhir-reply';
import { readView } from '../formats/subset';
import { languageFor } from '../language';
import { preferencesOf } from '../preferences';
import { writeIssues } from '../replies';
import { parametersOf } from '../request-parameters';
import { entryRequest } from './entry-request';
import { responseEntry } from './response-entry';
import type { EntryWork, ReadWork, WriteWork } from './entry-work';

/** Lets entries in as the requests they are, and says what became of them. */
@Injectable()
export class EntryAnswers {
  constructor(
    @Inject(LANGUAGES) private readonly languages: readonly Language[],
    private readonly access: AccessControl,
    private readonly hooks: HookRegistry,
  ) {}

  /** Asks whoever is asked about a request. @throws FhirError */
  async admit({ context }: EntryWork): Promise<void> {
    if (this.hooks.has('request.received')) await this.hooks.run('request.received', { context });
    await this.access.admit(context);
  }

  languageOf(request: Request): Language {
    return languageFor(request, this.languages);
  }

  /** @param within the context of the entry, in its transaction. @throws FhirError also when there is no room for the answer */
  async read(work: ReadWork, within: RequestContext, outer: Request): Promise<string> {
    const { entry } = work;
    const view = readView(parametersOf(entryRequest(entry, outer, '')), within.interaction === 'search-type');
    const reply = await work.answer(within);
    const text = responseEntry({ reply, view, isBare: entry.method === 'HEAD' }, this.languageOf(outer));
    within.memory?.hold(text.length);
    return text;
  }

  /** What is done cannot be refused any more: where there is no room, the resource is left out. */
  async written(work: WriteWork, outcomes: readonly PlanOutcome[], outer: Request): Promise<string> {
    const { context } = work;
    const language = this.languageOf(outer);
    const isMinimal = preferencesOf(outer).return === 'minimal';
    const outcome = isMinimal ? undefined : this.toldOf(work, outcomes, language);
    try {
      const text = responseEntry({ reply: await work.answer(outcomes), outcome }, language);
      context.memory?.hold(text.length);
      return text;
    } catch (error) {
      if (!(error instanceof FhirError) || (error.kind !== 'unavailable' && error.kind !== 'not-shown')) throw error;
      const text = say`The entry was carried out, and what it stored cannot be shown here`;
      const hint = say`Do not send it again. Read the resource to see it.`;
      const told = operationOutcome([{ severity: 'warning', code: 'incomplete', text, hint }], language);
      const created = outcomes[0]?.created === true;
      return responseEntry({ reply: new FhirReply(created ? 201 : 200), outcome: told }, language);
    }
  }

  /** Leniencies and warnings, which have headers elsewhere. */
  private toldOf({ context }: WriteWork, outcomes: readonly PlanOutcome[], language: Language): object | undefined {
    const [first] = outcomes;
    if (!first?.version || (first.applied.length === 0 && first.notes.length === 0)) return undefined;
    return operationOutcome(writeIssues(first as WriteOutcome, context.dryRun), language);
  }
}
