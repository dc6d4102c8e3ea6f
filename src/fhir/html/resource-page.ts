import type { JsonObject } from '../json/json-value';
import { say } from '../messages';
import { bundleTable } from './bundle-table';
import { capabilityTable } from './capability-table';
import type { CodeOptions } from './code-writer';
import { headersPanel } from './headers-panel';
import { Html, html, type HtmlValue } from './html';
import { jsonCode } from './json-code';
import { layout } from './layout';
import { narrative } from './narrative';
import { outcomeCards, verdictOf } from './outcome-cards';
import type { PageView } from './page-view';
import { isRaw, resourceCard } from './resource-card';
import { headingOf, languageOf, objectAt, textAt } from './resource-facts';
import { searchForm } from './search-form';
import { ServerLinks } from './server-links';
import { statusName } from './status-names';
import { xmlCode } from './xml-code';

/**
 * Depth down to which blocks can be folded, because each is a stop for the Tab key. In a Bundle, resources are two
 * levels deeper.
 */
const FOLD_DEPTH = 3;
const BUNDLE_FOLD_DEPTH = 5;

/**
 * Renders any FHIR answer as a page: a resource, a Bundle or an error. Pure; one pass over the text of the resource.
 * All content of the resource is shown as text: it contributes no markup except a narrative that R4 allows, and no link
 * that leaves the server except those of such a narrative.
 */
export function resourcePage(view: PageView): string {
  const links = new ServerLinks(view.site.baseUrl, view.site.serves);
  const type = textAt(view.body, 'resourceType') ?? '';
  const content = html`${requestLine(view)}
    ${type === 'OperationOutcome' ? outcomeHead(view) : resourceCard(view, links)}
    <div class="columns">
      <div class="primary">${above(type, view, links)} ${narrativePanel(view)} ${codePanel(view, type, links)}</div>
      ${view.headers.length > 0 && html`<aside aria-label="${say`About this answer`}">${headersPanel(view, links)}</aside>`}
    </div>`;
  const { site, language } = view;
  return layout({
    site,
    language,
    title: [pageTitle(view, type), ' · ', site.name],
    content,
    footnote: html`<span>${say`Request`} <code>${view.requestId}</code></span>`,
  });
}

/** Errors come first; on any other page, the search form comes before the result. */
function above(type: string, view: PageView, links: ServerLinks): HtmlValue {
  const form = view.searchForm && searchForm(view.searchForm, links);
  const panel = panelOf(type, view, links);
  return type === 'OperationOutcome' ? [panel, form] : [form, panel];
}

function pageTitle(view: PageView, type: string): HtmlValue {
  if (type !== 'OperationOutcome') return headingOf(view.body);
  return isRefused(view) ? statusText(view.status) : verdictOf(view.body).text;
}

function statusText(status: number): HtmlValue {
  const name = statusName(status);
  return name === undefined ? status : [status, ' ', name];
}

function statusStyle(status: number): string {
  if (status >= 500) return 'bad';
  return status >= 400 ? 'warn' : 'good';
}

function requestLine({ method, path, status }: PageView): Html {
  return html`<p class="request">
    <span class="method">${method}</span><code>${path}</code
    ><span class="tag ${statusStyle(status)}">${statusText(status)}</span>
  </p>`;
}

/** Otherwise the outcome is the requested result, and the status says nothing about its content. */
function isRefused({ status }: PageView): boolean {
  return status >= 400;
}

/** The head of an error, or of an operation's outcome: the summary of its issues. */
function outcomeHead(view: PageView): Html {
  const verdict = verdictOf(view.body);
  const style = isRefused(view) ? statusStyle(view.status) : verdict.style;
  const raw = view.formats.filter(isRaw).map(({ label, url }) => html`<a class="button" href="${url}">${label}</a>`);
  return html`<section class="card head at-${style}">
    <p class="kind"><span class="type">OperationOutcome</span></p>
    <h1>${isRefused(view) ? (statusName(view.status) ?? say`Outcome`) : verdict.text}</h1>
    ${raw.length > 0 && html`<nav class="actions" aria-label="${say`This answer`}">${raw}</nav>`}
  </section>`;
}

/** Panels above the text of a resource, by type. */
const PANELS: Readonly<Record<string, (body: JsonObject, links: ServerLinks, view: PageView) => Html | undefined>> = {
  OperationOutcome: (body) => outcomeCards(body),
  Bundle: (body, links, view) => bundleTable(body, links, view),
  CapabilityStatement: capabilityTable,
};

function panelOf(type: string, view: PageView, links: ServerLinks): Html | undefined {
  return Object.hasOwn(PANELS, type) ? PANELS[type]!(view.body, links, view) : undefined;
}

function narrativePanel({ body }: PageView): Html | undefined {
  const div = textAt(objectAt(body, 'text'), 'div');
  if (div === undefined) return undefined;
  return html`<section class="card" aria-labelledby="narrative">
    <h2 id="narrative">${say`Narrative`}</h2>
    <div class="narrative" ${languageOf(body)}>${narrative(div)}</div>
  </section>`;
}

function codePanel(view: PageView, type: string, links: ServerLinks): Html {
  const { language } = view;
  const options: CodeOptions =
    type === 'Bundle'
      ? { links, language, foldDepth: BUNDLE_FOLD_DEPTH, folded: 'resource' }
      : { links, language, foldDepth: FOLD_DEPTH };
  const inXml = view.format === 'xml' && view.xml !== undefined;
  const tabs = view.formats.filter((format) => !isRaw(format));
  return html`<section class="card flush" aria-labelledby="source">
    <div class="bar">
      <h2 id="source">${inXml ? 'XML' : 'JSON'}</h2>
      ${tabs.length > 1 && html`<nav aria-label="${say`Format`}">${tabs.map(({ label, url, current }) => html`<a href="${url}" ${current && new Html(' aria-current="true"')}>${label}</a>`)}</nav>`}
    </div>
    <div class="code">${inXml ? xmlCode(view.xml ?? '', options) : jsonCode(view.json, options)}</div>
  </section>`;
}
