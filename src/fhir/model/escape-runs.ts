/** Matches each of the characters with those of its kind that follow it. */
export function runsOf(characters: string): RegExp {
  return new RegExp([...characters].map((character) => `${character}+`).join('|'), 'g');
}

/**
 * A text with its special characters replaced. What costs is each match, not each character: a text of a million `&` is one
 * match.
 * @param runs of {@link runsOf}
 */
export function escapeRuns(text: string, runs: RegExp, escapes: Readonly<Record<string, string>>): string {
  return text.replace(runs, (run) => (run.length === 1 ? escapes[run]! : escapes[run[0]!]!.repeat(run.length)));
}
