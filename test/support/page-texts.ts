import { tagsOf, textOf } from './html-tags';

/** Attributes whose value a person reads or hears. */
const READ = ['aria-label', 'placeholder', 'title', 'alt', 'data-label'] as const;

/**
 * The texts of a page that are not the text of the resource itself: those between tags, and those of attributes. Code
 * within a text is in backticks. Texts marked as being in another language, and issue codes of FHIR, are left out.
 */
export function textsOf(page: string): string[] {
  const chrome = page
    .replace(/<style>[^]*?<\/style>|<script>[^]*?<\/script>|<div class="code">[^]*?<\/section>/g, '')
    .replace(/<span (?:lang="[^"]*"|class="code-name")>[^<]*<\/span>/g, '');
  const between = chrome
    .replace(/<\/?code>/g, '`')
    .split(/<[^>]*>/)
    .map(textOf);
  const inAttributes = tagsOf(chrome).flatMap(({ attributes }) => READ.map((name) => attributes[name] ?? ''));
  return [...between, ...inAttributes].map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
}
