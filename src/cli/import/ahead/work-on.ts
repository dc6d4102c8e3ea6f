import type { Piece } from '../../input/piece';
import type { MakeReady, ReadyPiece } from './make-ready';
import type { ReadyAnswer, ReadyTask } from './ready-pool';

export async function workOn(task: ReadyTask, make: Pick<MakeReady, 'piece'>): Promise<Exclude<ReadyAnswer, 'begun'>> {
  const pieces: ReadyPiece[] = [];
  for (const piece of piecesOf(task)) pieces.push(await make.piece(piece));
  return { number: task.number, pieces };
}

/** Line numbers are not known here; the writing thread knows them. */
function* piecesOf({ bytes, pieces }: ReadyTask): Generator<Piece> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  for (const { length, format } of pieces) {
    yield { bytes: all.subarray(at, at + length), line: 1, format };
    at += length;
  }
}
