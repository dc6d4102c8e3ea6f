const LONGEST_WORD = 64;
const MOST_EDITS = 3;

/**
 * The candidate a misspelt word was most likely meant to be: one edit (a letter added, dropped, changed or swapped with
 * its neighbour) is forgiven for every three letters, three at most; case counts for nothing.
 *
 * @returns undefined when no candidate is near; the first of several that are equally near
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let limit = Math.min(MOST_EDITS, Math.floor(word.length / 3));
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits > limit) continue;
    if (edits === 0) return candidate;
    best = candidate;
    limit = edits - 1;
  }
  return best;
}

/** Edits between two words, in the optimal string alignment form of Damerau and Levenshtein. */
function distance(from: string, to: string): number {
  let older: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const changed = previous[column - 1]! + (same ? 0 : 1);
      let edits = Math.min(changed, previous[column]! + 1, current[column - 1]! + 1);
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) edits = Math.min(edits, older[column - 2]! + 1);
      current.push(edits);
    }
    older = previous;
    previous = current;
  }
  return previous[to.length]!;
}
