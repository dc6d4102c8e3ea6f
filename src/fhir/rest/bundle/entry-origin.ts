import type { RequestOrigin } from '../../plugin/request-context';

/** That of an entry: it comes from where its Bundle does, and asks as the request it would be by itself. */
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
