import type { TextPosition } from '../errors/fhir-error';
import { say, type Message } from '../messages';

const LINE_BREAK = /\r\n|\r|\n/g;

/** Line and column of an offset (UTF-16 units, as `text[offset]`). A column is one character: a tab or an emoji counts 1. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  let line = 1;
  let lineStart = 0;
  for (const lineBreak of before.matchAll(LINE_BREAK)) {
    line += 1;
    lineStart = lineBreak.index + lineBreak[0].length;
  }
  return { line, column: 1 + countCharacters(before, lineStart) };
}

/** `line 3, column 14`, for a hint that points at a second place. */
export function describePosition(text: string, offset: number): Message {
  const { line, column } = positionAt(text, offset);
  return say`line ${line}, column ${column}`;
}

function countCharacters(text: string, from: number): number {
  let count = 0;
  for (let at = from; at < text.length; count += 1) at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  return count;
}
