/// <reference lib="es2024.string" />
import { say, type Text } from '../messages';
import { isForbiddenKey } from './forbidden-keys';
import { describeToken, excerpt, hintForHabit } from './found-token';
import { faultError, JsonFault, SEND_RESOURCE } from './json-fault';
import { numberFrom } from './json-number';
import { stringifyPath } from '../errors/json-path';
import type { JsonObject, JsonValue } from './json-value';
import { divisible, type Steps } from '../steps';
import { findLoneSurrogate } from './surrogates';
import { describePosition } from './text-position';
import { Tokenizer } from './tokenizer';
import { tooDeep } from './too-deep';

/** An object or array that is not closed yet. */
interface Frame {
  readonly opened: number;
  readonly container: JsonObject | JsonValue[];
  /** Offsets of the names read so far; empty for an array. */
  readonly names: Map<string, number>;
  /** The member or item being read; undefined in between. */
  step: string | number | undefined;
}

/**
 * Parses JSON with every check, at several times the cost of `JSON.parse`. Its purpose is to say what is wrong and
 * where. It uses its own stack, so that no text can overflow the engine's.
 *
 * @throws FhirError `invalid-request` (400) with one issue: text, hint, expression, position
 */
export const parseStrictly = divisible((text: string, maxDepth: number) => new StrictParser(text, maxDepth).parse());

/** Values read in one step, which takes about a millisecond unless they are long. */
export const READ_AT_ONCE = 1_000;

class StrictParser {
  private readonly tokens: Tokenizer;
  private readonly stack: Frame[] = [];

  constructor(
    private readonly text: string,
    private readonly maxDepth: number,
  ) {
    this.tokens = new Tokenizer(text);
  }

  *parse(): Steps<JsonValue> {
    try {
      return yield* this.readText();
    } catch (error) {
      throw error instanceof JsonFault ? faultError(error, this.text, this.expression()) : error;
    }
  }

  private *readText(): Steps<JsonValue> {
    for (let values = 0; ; values += 1) {
      if (values > 0 && values % READ_AT_ONCE === 0) yield;
      let value = this.readValue();
      while (value !== undefined) {
        const frame = this.stack.at(-1);
        if (!frame) return this.end(value);
        value = this.add(frame, value);
      }
    }
  }

  /** Reads a complete value. For a container with items it opens the container and returns undefined. */
  private readValue(): JsonValue | undefined {
    const char = this.tokens.peek();
    if (char === '{' || char === '[') return this.open(char);
    if (char === '"') return this.readString();
    const { offset } = this.tokens;
    if (/[-+.0-9]/.test(char)) return numberFrom(this.tokens.readNumber(), offset);
    const literal = this.tokens.readLiteral();
    if (literal === undefined) throw this.missingValue();
    return literal;
  }

  private open(bracket: '{' | '['): JsonValue | undefined {
    const opened = this.tokens.offset;
    if (this.stack.length >= this.maxDepth) {
      const { text, hint } = tooDeep(this.maxDepth);
      throw new JsonFault(opened, text, hint);
    }
    this.tokens.take(bracket);
    const container = bracket === '{' ? {} : [];
    const frame: Frame = { opened, container, names: new Map(), step: undefined };
    if (this.tokens.take(closing(frame))) return container;
    this.stack.push(frame);
    this.next(frame);
    return undefined;
  }

  /** Adds a value to its container. Returns the container when that was its last item. */
  private add(frame: Frame, value: JsonValue): JsonValue | undefined {
    if (Array.isArray(frame.container)) frame.container.push(value);
    else frame.container[frame.step!] = value;
    const last = frame.step!;
    const valueEnd = this.tokens.offset;
    frame.step = undefined;
    if (this.tokens.take(closing(frame))) {
      this.stack.pop();
      return frame.container;
    }
    const comma = this.tokens.offset;
    if (!this.tokens.take(',')) throw this.missingComma(frame, last, valueEnd);
    if (this.tokens.peek() === closing(frame)) {
      throw new JsonFault(
        comma,
        say`There is a comma before the closing '${closing(frame)}'.`,
        say`Remove the trailing comma.`,
      );
    }
    this.next(frame);
    return undefined;
  }

  /** Advances to the next value of a container; in an object, past its name and colon. */
  private next(frame: Frame): void {
    if (Array.isArray(frame.container)) {
      frame.step = frame.container.length;
      return;
    }
    if (this.tokens.peek() !== '"') throw this.missingName(frame);
    const start = this.tokens.offset;
    const name = this.readString();
    this.checkName(frame, name, start);
    frame.names.set(name, start);
    if (!this.tokens.take(':')) throw this.missingColon(name);
    frame.step = name;
  }

  private checkName(frame: Frame, name: string, start: number): void {
    if (isForbiddenKey(name)) {
      throw new JsonFault(
        start,
        say`The name "${name}" is not allowed.`,
        say`Remove it; no FHIR element has this name.`,
      );
    }
    const first = frame.names.get(name);
    if (first === undefined) return;
    throw new JsonFault(
      start,
      say`The name "${excerpt(name)}" is given twice in one object.`,
      say`Keep one of the two; the first is at ${describePosition(this.text, first)}. A repeating element is one array.`,
    );
  }

