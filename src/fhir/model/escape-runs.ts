/** Matches runs of each of these characters. */
export function runsOf(characters: string): RegExp {
  return new RegExp([...characters].map((character) => `${character}+`).join('|'), 'g');
}

/**
 * Replaces special characters. The cost is per match, not per character: a text of a million `&` is one match.
 * @param runs from {@link runsOf}
 */
export function escapeRuns(text: string, runs: RegExp, escapes: Readonly<Record<string, string>>): string {
  return text.replace(runs, (run) => (run.length === 1 ? escapes[run]! : escapes[run[0]!]!.repeat(run.length)));
}
