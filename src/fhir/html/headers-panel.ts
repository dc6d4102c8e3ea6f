import type { JsonObject } from '../json/json-value';
import { say } from '../messages';
import { type Html, html } from './html';
import type { PageView } from './page-view';
import { linked } from './resource-card';
import { textAt } from './resource-facts';
import type { ServerLinks } from './server-links';

/** The headers of the answer. Those with a version or a location on this server are links. */
export function headersPanel({ headers, body }: PageView, links: ServerLinks): Html | undefined {
  if (headers.length === 0) return undefined;
  const rows = headers.map(
    ([name, value]) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${linked(hrefOf(name.toLowerCase(), value, body, links), value)}</dd>
      </div>`,
  );
  return html`<section class="card" aria-labelledby="headers">
    <h2 id="headers">${say`Response headers`}</h2>
    <dl class="headers">${rows}</dl>
  </section>`;
}

function hrefOf(name: string, value: string, body: JsonObject, links: ServerLinks): string | undefined {
  if (name === 'location' || name === 'content-location') return links.reference(value);
  const versionId = name === 'etag' ? /^W\/"(.+)"$/.exec(value)?.[1] : undefined;
  const type = textAt(body, 'resourceType');
  const id = textAt(body, 'id');
  return versionId && type && id ? links.instance(type, id, versionId) : undefined;
}
