import { say, type Message } from '../../messages';
import { quote, unreadable } from '../patch-fault';
import { fhirPathOf } from './pointer-as-path';

export interface PathLimits {
  readonly pathLength: number;
  readonly nesting: number;
}

/**
 * Maximum number of brackets of any kind in a path, because opening one is what costs the parser most. Long real paths
 * have about 20.
 */
const MOST_BRACKETS = 64;

/** Characters allowed outside quotes. This excludes comments, double quotes and other operators. */
const FHIRPATH = /[\w\s.,()[\]{}=!~<>|+\-@:%$]/;

function isSign(character: string): boolean {
  return character === '+' || character === '-';
}

/**
 * Refuses text that would be expensive to parse. Outside quotes it checks the characters, the nesting depth of
 * brackets, and their number.
 *
 * @throws FhirError `invalid-request`
 */
export function guardText(text: string, { pathLength, nesting }: PathLimits, expression: string): void {
  if (text.length > pathLength) {
    throw unreadable({
      code: 'too-long',
      text: say`The path has ${text.length} characters; at most ${pathLength} are allowed.`,
      hint: say`Write a shorter path, or replace a larger element as a whole.`,
      expression,
    });
  }
  if (text.startsWith('/')) {
    throw unreadable({
      text: say`The path \`${quote(text)}\` starts with a slash, as in JSON Patch and XML Patch, but this is a FHIRPath Patch.`,
      hint: say`Did you mean \`${quote(fhirPathOf(text))}\`? A JSON Patch is sent with Content-Type: application/json-patch+json, an XML Patch with application/xml-patch+xml.`,
      expression,
    });
  }
  let depth = 0;
  let brackets = 0;
  let quoted = '';
  let before = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === quoted) quoted = '';
    } else if (character === "'" || character === '`') quoted = character;
    else if (!FHIRPATH.test(character)) throw unreadableAt(at, say`The character ${quote(character)} is not allowed`);
    else if (isSign(character) && isSign(before)) throw unreadableAt(at, say`A sign follows a sign`);
    else if (character === ')' || character === ']' || character === '}') depth -= 1;
    else if (character === '(' || character === '[' || character === '{') {
      depth += 1;
      brackets += 1;
      if (depth > nesting || brackets > MOST_BRACKETS) {
        throw unreadable({
          code: 'too-costly',
          text: say`The path has too many brackets, at character ${at + 1}.`,
          hint: say`At most ${MOST_BRACKETS}, nested at most ${nesting} deep.`,
          expression,
        });
      }
    }
    if (character.trim()) before = character;
  }
  if (quoted) throw unreadableAt(text.length, say`A ${quoted} is opened but not closed`);

  function unreadableAt(at: number, what: Message): Error {
    return unreadable({
      text: say`${what}, at character ${at + 1} of the path.`,
      hint: say`Put strings in single quotes, one on each side.`,
      expression,
    });
  }
}
