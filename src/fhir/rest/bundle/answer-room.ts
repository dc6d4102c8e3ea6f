import { FhirError } from '../../errors/fhir-error';
import { say } from '../../messages';

/** Maximum length of all answers of one Bundle, MB of 1,000,000 characters. They are sent as one. */
const MOST_MB = 16;

/** What is left for the answers of a Bundle. */
export class AnswerRoom {
  private taken = 0;

  constructor(private readonly mostMb = MOST_MB) {}

  /** @throws FhirError `too-large` when an answer no longer fits */
  take(characters: number): void {
    this.taken += characters;
    if (this.taken <= this.mostMb * 1_000_000) return;
    this.taken -= characters;
    const text = say`The answers to this Bundle are longer than ${this.mostMb} MB`;
    const hint = say`Spread its entries over several Bundles.`;
    throw new FhirError('too-large', text, [{ code: 'too-costly', text, hint }]);
  }

  /** Starts again, when all answers are made again. */
  clear(): void {
    this.taken = 0;
  }
}
