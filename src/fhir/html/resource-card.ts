import type { JsonObject } from '../json/json-value';
import { resourceAtEnd } from '../model/reference';
import { type Html, html, type HtmlValue } from './html';
import type { FormatLink, PageView } from './page-view';
import {
  objectAt,
  objectsAt,
  readableInstant,
  shortCanonical,
  stateOf,
  textAt,
  textsAt,
  titleOf,
} from './resource-facts';
import type { ServerLinks } from './server-links';

const MOST_IDENTIFIERS = 4;
const MOST_PROFILES = 4;

/** The head of a page: name, type, version and links of the resource. */
export function resourceCard(view: PageView, links: ServerLinks): Html {
  const { body } = view;
  const type = textAt(body, 'resourceType') ?? 'Resource';
  const state = stateOf(body);
  return html`<section class="card head">
    <p class="kind">
      <span class="type">${type}</span>${state && html`<span class="state ${stateClass(state)}">${state}</span>`}
    </p>
    <h1>${view.title ?? titleOf(body)}</h1>
    ${facts(body, links)} ${actions(view, links)}
  </section>`;
}

const QUIET_STATES: ReadonlySet<string> = new Set(['inactive', 'retired', 'suspended', 'entered-in-error', 'off']);

function stateClass(state: string): string {
  return QUIET_STATES.has(state) ? 'off' : 'on';
}

function facts(body: JsonObject, links: ServerLinks): Html | undefined {
  const meta = objectAt(body, 'meta');
  const versionId = textAt(meta, 'versionId');
  const updated = textAt(meta, 'lastUpdated');
  const type = textAt(body, 'resourceType') ?? '';
  const id = textAt(body, 'id');
  const rows = [
    fact('Id', id && html`<code>${id}</code>`),
    fact('Version', versionId && linked(id && links.instance(type, id, versionId), versionId)),
    fact('Last updated', updated && html`<time datetime="${updated}">${readableInstant(updated)}</time>`),
    fact('Identifier', several(objectsAt(body, 'identifier').flatMap(identifierText), MOST_IDENTIFIERS)),
    fact('Software', softwareOf(body)),
    fact('FHIR version', textAt(body, 'fhirVersion')),
    fact('Formats', textsAt(body, 'format').join(', ')),
    fact('Profile', several(textsAt(meta, 'profile').map(profileText), MOST_PROFILES)),
  ].filter((row) => row !== undefined);
  return rows.length > 0 ? html`<dl class="facts">${rows}</dl>` : undefined;
}

function fact(label: string, value: HtmlValue): Html | undefined {
  return value
    ? html`<div>
        <dt>${label}</dt>
        <dd>${value}</dd>
      </div>`
    : undefined;
}

function several(items: readonly Html[], most: number): HtmlValue {
  if (items.length === 0) return undefined;
  const more = items.length - most;
  return [items.slice(0, most), more > 0 && html`<span class="muted">and ${more} more</span>`];
}

function softwareOf(statement: JsonObject): string {
  const software = objectAt(statement, 'software');
  return [textAt(software, 'name'), textAt(software, 'version')].filter((part) => part !== undefined).join(' ');
}

function identifierText(identifier: JsonObject): Html[] {
  const value = textAt(identifier, 'value');
  const system = textAt(identifier, 'system');
  if (value === undefined) return [];
  return [
    html`<span class="line"
      ><code>${value}</code>${system && html` <small class="muted">${shortSystem(system)}</small>`}</span
    >`,
  ];
}

/** A canonical is shown as text, because nothing guarantees that its URL can be fetched. */
function profileText(canonical: string): Html {
  return html`<span class="line" title="${canonical}">${shortCanonical(canonical)}</span>`;
}

/** `http://registry.example.org` becomes `registry.example.org`; `urn:oid:1.2` becomes `1.2`. */
function shortSystem(system: string): string {
  return system.replace(/^https?:\/\//, '').replace(/^urn:oid:/, '');
}

export function linked(href: string | undefined, text: HtmlValue): Html {
  return href ? html`<a href="${href}">${text}</a>` : html`${text}`;
}

function actions(view: PageView, links: ServerLinks): Html | undefined {
  const items = [
    ...instanceActions(view, links),
    ...view.formats.filter(isRaw).map(({ label, url }) => button(url, label)),
  ].filter((item) => item !== undefined);
  return items.length > 0 ? html`<nav class="actions" aria-label="This resource">${items}</nav>` : undefined;
}

/** Links between the current version, the other versions and the history of a resource. */
function instanceActions({ body, path }: PageView, links: ServerLinks): (Html | undefined)[] {
  const type = textAt(body, 'resourceType') ?? '';
  const id = textAt(body, 'id');
  const versionId = textAt(objectAt(body, 'meta'), 'versionId');
  const instance = id === undefined ? undefined : links.instance(type, id);
  const past = pastOf(path);
  const current = past && links.instance(past.type, past.id);
  if (!instance || id === undefined) return [when(current, `Current ${past?.type}/${past?.id}`)];
  const version = versionId === undefined || past?.versionId ? undefined : links.instance(type, id, versionId);
  return [when(current, 'Current version'), when(version, 'This version'), when(links.history(type, id), 'History')];
}

/**
 * The resource whose history a page shows (`…/Organization/1234/_history`), or the version it shows (`…/_history/3`).
 */
function pastOf(path: string): ReturnType<typeof resourceAtEnd> {
  const [address = ''] = path.split('?', 1);
  const version = resourceAtEnd(address);
  if (version) return version.versionId === undefined ? undefined : version;
  return address.endsWith(HISTORY) ? resourceAtEnd(address.slice(0, -HISTORY.length)) : undefined;
}

const HISTORY = '/_history';

function when(href: string | undefined, label: string): Html | undefined {
  return href === undefined ? undefined : button(href, label);
}

function button(href: string, label: string): Html {
  return html`<a class="button" href="${href}">${label}</a>`;
}

/** A link to the resource itself rather than to a page. */
export function isRaw({ current }: FormatLink): boolean {
  return current === undefined;
}
