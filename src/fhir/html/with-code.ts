import { type Html, html } from './html';

/** Renders text between backticks as code. */
export function withCode(text: string): Html[] {
  return text.split(/`([^`]+)`/).map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}
