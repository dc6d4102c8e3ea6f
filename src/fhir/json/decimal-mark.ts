import { randomBytes } from 'node:crypto';

/**
 * A number travels through `JSON.stringify`, which knows doubles only, as a string that begins with this mark. No client
 * can send one: it begins with half of a surrogate pair, which is refused wherever text is read, and it goes on with 128
 * bits drawn anew in each process, which never leave it.
 */
const MARK = `\udead${randomBytes(16).toString('hex')}`;
/** The mark as `JSON.stringify` writes it: in ASCII. */
const WRITTEN_MARK = JSON.stringify(MARK).slice(1, -1);
const WRITTEN = new RegExp(`"${WRITTEN_MARK.replace('\\', '\\\\')}([^"]*)"`, 'g');

/** How many numbers were marked since writing began; undefined while nothing is being written. */
let marked: number | undefined;

/** The string that stands for a number while a text is written by {@link writeMarked}; undefined at all other times. */
export function markOf(digits: string): string | undefined {
  if (marked === undefined) return undefined;
  marked += 1;
  return MARK + digits;
}

/** Calls `write`, in which numbers may be marked, and puts their digits in place. */
export function writeMarked(write: () => string): string {
  const outer = marked;
  marked = 0;
  try {
    const text = write();
    return marked === 0 ? text : text.replace(WRITTEN, '$1');
  } finally {
    marked = outer;
  }
}
