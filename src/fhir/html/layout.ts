import { escapeSentence, Html, html, type HtmlValue } from './html';
import { type Language, say } from '../messages';
import type { PageLink } from '../options/fhir-options';
import type { Site } from './page-view';
import { STYLESHEET } from './stylesheet';

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%23006a66'/%3E%3Cpath d='M13 7h6v6h6v6h-6v6h-6v-6H7v-6h6z' fill='%23fff'/%3E%3C/svg%3E";

const STYLE = new Html(`<style>${STYLESHEET}</style>`);

interface PageParts {
  readonly site: Site;
  readonly language: Language;
  readonly title: HtmlValue;
  readonly content: Html;
  readonly footnote?: HtmlValue;
}

/** A complete document in one language: what all pages share, around `content`. */
export function layout({ site, language, title, content, footnote }: PageParts): string {
  return html`<!DOCTYPE html>
    <html lang="${language.tag}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="${ICON}" />
        ${STYLE}
      </head>
      <body>
        <a class="skip" href="#main">${say`Skip to the content`}</a>
        <header class="top">
          <div class="wrap">
            <a class="brand" href="/"><span class="mark" aria-hidden="true"></span>${site.name}</a>
            <nav aria-label="${say`Site`}">${site.nav.map(link)}</nav>
          </div>
        </header>
        <main id="main" class="wrap">${content}</main>
        <footer class="wrap">
          <span>${site.name} ${site.version}</span
          ><span>FHIR R4 (4.0.1)</span>${footnote}${otherLanguages(site, language)}
        </footer>
      </body>
    </html> `.in(language);
}

/**
 * How to read the page in another language, in that language. It is not a link: the URL of a FHIR resource has no
 * language, and nothing is kept about a client, so that a link would change one page only.
 */
function otherLanguages({ languages = [] }: Site, language: Language): Html[] {
  return languages
    .filter(({ tag }) => tag !== language.tag)
    .map((other) => html`<span lang="${other.tag}">${new Html(escapeSentence(IN_THIS_LANGUAGE.in(other)))}</span>`);
}

const IN_THIS_LANGUAGE = say`In English: put it first among the languages of your browser`;

function link({ label, url }: PageLink): Html {
  return html`<a href="${url}">${label}</a>`;
}
