/**
 * A quoted text, or an element whose name is an operator of FHIRPath's grammar after its dot. In R4 that is `div` alone,
 * of Narrative, which the specification's own suite of patches writes without the back quotes it would need.
 */
const QUOTED_OR_DIV = /'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|(\.\s*)div\b/g;

/** `Patient.text.div` -> ``Patient.text.`div` ``; an operator never follows a dot, so nothing else can be meant. */
export function delimitReservedWords(text: string): string {
  if (!text.includes('div')) return text;
  return text.replace(QUOTED_OR_DIV, (whole, dot: string | undefined) => (dot === undefined ? whole : `${dot}\`div\``));
}
