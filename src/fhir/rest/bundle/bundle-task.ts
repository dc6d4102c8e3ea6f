import type { Request } from 'express';
import { FhirError } from '../../errors/fhir-error';
import { say } from '../../messages';
import type { RequestContext } from '../../plugin/request-context';
import type { AnswerRoom } from './answer-room';
import type { Entry } from './entry';

/** A Bundle to be carried out. */
export interface BundleTask {
  /** The request that contains the Bundle. */
  readonly outer: Request;
  /** The context of the Bundle itself. */
  readonly context: RequestContext;
  readonly entries: readonly (Entry | FhirError)[];
  readonly deadline: Deadline;
  readonly room: AnswerRoom;
  /** The text contains the name of the extension that asks for versions, so references must be checked for it. */
  readonly mayAskForVersions: boolean;
}

/** Time limit for carrying out a Bundle. */
export class Deadline {
  private readonly until: number;

  constructor(
    private readonly seconds: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.until = now() + seconds * 1_000;
  }

  /** @throws FhirError `too-large` after the time limit */
  check(): void {
    if (this.now() <= this.until) return;
    const text = say`The Bundle takes longer than the ${this.seconds} seconds allowed`;
    const hint = say`Spread its entries over several Bundles.`;
    throw new FhirError('too-large', text, [{ code: 'too-costly', text, hint }]);
  }
}
