import type { JsonObject } from '../json/json-value';
import { type Html, html, type HtmlValue } from './html';
import { linked } from './resource-card';
import { nameOf, objectAt, objectsAt, readableInstant, textAt } from './resource-facts';
import type { ServerLinks } from './server-links';
import { type Column, table } from './table';

const COLUMNS: readonly Column<Row>[] = [
  { label: 'Resource', cell: ({ href, label }) => linked(href, label) },
  { label: 'Name', cell: ({ name }) => name },
  { label: 'Version', cell: ({ version }) => version },
  {
    label: 'Last updated',
    cell: ({ updated }) => updated && html`<time datetime="${updated}">${readableInstant(updated)}</time>`,
  },
  { label: 'Interaction', cell: ({ action }) => action },
];

/** The entries of a Bundle as a table, with the links to the other pages of it. */
export function bundleTable(bundle: JsonObject, links: ServerLinks): Html {
  const rows = objectsAt(bundle, 'entry').map((entry) => rowOf(entry, links));
  return html`<section class="card flush" aria-labelledby="entries">
    <h2 id="entries" class="inset">${summary(bundle, rows.length)}</h2>
    ${rows.length > 0 && table(COLUMNS, rows)} ${pages(bundle, links)}
  </section>`;
}

interface Row {
  readonly label: string;
  readonly href?: string | undefined;
  readonly name?: HtmlValue;
  readonly version?: string | undefined;
  readonly updated?: string | undefined;
  readonly action?: Html | undefined;
}

function rowOf(entry: JsonObject, links: ServerLinks): Row {
  const resource = objectAt(entry, 'resource');
  const request = objectAt(entry, 'request');
  const response = objectAt(entry, 'response');
  const fullUrl = textAt(entry, 'fullUrl');
  const meta = objectAt(resource, 'meta');
  const [type, id] = identityOf(resource, fullUrl ?? textAt(request, 'url') ?? '');
  const version = textAt(meta, 'versionId') ?? versionOfTag(textAt(response, 'etag'));
  // An entry of a history is a version: the link leads to that one. A deletion has no page of its own.
  const past = request !== undefined && resource !== undefined ? version : undefined;
  const own = id === undefined ? undefined : links.instance(type, id, past);
  return {
    label: id === undefined ? type || 'Entry' : `${type}/${id}`,
    href: own ?? (fullUrl && links.below(fullUrl)),
    name: resource
      ? nameOf(resource)
      : textAt(request, 'method') === 'DELETE' && html`<span class="muted">deleted</span>`,
    version,
    updated: textAt(meta, 'lastUpdated') ?? textAt(response, 'lastModified'),
    action: interaction(textAt(request, 'method'), textAt(response, 'status')) ?? searchMode(entry),
  };
}

/** Type and id, from the resource or, where a deletion left none, from the end of its address. */
function identityOf(resource: JsonObject | undefined, address: string): [type: string, id: string | undefined] {
  const [, addressType = '', addressId] = /([A-Z][A-Za-z]+)(?:\/([A-Za-z0-9\-.]{1,64}))?$/.exec(address) ?? [];
  return resource ? [textAt(resource, 'resourceType') ?? '', textAt(resource, 'id')] : [addressType, addressId];
}

function versionOfTag(tag: string | undefined): string | undefined {
  return /^(?:W\/)?"(.*)"$/.exec(tag ?? '')?.[1];
}

const ACTION_STYLES: Readonly<Record<string, string>> = { DELETE: 'bad', POST: 'good' };

function interaction(method: string | undefined, status: string | undefined): Html | undefined {
  if (method === undefined && status === undefined) return undefined;
  return html`${method && html`<span class="tag ${ACTION_STYLES[method] ?? 'info'}">${method}</span>`} ${status}`;
}

function searchMode(entry: JsonObject): Html | undefined {
  const mode = textAt(objectAt(entry, 'search'), 'mode');
  return mode ? html`<span class="tag info">${mode}</span>` : undefined;
}

function summary(bundle: JsonObject, shown: number): string {
  const { total } = bundle;
  const noun = (count: number) => (count === 1 ? 'entry' : 'entries');
  if (shown === 0) return 'No entries';
  return typeof total === 'number' && total !== shown
    ? `${shown} of ${total} ${noun(total)}`
    : `${shown} ${noun(shown)}`;
}

const RELATIONS: Readonly<Record<string, string>> = {
  first: 'First page',
  previous: '← Previous page',
  prev: '← Previous page',
  self: 'This page',
  next: 'Next page →',
  last: 'Last page',
};

function pages(bundle: JsonObject, links: ServerLinks): Html | undefined {
  const found = objectsAt(bundle, 'link').flatMap((link) => {
    const relation = textAt(link, 'relation') ?? '';
    const href = links.below(textAt(link, 'url') ?? '');
    return href && Object.hasOwn(RELATIONS, relation) ? [{ relation, href }] : [];
  });
  if (found.length === 0) return undefined;
  const order = Object.keys(RELATIONS);
  found.sort((a, b) => order.indexOf(a.relation) - order.indexOf(b.relation));
  return html`<nav class="actions inset" aria-label="Pages">
    ${found.map(({ relation, href }) => html`<a class="button" href="${href}">${RELATIONS[relation]}</a>`)}
  </nav>`;
}
