import { say, shortenedVisibly, type Text } from '../messages';

const LONGEST_EXCERPT = 40;
const STRING = /"([^"\\\r\n]|\\.){0,40}/y;
const WORD = /[-+.\w$]{1,41}/y;

/** Describes the token at an offset, for "…, found X": `string "url"`, `number 12`, `'}'`, `the end of the text`. */
export function describeToken(text: string, offset: number): Text {
  const char = text.codePointAt(offset);
  if (char === undefined) return say`the end of the text`;
  if (text[offset] === '"') return say`string "${excerpt(match(STRING, text, offset).slice(1))}"`;
  const word = match(WORD, text, offset);
  if (/^-?[0-9]/.test(word)) return say`number ${excerpt(word)}`;
  if (word) return `'${excerpt(word)}'`;
  const visible = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(String.fromCodePoint(char));
  const code = `U+${char.toString(16).toUpperCase().padStart(4, '0')}`;
  if (!visible) return say`the character ${code}`;
  return char < 0x80 ? `'${text[offset]}'` : say`the character ${String.fromCodePoint(char)} (${code})`;
}

interface Habit {
  readonly found: RegExp;
  readonly hint: Text;
}

/** Common mistakes from other languages, tools and keyboards. */
const HABITS: readonly Habit[] = [
  { found: /\/[/*]|#/y, hint: say`JSON has no comments; remove it.` },
  { found: /'/y, hint: say`JSON uses double quotes ("), not single quotes.` },
  { found: /[“”„«»‘’]/y, hint: say`Use the straight double quote ("), not typographic quotes.` },
  { found: /[+-]?(NaN|Infinity)\b/y, hint: say`JSON has no NaN or Infinity; leave the element out.` },
  { found: /(True|TRUE|False|FALSE)\b/y, hint: say`Write true or false in lower case.` },
  { found: /(None|NULL|Null|nil|undefined)\b/y, hint: say`FHIR has no such value; leave the element out.` },
  { found: /;/y, hint: say`Use a comma, not a semicolon.` },
  { found: /=/y, hint: say`Use a colon between name and value, not an equals sign.` },
  { found: /</y, hint: say`This looks like XML; send XML with Content-Type: application/fhir+xml.` },
  { found: /\uFEFF/y, hint: say`Remove the byte order mark; JSON is sent without one.` },
  {
    found: /[\u00A0\u2000-\u200B\u202F\u3000]/y,
    hint: say`Use ordinary spaces; this one often comes from copying out of a web page or document.`,
  },
];

/** The hint for a common mistake at this offset; undefined when there is none. */
export function hintForHabit(text: string, offset: number): Text | undefined {
  return HABITS.find(({ found }) => match(found, text, offset) !== '')?.hint;
}

/** Makes a client's text safe to quote: replaces control characters and lone surrogates, and limits the length. */
export function excerpt(raw: string): string {
  return shortenedVisibly(raw, LONGEST_EXCERPT);
}

function match(sticky: RegExp, text: string, offset: number): string {
  sticky.lastIndex = offset;
  return sticky.exec(text)?.[0] ?? '';
}
