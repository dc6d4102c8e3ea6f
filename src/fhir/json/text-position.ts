import type { TextPosition } from '../errors/fhir-error';
import { say, type Message } from '../messages';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Line and column of an offset (UTF-16 units, as `text[offset]`). A column is one character: a tab or an emoji counts 1. */
export function positionAt(text: string, offset: number): TextPosition {
  return new TextPositions(text).at(offset);
}

/** `line 3, column 14`, for a hint that points at a second place. */
export function describePosition(text: string, offset: number): Message {
  const { line, column } = positionAt(text, offset);
  return say`line ${line}, column ${column}`;
}

/** The positions of many offsets of one text: asked in the order of the text, all of them take one walk over it. */
export class TextPositions {
  /** Characters that were looked at so far. */
  walked = 0;
  private offset = 0;
  private line = 1;
  private column = 1;

  constructor(private readonly text: string) {}

  at(offset: number): TextPosition {
    if (offset < this.offset) [this.offset, this.line, this.column] = [0, 1, 1];
    const end = Math.min(offset, this.text.length);
    while (this.offset < end) this.step();
    return { line: this.line, column: this.column };
  }

  private step(): void {
    const { text } = this;
    const code = text.codePointAt(this.offset)!;
    this.walked += 1;
    this.offset += code > 0xffff ? 2 : 1;
    // Of CR LF the second ends the line.
    if (code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(this.offset) !== LINE_FEED)) {
      this.line += 1;
      this.column = 1;
    } else if (code !== CARRIAGE_RETURN) this.column += 1;
  }
}
