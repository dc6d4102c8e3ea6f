import type { JsonObject } from '../json/json-value';
import { say } from '../messages';
import { type Html, html } from './html';
import { objectsAt, shortCanonical, textAt, textsAt } from './resource-facts';
import { type Column, table } from './table';

const COLUMNS: readonly Column<JsonObject>[] = [
  { label: say`Type`, cell: (resource) => html`<strong>${textAt(resource, 'type')}</strong>` },
  { label: say`Interactions`, cell: (resource) => tags(objectsAt(resource, 'interaction'), 'code') },
  { label: say`Search parameters`, cell: (resource) => tags(objectsAt(resource, 'searchParam'), 'name') },
  { label: say`Operations`, cell: (resource) => tags(objectsAt(resource, 'operation'), 'name') },
  { label: say`Profile`, cell: profiles },
];

/** The resource types of a CapabilityStatement, with their interactions, search parameters and operations. */
export function capabilityTable(statement: JsonObject): Html | undefined {
  const resources = objectsAt(statement, 'rest').flatMap((rest) => objectsAt(rest, 'resource'));
  if (resources.length === 0) return undefined;
  return html`<section class="card flush" aria-labelledby="types">
    <h2 id="types" class="inset">${say`Resource types`}</h2>
    ${table(COLUMNS, resources)}
  </section>`;
}

function tags(items: readonly JsonObject[], name: string): Html[] {
  return items.map((item) => html`<span class="tag info">${textAt(item, name)}</span> `);
}

function profiles(resource: JsonObject): Html[] {
  const canonicals = [textAt(resource, 'profile') ?? [], textsAt(resource, 'supportedProfile')].flat();
  return canonicals.map(
    (canonical) => html`<span class="line" title="${canonical}">${shortCanonical(canonical)}</span>`,
  );
}
