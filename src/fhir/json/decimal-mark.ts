import { randomBytes } from 'node:crypto';

/**
 * `JSON.stringify` only writes doubles, so other numbers are passed through it as strings that start with this mark.
 * Clients cannot forge it: it starts with a lone surrogate, which is refused wherever text is read, followed by 128
 * random bits that are drawn once per process and never leave it.
 */
const MARK = `\udead${randomBytes(16).toString('hex')}`;
/** The mark as `JSON.stringify` writes it, in ASCII. */
const WRITTEN_MARK = JSON.stringify(MARK).slice(1, -1);
const WRITTEN = new RegExp(`"${WRITTEN_MARK.replace('\\', '\\\\')}([^"]*)"`, 'g');

/** How many numbers have been marked since writing began; undefined when nothing is being written. */
let marked: number | undefined;

/** The marked string for a number while {@link writeMarked} runs; undefined at all other times. */
export function markOf(digits: string): string | undefined {
  if (marked === undefined) return undefined;
  marked += 1;
  return MARK + digits;
}

/** Calls `write`, during which numbers may be marked, and replaces the marked strings with their digits. */
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
