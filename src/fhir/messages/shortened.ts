/** Longer URLs are cut too, because nobody sends them for a good reason. */
const LONGEST_URL = 400;
const URL = /(?:https?:\/\/|urn:)[^\s"'`<>]*/gi;

/**
 * The beginning of a client's text, to be quoted to its sender, with an ellipsis when something was cut off. It is not
 * cut within a URL, because half a URL cannot be looked up.
 */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = endOfUrl(text.slice(0, longest + LONGEST_URL), longest) ?? longest;
  return end < text.length ? `${text.slice(0, end)}…` : text;
}

/** {@link shortened}, with control characters, lone surrogates and other invisible characters as `·`. */
export function shortenedVisibly(text: string, longest: number): string {
  return shortened(text, longest).replace(/\p{C}/gu, '·');
}

/** The end of the URL that a cut at `at` would fall into; undefined when there is none. */
function endOfUrl(text: string, at: number): number | undefined {
  for (const { 0: url, index } of text.matchAll(URL)) {
    if (index >= at) return undefined;
    const end = index + url.length;
    if (end > at) return end - index > LONGEST_URL ? undefined : end;
  }
  return undefined;
}
