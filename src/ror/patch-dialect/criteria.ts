const URL_IS = /^(?:\$this\s*\.\s*)?url\s*=\s*'([^'\\]*)'$/;
const IS_URL = /^'([^'\\]*)'\s*=\s*(?:\$this\s*\.\s*)?url$/;
/** With one of these operators, an element can be selected without meeting every term of the criteria. */
const LOOSENING = /\b(?:or|xor|implies)\b/;

/** The URL of every extension that meets these criteria of a `where()`; undefined when they do not fix one. */
export function urlIn(criteria: string): string | undefined {
  const text = unwrapped(criteria.trim());
  const outline = outlineOf(text);
  if (LOOSENING.test(outline)) return undefined;
  const terms = termsOf(text, outline);
  if (terms.length === 1) return URL_IS.exec(text)?.[1] ?? IS_URL.exec(text)?.[1];
  return terms.map(urlIn).find((url) => url !== undefined);
}

/** The terms between the `and`s. */
function termsOf(text: string, outline: string): readonly string[] {
  const terms: string[] = [];
  let from = 0;
  for (const { 0: word, index } of outline.matchAll(/\band\b/g)) {
    terms.push(text.slice(from, index));
    from = index + word.length;
  }
  return [...terms, text.slice(from)];
}

/** The text with every character in quotes or parentheses replaced by a dash; the length stays the same. */
function outlineOf(text: string): string {
  let depth = 0;
  return text.replace(/'(?:\\.|[^'\\])*'|[^]/g, (token) => {
    if (token.length > 1) return '-'.repeat(token.length);
    if (token === ')') depth -= 1;
    const inner = depth > 0;
    if (token === '(') depth += 1;
    return inner ? '-' : token;
  });
}

/** The text without parentheses around the whole. */
function unwrapped(text: string): string {
  return /^\(-*\)$/.test(outlineOf(text)) ? unwrapped(text.slice(1, -1).trim()) : text;
}
