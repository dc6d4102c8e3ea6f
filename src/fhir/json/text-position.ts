import type { TextPosition } from '../errors/fhir-error';
import { say, type Message } from '../messages';

const LINE_BREAK = /\r\n|\r|\n/g;
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/**
 * Line and column of an offset (UTF-16 units, as in `text[offset]`). Columns count characters: a tab or an emoji is
 * one.
 */
export function positionAt(text: string, offset: number): TextPosition {
  return new TextPositions(text).at(offset);
}

/** `line 3, column 14`, for a hint that refers to a second position. */
export function describePosition(text: string, offset: number): Message {
  const { line, column } = positionAt(text, offset);
  return say`line ${line}, column ${column}`;
}

/** Positions of many offsets in one text. When they are requested in ascending order, the text is scanned once. */
export class TextPositions {
  /** Characters scanned so far. */
  walked = 0;
  private offset = 0;
  private line = 1;
  private column = 1;

  constructor(private readonly text: string) {}

  at(offset: number): TextPosition {
    if (offset < this.offset) [this.offset, this.line, this.column] = [0, 1, 1];
    const passed = this.text.slice(this.offset, offset);
    let lineStart = 0;
    for (const lineBreak of passed.matchAll(LINE_BREAK)) {
      this.line += 1;
      this.column = 1;
      lineStart = lineBreak.index + lineBreak[0].length;
    }
    this.column += charactersOf(passed.slice(lineStart));
    this.offset = offset;
    this.walked += passed.length;
    return { line: this.line, column: this.column };
  }
}

/** A surrogate pair counts as one character. */
function charactersOf(text: string): number {
  let count = text.length;
  for (const _ of text.matchAll(PAIR)) count -= 1;
  return count;
}
