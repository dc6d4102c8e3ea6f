import type { Socket } from 'node:net';

/** How often connections are looked at in the time a reader has. */
const LOOKS = 4;

export interface SlowReaderOptions {
  /** The connections to watch. */
  readonly open: () => Iterable<Socket>;
  /** How long a client may leave an answer where it is, milliseconds. */
  readonly patienceMs: number;
}

interface Seen {
  readonly taken: number;
  readonly looks: number;
}

/** Cuts the connections whose clients have an answer waiting for them and read nothing of it. */
export class SlowReaders {
  private readonly seen = new WeakMap<Socket, Seen>();
  private readonly timer: NodeJS.Timeout;
  private cuts = 0;

  constructor(private readonly options: SlowReaderOptions) {
    this.timer = setInterval(() => this.look(), options.patienceMs / LOOKS).unref();
  }

  /** How many were cut. */
  get cut(): number {
    return this.cuts;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    for (const socket of this.options.open()) {
      if (socket.writableLength === 0) this.seen.delete(socket);
      else if (this.looksWithoutProgress(socket) > LOOKS) {
        this.cuts += 1;
        // No FIN that would wait behind what is not read.
        socket.resetAndDestroy();
      }
    }
  }

  /** In how many looks at it, this one included, a connection had taken the same bytes. */
  private looksWithoutProgress(socket: Socket): number {
    const taken = socket.bytesWritten - socket.writableLength;
    const before = this.seen.get(socket);
    const looks = before?.taken === taken ? before.looks + 1 : 1;
    this.seen.set(socket, { taken, looks });
    return looks;
  }
}
