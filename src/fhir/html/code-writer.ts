import { type Language, type Message, say } from '../messages';
import { escapeHtml, escapeSentence, Html } from './html';
import type { ServerLinks } from './server-links';

/** Maximum indentation, in steps of two spaces. Without a limit, deep nesting would take quadratic space. */
const DEEPEST_INDENT = 24;
/** Maximum depth for which the stylesheet aligns wrapped lines. */
const DEEPEST_CLASS = 12;
/** Maximum number of lines per page. Browsers have trouble with more, and a text of 2 MB can have half a million. */
export const MOST_LINES = 10_000;
const INDENTS = Array.from({ length: DEEPEST_INDENT + 1 }, (_, depth) => '  '.repeat(depth));

/** Maximum characters of markup per page; 10,000 lines of a resource take about one million. */
export const MOST_MARKUP = 3_000_000;
/** Maximum characters shown of one value. */
export const MOST_OF_A_VALUE = 20_000;

/** Members whose value may be a relative reference: `reference`, and the URLs in a Bundle's entries. */
const LINKED_MEMBERS: ReadonlySet<string> = new Set(['reference', 'url', 'location', 'fullUrl']);

/** A URL has no spaces to wrap at. */
const ADDRESS = /^(?:https?:|urn:)/;

export interface CodeOptions {
  readonly links: ServerLinks;
  readonly language: Language;
  /** Blocks at a lower depth than this can be folded. Not all can, because each is a stop for the Tab key. */
  readonly foldDepth: number;
  /** The member whose block is folded initially: `resource` in a Bundle. */
  readonly folded?: string;
}

/**
 * Writes numbered, indented, foldable lines. The numbers are attributes that the stylesheet displays, so they are not
 * copied with the text; and because the browser does not count them, folding does not change the numbers that follow.
 */
export class CodeWriter {
  private out = '';
  private number = 0;
  private depth = 0;
  private cut = false;
  private readonly folds: boolean[] = [];

  constructor(private readonly options: CodeOptions) {}

  /** No more lines are accepted, so the caller can stop reading. */
  get full(): boolean {
    return this.number >= MOST_LINES || this.out.length >= MOST_MARKUP;
  }

  /** @param markup the line without indentation */
  line(markup: string): void {
    if (this.full) this.cut = true;
    else this.out += `<div ${this.place()}${markup}</div>`;
  }

  /**
   * Writes a line that starts a block.
   * @param name the member whose value the block is
   */
  open(markup: string, name: string): void {
    const foldable = this.depth < this.options.foldDepth && !this.full;
    if (foldable) {
      const state = name === this.options.folded ? '' : ' open';
      this.out += `<details${state}><summary ${this.place()}${markup}</summary>`;
    } else this.line(markup);
    this.folds.push(foldable);
    this.depth += 1;
  }

  /** Ends the block; its closing line is written afterwards. */
  close(): void {
    if (this.folds.length === 0) return;
    this.depth -= 1;
    if (this.folds.pop()) this.out += '</details>';
  }

  /**
   * A value as markup, and as a link if it refers to something on this server.
   * @param target the value, when it differs from `written`
   */
  value(kind: 's' | 'n', written: string, name: string, target = written): string {
    const quoted = this.shortened(written);
    const { links } = this.options;
    const href = LINKED_MEMBERS.has(name) ? links.reference(target) : links.below(target);
    const shown = href === undefined ? quoted : `<a href="${escapeHtml(href)}">${quoted}</a>`;
    const style = ADDRESS.test(written) ? 's u' : 's';
    return kind === 's' ? `<span class="${style}">&quot;${shown}&quot;</span>` : `<span class="n">${quoted}</span>`;
  }

  /** @param ended whether the text was read to the end */
  finish(ended: boolean): Html {
    while (this.folds.length > 0) this.close();
    if (ended && !this.cut) return new Html(this.out);
    const rest = say`… ${this.counted(this.number)} lines of it; the rest is too long for a page: JSON and XML have all of it.`;
    return new Html(`${this.out}<div class="d0">${this.said(rest)}</div>`);
  }

  /** A text as markup, truncated if it is long. */
  shortened(text: string): string {
    const more = text.length - MOST_OF_A_VALUE;
    if (more <= 0) return escapeHtml(text);
    const rest = say`… (${this.counted(more)} characters more; JSON and XML have all of it)`;
    return escapeHtml(text.slice(0, MOST_OF_A_VALUE)) + this.said(rest);
  }

  private said(text: Message): string {
    return escapeSentence(text.in(this.options.language));
  }

  private counted(count: number): string {
    return count.toLocaleString(this.options.language.tag);
  }

  private place(): string {
    this.number += 1;
    const { depth } = this;
    const level = depth < DEEPEST_CLASS ? depth : DEEPEST_CLASS;
    return `class="d${level}" id="${this.number}">${INDENTS[depth] ?? INDENTS[DEEPEST_INDENT]!}`;
  }
}