  private readString(): string {
    const start = this.tokens.offset;
    const value = this.tokens.readString();
    if (value.isWellFormed()) return value;
    throw new JsonFault(
      findLoneSurrogate(this.text, start, this.tokens.offset),
      say`A string holds half of a surrogate pair, which is not a character.`,
      say`Write both halves one after the other, or the character itself in UTF-8.`,
    );
  }

  private end(value: JsonValue): JsonValue {
    if (this.tokens.peek() === '') return value;
    throw new JsonFault(
      this.tokens.offset,
      say`Expected the end of the text after the JSON value, found ${this.found()}.`,
      this.habit() ?? say`Send exactly one JSON value; check for an extra closing bracket or a second resource.`,
    );
  }

  private missingValue(): JsonFault {
    const { offset } = this.tokens;
    const frame = this.stack.at(-1);
    if (!frame && offset === this.text.length) {
      return new JsonFault(offset, say`The body is empty.`, SEND_RESOURCE);
    }
    const hint = /[A-Za-z_$]/.test(this.text.charAt(offset))
      ? say`A string is written in double quotes ("); the only bare words are true, false and null.`
      : this.extraComma();
    return new JsonFault(
      offset,
      frame
        ? say`Expected a value ${place(frame.step!)}, found ${this.found()}.`
        : say`Expected a value, found ${this.found()}.`,
      this.habit() ??
        hint ??
        this.unclosed() ??
        say`A value is a string, a number, true, false, null, an object { } or an array [ ].`,
    );
  }

  private missingName(frame: Frame): JsonFault {
    const { offset } = this.tokens;
    const char = this.text.charAt(offset);
    const hint = /[A-Za-z_$]/.test(char)
      ? say`Put the name of the element in double quotes (").`
      : /[-0-9]/.test(char)
        ? say`A decimal number has a point, not a comma: 1.5.`
        : (this.extraComma() ?? this.unclosed());
    return new JsonFault(
      offset,
      frame.names.size === 0
        ? say`Expected the name of an element in double quotes or '}', found ${this.found()}.`
        : say`Expected the name of an element in double quotes, found ${this.found()}.`,
      this.habit() ?? hint ?? say`An object holds "name": value pairs, separated by commas.`,
    );
  }

  private missingColon(name: string): JsonFault {
    return new JsonFault(
      this.tokens.offset,
      say`Expected ':' after the name "${excerpt(name)}", found ${this.found()}.`,
      this.habit() ?? this.unclosed() ?? say`Put a colon between the name of an element and its value.`,
    );
  }

  private missingComma(frame: Frame, last: string | number, valueEnd: number): JsonFault {
    const { offset } = this.tokens;
    const startsMore = /["{[\w+-]/.test(this.text.charAt(offset));
    const insideQuotes = offset === valueEnd && /^"[^\s"]/.test(this.text.slice(valueEnd - 1, valueEnd + 1));
    const hint = insideQuotes
      ? say`Write a double quote inside a string as \\".`
      : say`Put a comma right after the previous value, at ${describePosition(this.text, valueEnd)}.`;
    return new JsonFault(
      offset,
      say`Expected ',' or '${closing(frame)}' after ${valueAt(last)}, found ${this.found()}.`,
      this.habit() ??
        (startsMore ? hint : this.unclosed()) ??
        say`Separate two values by one comma, or close with '${closing(frame)}'.`,
    );
  }

  /** Names the unclosed bracket when the text ends, or when the wrong kind of closing bracket follows. */
  private unclosed(): Text | undefined {
    const frame = this.stack.at(-1);
    const char = this.tokens.peek();
    if (!frame || !['', ']', '}'].includes(char) || char === closing(frame)) return undefined;
    const opened = describePosition(this.text, frame.opened);
    return Array.isArray(frame.container)
      ? say`The array opened at ${opened} is not closed by ']' yet.`
      : say`The object opened at ${opened} is not closed by '}' yet.`;
  }

  private extraComma(): Text | undefined {
    return this.text[this.tokens.offset] === ',' ? say`Remove the extra comma.` : undefined;
  }

  private found(): Text {
    return describeToken(this.text, this.tokens.offset);
  }

  private habit(): Text | undefined {
    return hintForHabit(this.text, this.tokens.offset);
  }

  private expression(): string {
    const root = this.stack[0]?.container;
    const type = root && !Array.isArray(root) && Object.hasOwn(root, 'resourceType') ? root.resourceType : undefined;
    const path = this.stack.flatMap(({ step }) => step ?? []);
    return stringifyPath(path, typeof type === 'string' && /^[A-Za-z]{1,64}$/.test(type) ? type : undefined);
  }
}

function closing(frame: Frame): string {
  return Array.isArray(frame.container) ? ']' : '}';
}

/** The position at which a value is expected. */
function place(step: string | number): Text {
  return typeof step === 'number' ? say`as item ${step + 1} of the array` : say`for "${excerpt(step)}"`;
}

/** The last value read. */
function valueAt(step: string | number): Text {
  return typeof step === 'number' ? say`item ${step + 1} of the array` : say`the value of "${excerpt(step)}"`;
}
