/** Longer ones are cut all the same: somebody made them so. */
const LONGEST_URL = 400;
const URL = /(?:https?:\/\/|urn:)[^\s"'`<>]*/gi;

/**
 * The beginning of a client's text, to be quoted to its sender, with an ellipsis where something was left out. It does not
 * end within a URL: half a URL names nothing that one could look for.
 */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = endOfUrl(text.slice(0, longest + LONGEST_URL), longest) ?? longest;
  return end < text.length ? `${text.slice(0, end)}…` : text;
}

/** Where the URL ends that a cut at `at` would go through. */
function endOfUrl(text: string, at: number): number | undefined {
  for (const { 0: url, index } of text.matchAll(URL)) {
    if (index >= at) return undefined;
    const end = index + url.length;
    if (end > at) return end - index > LONGEST_URL ? undefined : end;
  }
  return undefined;
}
