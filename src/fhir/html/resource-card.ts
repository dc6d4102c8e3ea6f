import type { JsonObject } from '../json/json-value';
import { say, type Text } from '../messages';
import { resourceAtEnd } from '../model/reference';
import { type Html, html, type HtmlValue } from './html';
import type { FormatLink, PageView } from './page-view';
import {
  headingOf,
  languageOf,
  objectAt,
  objectsAt,
  readableInstant,
  shortCanonical,
  stateOf,
  textAt,
  textsAt,
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
      <span class="type">${type}</span>${state && html`<span class="state ${state.isOn ? 'on' : 'off'}">${state.text}</span>`}
    </p>
    <h1${languageOf(body)}>${headingOf(body)}</h1>
    ${facts(body, links)} ${actions(view, links)}
  </section>`;
}

function facts(body: JsonObject, links: ServerLinks): Html | undefined {
  const meta = objectAt(body, 'meta');
  const versionId = textAt(meta, 'versionId');
  const updated = textAt(meta, 'lastUpdated');
  const type = textAt(body, 'resourceType') ?? '';
  const id = textAt(body, 'id');
  const rows = [
    fact(say`Id`, id && html`<code>${id}</code>`),
    fact(say`Version`, versionId && linked(id && links.instance(type, id, versionId), versionId)),
    fact(say`Last updated`, updated && html`<time datetime="${updated}">${readableInstant(updated)}</time>`),
    fact(say`Identifier`, several(objectsAt(body, 'identifier').flatMap(identifierText), MOST_IDENTIFIERS)),
    fact(say`Software`, softwareOf(body)),
    fact(say`FHIR version`, textAt(body, 'fhirVersion')),
    fact(say`Formats`, textsAt(body, 'format').join(', ')),
    fact(say`Profile`, several(textsAt(meta, 'profile').map(profileText), MOST_PROFILES)),
  ].filter((row) => row !== undefined);
  return rows.length > 0 ? html`<dl class="facts">${rows}</dl>` : undefined;
}

function fact(label: Text, value: HtmlValue): Html | undefined {
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
  return [items.slice(0, most), more > 0 && html`<span class="muted">${say`and ${more} more`}</span>`];
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
  return items.length > 0 ? html`<nav class="actions" aria-label="${say`This resource`}">${items}</nav>` : undefined;
}

/** Links between the current version, the other versions and the history of a resource. */
function instanceActions({ body, path }: PageView, links: ServerLinks): (Html | undefined)[] {
  const type = textAt(body, 'resourceType') ?? '';
  const id = textAt(body, 'id');
  const versionId = textAt(objectAt(body, 'meta'), 'versionId');
  const instance = id === undefined ? undefined : links.instance(type, id);
  const past = pastOf(path);
  const current = past && links.instance(past.type, past.id);
  if (!instance || id === undefined) return [when(current, say`Current ${`${past?.type}/${past?.id}`}`)];
  const version = versionId === undefined || past?.versionId ? undefined : links.instance(type, id, versionId);
  return [
    when(current, say`Current version`),
    when(version, say`This version`),
    when(links.history(type, id), say`History`),
  ];
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

function when(href: string | undefined, label: Text): Html | undefined {
  return href === undefined ? undefined : button(href, label);
}

function button(href: string, label: Text): Html {
  return html`<a class="button" href="${href}">${label}</a>`;
}

/** A link to the resource itself rather than to a page. */
export function isRaw({ current }: FormatLink): boolean {
  return current === undefined;
}
