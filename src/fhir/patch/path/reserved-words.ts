/**
 * Matches quoted text, and after a dot an element name that is a FHIRPath operator. In R4 the only one is `div` of
 * Narrative, which the specification's own patch test suite writes without the required backquotes.
 */
const QUOTED_OR_DIV = /'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|(\.\s*)div\b/g;

/** `Patient.text.div` -> ``Patient.text.`div` ``. An operator never follows a dot, so this is unambiguous. */
export function delimitReservedWords(text: string): string {
  if (!text.includes('div')) return text;
  return text.replace(QUOTED_OR_DIV, (whole, dot: string | undefined) => (dot === undefined ? whole : `${dot}\`div\``));
}
