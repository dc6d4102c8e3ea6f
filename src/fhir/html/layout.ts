import { Html, html, type HtmlValue } from './html';
import type { PageLink } from '../options/fhir-options';
import type { Site } from './page-view';
import { STYLESHEET } from './stylesheet';

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%23006a66'/%3E%3Cpath d='M13 7h6v6h6v6h-6v6h-6v-6H7v-6h6z' fill='%23fff'/%3E%3C/svg%3E";

const STYLE = new Html(`<style>${STYLESHEET}</style>`);

/** A complete document: what all pages share, around `content`. */
export function layout(site: Site, title: string, content: Html, footnote?: HtmlValue): string {
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="${ICON}" />
        ${STYLE}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top">
          <div class="wrap">
            <a class="brand" href="/"><span class="mark" aria-hidden="true"></span>${site.name}</a>
            <nav aria-label="Site">${site.nav.map(link)}</nav>
          </div>
        </header>
        <main id="main" class="wrap">${content}</main>
        <footer class="wrap"><span>${site.name} ${site.version}</span><span>FHIR R4 (4.0.1)</span>${footnote}</footer>
      </body>
    </html> `.text;
}

function link({ label, url }: PageLink): Html {
  return html`<a href="${url}">${label}</a>`;
}
