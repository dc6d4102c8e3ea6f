import type { LoggerService } from '@nestjs/common';
import type { FhirOptions } from '../options/fhir-options';

/** Interval between two lines of the log. */
const TOLD_EVERY_MS = 10_000;

/** Tells how far the rebuild of an index is: in the log every ten seconds, and to whoever wants to know after each page. */
export class IndexingProgress {
  private readonly began: number;
  private told: number;

  /** @param total of the resources of the type; undefined when the store does not count them */
  constructor(
    private readonly type: string,
    private readonly total: number | undefined,
    private readonly logger: Pick<LoggerService, 'log'>,
    private readonly onIndexing: FhirOptions['onIndexing'],
    private readonly now: () => number = () => performance.now(),
  ) {
    this.began = this.told = now();
  }

  /**
   * @param done resources indexed by this process
   * @param continued whether it continues an interrupted rebuild
   */
  tell(done: number, continued: boolean): void {
    const { type, total } = this;
    const of = continued ? undefined : total;
    this.onIndexing?.({ type, done, ...(of !== undefined && { of }) });
    const at = this.now();
    if (at - this.told < TOLD_EVERY_MS) return;
    this.told = at;
    const rate = done / ((at - this.began) / 1_000);
    const left = of === undefined || rate === 0 ? '' : `, ${Math.ceil(Math.max(0, of - done) / rate)} s left`;
    const share = of === undefined ? String(done) : `${done} of ${of}`;
    this.logger.log(`${share} resources of type ${type} are indexed, ${Math.round(rate)}/s${left}`);
  }
}
