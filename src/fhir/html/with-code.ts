import { inLanguage, type Text } from '../messages';
import { escapeHtml, escapeSentence, Html } from './html';

/** Renders text between backticks as code. */
export function withCode(text: Text): Html {
  return new Html([{ in: (language) => markup(inLanguage(text, language)) }]);
}

function markup(text: string): string {
  return text
    .split(/`([^`]+)`/)
    .map((part, i) => (i % 2 === 1 ? `<code>${escapeHtml(part)}</code>` : escapeSentence(part)))
    .join('');
}
