import type { TextPosition } from '../errors/fhir-error';
import { JsonFault } from './json-fault';
import type { JsonPath } from './json-path';
import { positionAt } from './text-position';
import { Tokenizer } from './tokenizer';

/**
 * Where the value of an element starts in the JSON text it was read from, to point a client at it. Takes one pass over
 * the text: for the error path only.
 *
 * @param text a text that `parseJson` accepts
 * @param path names as the JSON has them (`valueString`, `_birthDate`) and zero-based indexes, without the resource type;
 *   a single value is also the first of a list, since it may have been read as a list of one
 * @returns undefined when there is no such element
 */
export function positionOf(text: string, path: JsonPath): TextPosition | undefined {
  try {
    const tokens = new Tokenizer(text);
    for (const step of path) {
      const entered = typeof step === 'number' ? enterItem(tokens, step) : enterMember(tokens, step);
      if (!entered) return undefined;
    }
    return tokens.peek() === '' ? undefined : positionAt(text, tokens.offset);
  } catch (error) {
    if (error instanceof JsonFault) return undefined;
    throw error;
  }
}

function enterMember(tokens: Tokenizer, name: string): boolean {
  if (!tokens.take('{')) return false;
  while (tokens.peek() === '"') {
    const found = tokens.readString() === name;
    tokens.take(':');
    if (found) return true;
    skipValue(tokens);
    tokens.take(',');
  }
  return false;
}

function enterItem(tokens: Tokenizer, index: number): boolean {
  if (!tokens.take('[')) return index === 0;
  for (let at = 0; at < index; at += 1) {
    if (tokens.peek() === ']') return false;
    skipValue(tokens);
    if (!tokens.take(',')) return false;
  }
  return tokens.peek() !== ']';
}

/** Steps over a value by counting brackets, so that depth does not matter. */
function skipValue(tokens: Tokenizer): void {
  let depth = 0;
  do {
    const char = tokens.peek();
    if (char === '"') {
      tokens.readString();
      continue;
    }
    if (char === '{' || char === '[') depth += 1;
    if (char === '}' || char === ']') depth -= 1;
    tokens.offset += 1;
    if (depth === 0 && /[-\w]/.test(char)) skipBareWord(tokens);
  } while (depth > 0 && tokens.offset < tokens.text.length);
}

function skipBareWord(tokens: Tokenizer): void {
  while (/[-+.\w]/.test(tokens.text.charAt(tokens.offset))) tokens.offset += 1;
}
