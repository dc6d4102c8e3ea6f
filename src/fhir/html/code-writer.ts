import { escapeHtml, Html } from './html';
import type { ServerLinks } from './server-links';

/** Deepest indentation, in steps of two spaces: without a limit, deep nesting would cost its square. */
const DEEPEST_INDENT = 24;
/** The stylesheet wraps long lines under their own beginning down to this depth. */
const DEEPEST_CLASS = 12;
/** Lines of one page: a browser has trouble with more, and a text of 2 MB can have half a million. */
export const MOST_LINES = 10_000;
const INDENTS = Array.from({ length: DEEPEST_INDENT + 1 }, (_, depth) => '  '.repeat(depth));

/** Characters of markup of one page; 10,000 lines of a resource have some one million. */
export const MOST_MARKUP = 3_000_000;
/** Characters of one value that are shown. */
export const MOST_OF_A_VALUE = 20_000;

const REST = 'the rest is too long for a page: JSON and XML have all of it.';

/** Members whose value may be a relative reference: `reference`, and the addresses of a Bundle's entries. */
const LINKED_MEMBERS: ReadonlySet<string> = new Set(['reference', 'url', 'location', 'fullUrl']);

/** An address has no spaces to wrap at. */
const ADDRESS = /^(?:https?:|urn:)/;

export interface CodeOptions {
  readonly links: ServerLinks;
  /** Blocks at a smaller depth than this can be folded. Each one is a stop for the Tab key, so not all can. */
  readonly foldDepth: number;
  /** The member whose block starts folded: `resource` in a Bundle. */
  readonly folded?: string;
}

/**
 * Writes numbered, indented, foldable lines. Numbers are attributes shown by the stylesheet, so that copied text has
 * none of them; a fold keeps the numbers of what follows because they are not counted by the browser.
 */
export class CodeWriter {
  private out = '';
  private number = 0;
  private depth = 0;
  private cut = false;
  private readonly folds: boolean[] = [];

  constructor(private readonly options: CodeOptions) {}

  /** No more lines are taken: whoever reads the text can stop. */
  get full(): boolean {
    return this.number >= MOST_LINES || this.out.length >= MOST_MARKUP;
  }

  /** @param markup the line without its indentation */
  line(markup: string): void {
    if (this.full) this.cut = true;
    else this.out += `<div ${this.place()}${markup}</div>`;
  }

  /** A line that begins a block. @param name the member it is the value of */
  open(markup: string, name: string): void {
    const foldable = this.depth < this.options.foldDepth && !this.full;
    if (foldable) {
      const state = name === this.options.folded ? '' : ' open';
      this.out += `<details${state}><summary ${this.place()}${markup}</summary>`;
    } else this.line(markup);
    this.folds.push(foldable);
    this.depth += 1;
  }

  /** Ends the block; the line that closes it is written after. */
  close(): void {
    if (this.folds.length === 0) return;
    this.depth -= 1;
    if (this.folds.pop()) this.out += '</details>';
  }

  /** A value as markup, and as a link where it leads to a place on this server. @param target the value, when that differs from how it is written */
  value(kind: 's' | 'n', written: string, name: string, target = written): string {
    const quoted = shortText(written);
    const { links } = this.options;
    const href = LINKED_MEMBERS.has(name) ? links.reference(target) : links.below(target);
    const shown = href === undefined ? quoted : `<a href="${escapeHtml(href)}">${quoted}</a>`;
    const style = ADDRESS.test(written) ? 's u' : 's';
    return kind === 's' ? `<span class="${style}">&quot;${shown}&quot;</span>` : `<span class="n">${quoted}</span>`;
  }

  /** @param ended whether the text was read to its end */
  finish(ended: boolean): Html {
    while (this.folds.length > 0) this.close();
    const rest =
      ended && !this.cut ? '' : `<div class="d0">… ${this.number.toLocaleString('en')} lines of it; ${REST}</div>`;
    return new Html(this.out + rest);
  }

  private place(): string {
    this.number += 1;
    const { depth } = this;
    const level = depth < DEEPEST_CLASS ? depth : DEEPEST_CLASS;
    return `class="d${level}" id="${this.number}">${INDENTS[depth] ?? INDENTS[DEEPEST_INDENT]!}`;
  }
}

/** A text as markup, its beginning where it is long. */
export function shortText(text: string): string {
  const more = text.length - MOST_OF_A_VALUE;
  if (more <= 0) return escapeHtml(text);
  return `${escapeHtml(text.slice(0, MOST_OF_A_VALUE))}… (${more.toLocaleString('en')} characters more; JSON and XML have all of it)`;
}
