import { CodeWriter, type CodeOptions } from './code-writer';
import { type Html } from './html';

const SPACE = /\s*/y;
const WORD = /[^\s,:[\]{}"]+/y;

/**
 * Renders JSON as highlighted lines, indented by two spaces per level. It works on the text instead of a parsed value,
 * so that decimals keep their digits (1.00 stays 1.00). One pass; anything that is not JSON is shown unchanged.
 */
export function jsonCode(text: string, options: CodeOptions): Html {
  return new JsonPainter(text, new CodeWriter(options)).paint();
}

class JsonPainter {
  private offset = 0;
  /** The current line so far. */
  private line = '';
  /** The current member. */
  private name = '';

  constructor(
    private readonly text: string,
    private readonly writer: CodeWriter,
  ) {}

  paint(): Html {
    const { text, writer } = this;
    for (this.skipSpace(); this.offset < text.length && !writer.full; this.skipSpace()) this.token(text[this.offset]!);
    this.flush();
    return writer.finish(this.offset >= text.length);
  }

  private token(first: string): void {
    switch (first) {
      case '"':
        return this.string();
      case '{':
      case '[':
        return this.open(first);
      case '}':
      case ']':
        this.flush();
        this.writer.close();
        return this.punctuation(first);
      case ',':
        this.punctuation(',');
        return this.flush();
      case ':':
        return this.punctuation(': ');
      default:
        return this.word();
    }
  }

  private punctuation(markup: string): void {
    this.line += markup;
    this.offset += 1;
  }

  private open(bracket: '{' | '['): void {
    this.punctuation(bracket);
    this.skipSpace();
    const next = this.text[this.offset];
    if (next === '}' || next === ']') return this.punctuation(next);
    this.writer.open(this.line, this.name);
    this.line = '';
  }

  private string(): void {
    const start = this.offset + 1;
    const end = this.endOfString(start);
    const raw = this.text.slice(start, end);
    this.offset = Math.min(end + 1, this.text.length);
    this.skipSpace();
    if (this.text[this.offset] !== ':') {
      this.line += this.writer.value('s', raw, this.name);
      return;
    }
    this.name = raw;
    this.line += `<span class="k">&quot;${this.writer.shortened(raw)}&quot;</span>`;
  }

  private endOfString(from: number): number {
    for (let quote = this.text.indexOf('"', from); quote >= 0; quote = this.text.indexOf('"', quote + 1)) {
      let slashes = quote;
      while (slashes > from && this.text[slashes - 1] === '\\') slashes -= 1;
      if ((quote - slashes) % 2 === 0) return quote;
    }
    return this.text.length;
  }

  private word(): void {
    WORD.lastIndex = this.offset;
    const word = WORD.exec(this.text)![0];
    this.offset = WORD.lastIndex;
    this.line += this.writer.value('n', word, this.name);
  }

  private flush(): void {
    if (this.line) this.writer.line(this.line);
    this.line = '';
  }

  private skipSpace(): void {
    SPACE.lastIndex = this.offset;
    SPACE.exec(this.text);
    this.offset = SPACE.lastIndex;
  }
}
