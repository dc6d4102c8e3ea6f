/** Separators in search values: `,` between alternatives, `$` in a composite, `|` in a token. */
type Separator = ',' | '|' | '$';

/**
 * Splits at unescaped separators. The parts keep their backslashes, so that they can be split again.
 * @see https://hl7.org/fhir/R4/search.html#escaping
 */
export function splitAt(separator: Separator, text: string): string[] {
  if (!text.includes('\\')) return text.split(separator);
  const parts = [''];
  for (const [piece] of text.matchAll(/\\[^]|[^]/g)) {
    if (piece === separator) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

export function unescape(text: string): string {
  return text.replace(/\\([\\,|$])/g, '$1');
}
