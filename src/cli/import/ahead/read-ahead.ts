import type { Readable } from 'node:stream';
import type { InputFile } from '../../input/find-files';
import type { Piece } from '../../input/piece';
import { readPieces } from '../../input/read-pieces';
import { cutOff, foundIn, type Found, type FoundPiece, type Resources } from '../../input/read-resources';
import type { ReadyResource } from '../../input/ready-resource';
import type { ReadyPiece } from './make-ready';
import type { ReadyPool } from './ready-pool';

/** Pieces and bytes sent to a thread at once. */
const TASK_PIECES = 50;
const TASK_BYTES = 256 * 1024;
/** Bytes of text read ahead, once and again for each thread; the result is about four times as large. */
const AHEAD_BYTES = 1024 ** 2;
/** A larger piece is not sent to a thread; the writing thread checks its size first. */
const LARGEST_PIECE = 1024 ** 2;

/** Some pieces, and the pool's answer for them. */
interface Task {
  readonly first: number;
  readonly pieces: Piece[];
  bytes: number;
  ready: ReturnType<ReadyPool['send']>;
}

/** Like `readResources`, but a pool prepares the next resources while earlier ones are written. */
export function readAhead(file: InputFile, stdin: Readable, from: number, pool: ReadyPool): Resources {
  const pieces = readPieces(file, stdin);
  return {
    bytesRead: () => pieces.bytesRead(),
    [Symbol.asyncIterator]: () => new Reader(file.name, pool).read(pieces, from),
  };
}

class Reader {
  /** In the order of the file. */
  private readonly sent: Task[] = [];
  private ahead = 0;

  constructor(
    private readonly file: string,
    private readonly pool: ReadyPool,
  ) {}

  async *read(pieces: AsyncIterable<Piece>, from: number): AsyncGenerator<FoundPiece> {
    let [index, task] = [0, emptyTask(from)];
    let failure: { readonly cause: unknown } | undefined;
    try {
      for await (const piece of pieces) {
        index += 1;
        if (index <= from) continue;
        task.pieces.push(piece);
        task.bytes += piece.bytes.length;
        if (task.pieces.length < TASK_PIECES && task.bytes < TASK_BYTES) continue;
        this.send(task);
        task = emptyTask(index);
        while (this.isFarAhead) yield* this.first();
      }
    } catch (cause) {
      failure = { cause };
    }
    if (task.pieces.length > 0) this.send(task);
    while (this.sent.length > 0) yield* this.first();
    if (failure) yield { index, found: [cutOff(this.file, failure.cause)], bytes: 0 };
  }

  private send(task: Task): void {
    const isLight = task.pieces.every(({ bytes, isCut }) => !isCut && bytes.length <= LARGEST_PIECE);
    task.ready = isLight ? this.pool.send(task.pieces) : undefined;
    this.sent.push(task);
    this.ahead += task.bytes;
  }

  /** No thread works on the first task, or enough is in progress. */
  private get isFarAhead(): boolean {
    const [first] = this.sent;
    return first !== undefined && (!first.ready || this.ahead > AHEAD_BYTES * (1 + this.pool.size));
  }

  private async *first(): AsyncGenerator<FoundPiece> {
    const { first, pieces, bytes, ready } = this.sent.shift()!;
    this.ahead -= bytes;
    const answers = await ready;
    for (const [at, piece] of pieces.entries()) {
      yield { index: first + at, found: found(this.file, piece, answers?.[at]), bytes: piece.bytes.length };
    }
  }
}

function emptyTask(first: number): Task {
  return { first, pieces: [], bytes: 0, ready: undefined };
}

function found(file: string, piece: Piece, ready: ReadyPiece | undefined): readonly Found[] {
  if (!ready) return foundIn(file, piece);
  let all: readonly Found[] | undefined;
  const read = () => (all ??= foundIn(file, piece));
  return ready.map((each, at) => (each ? readyAt({ file, line: piece.line }, each, () => read()[at]!) : read()[at]!));
}

/** Parses the resource on this thread only when its content is asked for. */
function readyAt(
  { file, line }: Pick<Found['place'], 'file' | 'line'>,
  ready: ReadyResource,
  read: () => Found,
): Found {
  const { entry } = ready;
  return {
    place: { file, line, ...(entry !== undefined && { entry }) },
    ready,
    get resource() {
      return read().resource!;
    },
  };
}
