/** Resources per statement; their bodies are in memory at once. */
const MOST = 8;

type Find<Answer> = (ids: readonly string[]) => Promise<ReadonlyMap<string, Answer>>;

interface Waiting<Answer> {
  readonly find: Find<Answer>;
  readonly ids: Set<string>;
  readonly settled: Promise<ReadonlyMap<string, Answer>>;
  readonly settle: (found: Promise<ReadonlyMap<string, Answer>>) => void;
}

/**
 * Questions about single resources, asked by several requests in the same turn of the event loop and answered by one
 * statement. A round trip to the database costs this process as much as the rest of a read.
 */
export class Together<Answer> {
  private readonly waiting = new Map<unknown, Waiting<Answer>>();

  /**
   * @param kind the same value for questions that one statement can answer
   * @param find answers the question for up to eight distinct ids of this kind; ids without an answer are left out
   * @returns rejects for all of a statement when it fails
   */
  async ask(kind: unknown, id: string, find: Find<Answer>): Promise<Answer | undefined> {
    const waiting = this.waiting.get(kind) ?? this.begin(kind, find);
    waiting.ids.add(id);
    if (waiting.ids.size === MOST) this.send(kind, waiting);
    return (await waiting.settled).get(id);
  }

  private begin(kind: unknown, find: Find<Answer>): Waiting<Answer> {
    let settle!: Waiting<Answer>['settle'];
    const settled = new Promise<ReadonlyMap<string, Answer>>((resolve) => (settle = resolve));
    const waiting = { find, ids: new Set<string>(), settled, settle };
    this.waiting.set(kind, waiting);
    // After all promises that are due, and so after all other requests that get as far as this one.
    process.nextTick(() => {
      if (this.waiting.get(kind) === waiting) this.send(kind, waiting);
    });
    return waiting;
  }

  private send(kind: unknown, { find, ids, settle }: Waiting<Answer>): void {
    this.waiting.delete(kind);
    settle(find([...ids]));
  }
}
