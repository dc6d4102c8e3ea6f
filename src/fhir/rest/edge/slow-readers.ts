import type { Socket } from 'node:net';

/** Number of checks within the patience of a reader. */
const LOOKS = 4;

export interface SlowReaderOptions {
  /** The open connections. */
  readonly open: () => Iterable<Socket>;
  /** How long a client may leave its answer unread, milliseconds. */
  readonly patienceMs: number;
}

interface Seen {
  readonly taken: number;
  readonly looks: number;
}

/** Resets connections whose clients do not read a pending answer. */
export class SlowReaders {
  private readonly seen = new WeakMap<Socket, Seen>();
  private readonly timer: NodeJS.Timeout;
  private cuts = 0;

  constructor(private readonly options: SlowReaderOptions) {
    this.timer = setInterval(() => this.look(), options.patienceMs / LOOKS).unref();
  }

  /** Number of connections reset. */
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
        // Reset, because a FIN would wait behind the unread data.
        socket.resetAndDestroy();
      }
    }
  }

  /** Number of consecutive checks, including this one, at which the client had taken the same number of bytes. */
  private looksWithoutProgress(socket: Socket): number {
    const taken = socket.bytesWritten - socket.writableLength;
    const before = this.seen.get(socket);
    const looks = before?.taken === taken ? before.looks + 1 : 1;
    this.seen.set(socket, { taken, looks });
    return looks;
  }
}
