import type { Request } from 'express';
import { FhirError } from '../../errors/fhir-error';
import { say } from '../../messages';
import type { RequestContext } from '../../plugin/request-context';
import type { Entry } from './entry';

/** A Bundle that is to be carried out. */
export interface BundleTask {
  /** The request that brought it. */
  readonly outer: Request;
  /** That of the Bundle itself. */
  readonly context: RequestContext;
  readonly entries: readonly (Entry | FhirError)[];
  readonly deadline: Deadline;
  /** Its text has the name of the extension that asks for versions: references are looked at for it. */
  readonly mayAskForVersions: boolean;
}

/** When a Bundle has taken long enough. */
export class Deadline {
  private readonly until: number;

  constructor(
    private readonly seconds: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.until = now() + seconds * 1_000;
  }

  /** @throws FhirError `too-large` once it is over */
  check(): void {
    if (this.now() <= this.until) return;
    const text = say`The Bundle takes longer than the ${this.seconds} seconds it may`;
    const hint = say`Spread its entries over several Bundles.`;
    throw new FhirError('too-large', text, [{ code: 'too-costly', text, hint }]);
  }
}
