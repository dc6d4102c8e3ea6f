const LONGEST_WORD = 64;
const MOST_EDITS = 3;
const VOWEL = /[aeiouy]/;

/**
 * Finds the candidate that a misspelt word most likely stands for. One edit (a letter added, dropped, changed or
 * swapped with its neighbour) is allowed per three letters, at most three. Case is ignored, and a vowel counts half,
 * because vowels are what words of two languages differ in first (`nom`, `name`).
 *
 * @returns undefined when no candidate is near enough; the first of several equally near ones
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const wanted = word.toLowerCase();
  let best: string | undefined;
  const limit = Math.min(MOST_EDITS, Math.floor(word.length / 3));
  let fewest = limit + STEP;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > 2 * limit) continue;
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits >= fewest) continue;
    if (edits === 0) return candidate;
    best = candidate;
    fewest = edits;
  }
  return best;
}

/** The smallest possible difference between two distances. */
const STEP = 0.5;

/** Cost of adding or dropping a letter. */
function weight(letter: string): number {
  return VOWEL.test(letter) ? STEP : 1;
}

/** Weighted edit distance of two words (optimal string alignment, Damerau-Levenshtein). */
function distance(from: string, to: string): number {
  let older: number[] = [];
  let previous = [0];
  for (const letter of to) previous.push(previous.at(-1)! + weight(letter));
  for (let row = 1; row <= from.length; row += 1) {
    const letter = from[row - 1]!;
    const current = [previous[0]! + weight(letter)];
    for (let column = 1; column <= to.length; column += 1) {
      const other = to[column - 1]!;
      const changed = previous[column - 1]! + (letter === other ? 0 : Math.max(weight(letter), weight(other)));
      let edits = Math.min(changed, previous[column]! + weight(letter), current[column - 1]! + weight(other));
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) edits = Math.min(edits, older[column - 2]! + 1);
      current.push(edits);
    }
    older = previous;
    previous = current;
  }
  return previous[to.length]!;
}
