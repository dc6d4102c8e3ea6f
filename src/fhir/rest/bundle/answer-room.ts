import { FhirError } from '../../errors/fhir-error';
import { notListed } from '../../errors/operation-outcome';
import { say } from '../../messages';

/** Maximum length of all answers of one Bundle, MB of 1,000,000 characters. They are sent as one. */
const MOST_MB = 16;
/** Maximum number of issues of all refused entries, apart from the first of each. */
const MOST_ISSUES = 2_000;

/** What is left for the answers of a Bundle. */
export class AnswerRoom {
  private taken = 0;
  private issues = 0;

  constructor(
    private readonly mostMb = MOST_MB,
    private readonly mostIssues = MOST_ISSUES,
  ) {}

  /** @throws FhirError `too-large` when an answer no longer fits */
  take(characters: number): void {
    this.taken += characters;
    if (this.taken <= this.mostMb * 1_000_000) return;
    this.taken -= characters;
    const text = say`The answers to this Bundle are longer than ${this.mostMb} MB`;
    const hint = say`Spread its entries over several Bundles.`;
    throw new FhirError('too-large', text, [{ code: 'too-costly', text, hint }]);
  }

  /** The refusal of an entry with the issues there is room for, at least its first. */
  refusal(error: FhirError): FhirError {
    const { kind, text, issues, status } = error;
    const most = 1 + Math.max(0, this.mostIssues - this.issues);
    const more = issues.length - most;
    this.issues += Math.min(issues.length, most) - 1;
    if (more <= 1) return error;
    // Nothing holds the others any more: a Bundle may have a hundred for each entry.
    const told = [...issues.slice(0, most), notListed(more)];
    return new FhirError(kind, text, told, status === undefined ? {} : { status });
  }

  /** Starts again, when all answers are made again. */
  clear(): void {
    this.taken = 0;
  }
}
