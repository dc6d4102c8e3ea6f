import type { RequestOrigin } from '../../plugin/request-context';

/** Origin of an entry: the address is that of the Bundle; method and URL are its own. */
export class EntryOrigin implements RequestOrigin {
  readonly startedAt = performance.now();
  isNoted = false;
  isAnswerNoted = false;
  readonly form = undefined;

  constructor(
    private readonly outer: RequestOrigin,
    readonly method: string,
    readonly url: string,
  ) {}

  get address(): string | undefined {
    return this.outer.address;
  }
}
