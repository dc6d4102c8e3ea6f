import { excerptOf, say, type Text } from '../../messages';
import { filterFault } from './fault';
import { OPERATORS, type Operator } from './nodes';

const PATH = /[A-Za-z_][\w:.-]*/y;
const AND_OPERATOR = new RegExp(`\\s+(${OPERATORS.join('|')})(?=[\\s)\\]]|$)`, 'y');
const WORD = /[A-Za-z]+/y;
const SPACE = /\s*/y;
const TEXT = /"(?:[^"\\]|\\[^])*"/y;
const TOKEN = /[^\s)\]]+/y;

/** Scans the text of a filter from left to right. */
export class FilterScan {
  at = 0;

  constructor(readonly text: string) {}

  get isOver(): boolean {
    this.skip();
    return this.at >= this.text.length;
  }

  /** Consumes a character if it is next. */
  take(character: '(' | ')' | '[' | ']' | '.'): boolean {
    if (character !== '.' && character !== '[') this.skip();
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  /** The next word, such as `and`, without consuming it. */
  peekWord(): string | undefined {
    this.skip();
    return this.match(WORD);
  }

  takeWord(word: string): void {
    this.at += word.length;
  }

  /** Consumes a path if an operator or a bracket follows it; otherwise it is not a path. */
  takePath(): string | undefined {
    this.skip();
    const path = this.match(PATH);
    if (path === undefined) return undefined;
    const end = this.at + path.length;
    if (this.text[end] !== '[' && this.match(AND_OPERATOR, end) === undefined) return undefined;
    this.at = end;
    return path;
  }

  /** Consumes `name=`, for a dialect with this syntax. */
  takeAssigned(): string | undefined {
    const [, path] = /^([A-Za-z_][\w:.-]*)=/.exec(this.text.slice(this.at, this.at + LONGEST_PATH)) ?? [];
    if (path !== undefined) this.at += path.length + 1;
    return path;
  }

  takeOperator(): Operator {
    const operator = this.match(AND_OPERATOR);
    if (operator === undefined) {
      const hint = say`Write a comparison such as name co "chu"; operators are ${OPERATORS.join(', ')}.`;
      throw filterFault(this.at, say`an operator is missing`, hint);
    }
    this.at += operator.length;
    return operator.trim() as Operator;
  }

  /** Consumes a value: a decoded JSON string, or the text up to the next space or bracket. */
  takeValue(): string {
    this.skip();
    if (this.text[this.at] === '"') return this.takeText();
    const token = this.match(TOKEN);
    if (token === undefined) {
      throw filterFault(this.at, say`a value is missing`, say`Write a comparison such as name co "chu".`);
    }
    this.at += token.length;
    return token;
  }

  /** The next characters, for an error message. */
  get next(): Text {
    return excerptOf(this.text.slice(this.at, this.at + 40));
  }

  private takeText(): string {
    const literal = this.match(TEXT);
    try {
      const text = JSON.parse(literal ?? '') as string;
      this.at += literal!.length;
      // Commas and dollar signs are literal here. Bars still separate systems from codes.
      return text.replace(/[\\]/g, '\\\\');
    } catch {
      const hint = say`A text begins and ends with a quotation mark; one inside it is written as \\".`;
      throw filterFault(this.at, say`the text is not a valid JSON string`, hint);
    }
  }

  private skip(): void {
    this.at += this.match(SPACE)!.length;
  }

  private match(pattern: RegExp, at = this.at): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.text)?.[0];
  }
}

const LONGEST_PATH = 400;
