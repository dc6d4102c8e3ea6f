import { Injectable, Logger } from '@nestjs/common';
import { FhirError } from '../../errors/fhir-error';
import { HookRegistry } from '../../plugin/hooks';
import { assertWanted } from '../../service/assert-wanted';
import { Pace } from '../../service/pace';
import { StoreRegistry } from '../../service/store-registry';
import { WritePipeline } from '../../service/write-pipeline';
import { understood } from '../foreign-errors';
import type { BundleTask } from './bundle-task';
import { PHASES, phaseOf, type Entry } from './entry';
import { type EntryAnswer, EntryAnswers } from './entry-answers';
import { inEntry } from './entry-faults';
import { type EntryWork, EntryWorks, type WriteWork } from './entry-work';
import { ReadAhead } from './read-ahead';

/** Index of the phase that reads. */
const READS = PHASES.length - 1;

/** The text of an entry's answer, or the refusal. */
type BatchAnswer = EntryAnswer['text'] | FhirError;

/** Number of entries processed concurrently. */
const AT_ONCE = 4;

/**
 * Carries out each entry independently, ordered by method.
 * @see https://hl7.org/fhir/R4/http.html#transaction
 */
@Injectable()
export class Batch {
  private readonly logger = new Logger(Batch.name);

  constructor(
    private readonly works: EntryWorks,
    private readonly answers: EntryAnswers,
    private readonly pipeline: WritePipeline,
    private readonly hooks: HookRegistry,
    private readonly stores: StoreRegistry,
  ) {}

  /** @returns for each entry, in order, the text of its answer or the refusal */
  async carryOut(task: BundleTask): Promise<readonly BatchAnswer[]> {
    const answers = new Array<BatchAnswer>(task.entries.length);
    const phases: Entry[][] = PHASES.map(() => []);
    for (const [index, entry] of task.entries.entries()) {
      if (entry instanceof FhirError) answers[index] = entry;
      else phases[phaseOf(entry)]!.push(entry);
    }
    for (const [phase, all] of phases.entries()) {
      if (all.length === 0) continue;
      const due = all.values();
      const ahead = phase === READS ? new ReadAhead(this.stores, all) : undefined;
      const reading = ahead && { ...task, context: { ...task.context, unit: ahead } };
      const worker = async (): Promise<void> => {
        const pace = new Pace();
        for (const entry of due) {
          assertWanted(task.context);
          answers[entry.index] = await this.answer(entry, ahead?.covers(entry) ? reading! : task);
          if (pace.isDue()) await pace.rest();
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    }
    return answers;
  }

  private async answer(entry: Entry, task: BundleTask): Promise<BatchAnswer> {
    let work: EntryWork | undefined;
    try {
      task.deadline.check();
      work = this.works.of(entry, task.outer, task.context);
      const admitting = this.answers.admit(work);
      if (admitting) await admitting;
      const answer =
        work.kind === 'read' ? await this.answers.read(work, work.context, task) : await this.write(work, task);
      const answering = this.answers.answering(work, answer);
      if (answering) await answering;
      this.answers.answered(work, answer);
      return answer.text;
    } catch (thrown) {
      const refusal = await this.refused(thrown, entry, task, work);
      if (work) this.answers.refused(work, refusal);
      return task.room.refusal(refusal);
    }
  }

  private async write(work: WriteWork, task: BundleTask): Promise<EntryAnswer> {
    try {
      const { outcomes } = await this.pipeline.carryOut(work.plans);
      return await this.answers.written(work, outcomes, task);
    } catch (error) {
      throw work.told(error);
    }
  }

  private async refused(
    thrown: unknown,
    { index }: Entry,
    { context }: BundleTask,
    work: EntryWork | undefined,
  ): Promise<FhirError> {
    const { requestId } = context;
    assertWanted(context);
    let error = understood(thrown);
    try {
      error = await this.hooks.failed({ error, context: work?.context ?? context, requestId });
    } catch (failure) {
      this.logger.error({ requestId, err: failure }, 'a request.failed hook failed');
    }
    if (error.kind === 'internal') this.logger.error({ requestId, err: error.cause ?? error }, error.message);
    return inEntry(error, index);
  }
}
