import type { JsonObject } from '../json/json-value';
import { say, type Text } from '../messages';
import { type Html, html, type HtmlValue } from './html';
import { outcomeCards } from './outcome-cards';
import type { PageView } from './page-view';
import { linked } from './resource-card';
import { nameOf, objectAt, objectsAt, readableInstant, textAt } from './resource-facts';
import type { ServerLinks } from './server-links';
import { type Column, table } from './table';

const COLUMNS: readonly Column<Row>[] = [
  { label: say`Resource`, cell: ({ href, label }) => linked(href, label) },
  { label: say`Name`, cell: ({ name }) => name },
  {
    label: say`Matches`,
    cell: ({ matched = [] }) =>
      matched.map(({ name, values }) => html`<span class="why"><span>${name}</span> ${values.join(', ')}</span>`),
  },
  { label: say`Version`, cell: ({ version }) => version },
  {
    label: say`Last updated`,
    cell: ({ updated }) => updated && html`<time datetime="${updated}">${readableInstant(updated)}</time>`,
  },
  { label: say`Distance`, cell: ({ distance }) => distance },
  { label: say`Interaction`, cell: ({ action }) => action },
  {
    label: say`Written by`,
    cell: ({ provenance }) => provenance && html`<a href="${provenance}">${say`who made it`}</a>`,
  },
  { label: say`Changes`, cell: ({ changes }) => changes && html`<a href="${changes}">${say`since then`}</a>` },
];

/** The entries of a Bundle as a table, with links to its other pages. The OperationOutcome of a search comes first. */
export function bundleTable(
  bundle: JsonObject,
  links: ServerLinks,
  { matchedBy }: Pick<PageView, 'matchedBy'> = {},
): Html {
  const entries = objectsAt(bundle, 'entry');
  const outcomes = entries.filter(isOutcome).flatMap((entry) => {
    const outcome = objectAt(entry, 'resource');
    return outcome ? [outcomeCards(outcome)] : [];
  });
  const rows = changesSince(
    bundle,
    entries
      .filter((entry) => !isOutcome(entry))
      .map((entry) => ({ ...rowOf(entry, links), ...matchedIn(entry, matchedBy) })),
  );
  const isSearch = textAt(bundle, 'type') === 'searchset';
  return html`${outcomes}
    <section class="card flush" aria-labelledby="entries">
      <h2 id="entries" class="inset">${isSearch ? found(bundle, rows) : summary(bundle, rows.length)}</h2>
      ${isSearch && bundle['total'] === 0 && NOTHING_FITS} ${rows.length > 0 && table(COLUMNS, rows)}
      ${pages(bundle, links)}
    </section>`;
}

function matchedIn(entry: JsonObject, matchedBy: PageView['matchedBy']): Pick<Row, 'matched'> {
  const resource = modeOf(entry) === 'match' ? objectAt(entry, 'resource') : undefined;
  return resource && matchedBy ? { matched: matchedBy(resource) } : {};
}

const NOTHING_FITS = html`<p class="inset muted">
  ${say`Nothing here fits all that was asked for. Identifiers and ids are compared whole: every character counts, letter case too.`}
</p>`;

function isOutcome(entry: JsonObject): boolean {
  return textAt(objectAt(entry, 'search'), 'mode') === 'outcome';
}

/**
 * The link relation that histories use.
 * @see https://www.w3.org/TR/prov-aq/
 */
const PROVENANCE = 'http://www.w3.org/ns/prov#has_provenance';

interface Row {
  readonly label: Text;
  readonly href?: string | undefined;
  readonly name?: HtmlValue;
  readonly version?: string | undefined;
  readonly updated?: string | undefined;
  readonly action?: Html | undefined;
  /** The matching values, by criterion. */
  readonly matched?: ReturnType<NonNullable<PageView['matchedBy']>>;
  /** The distance to the position searched for. */
  readonly distance?: string | undefined;
  /** URL of the Provenance of this version. */
  readonly provenance?: string | undefined;
  /** It was included along with the matches. */
  readonly isIncluded?: boolean;
  /** URL of the changes since this version. */
  readonly changes?: string | undefined;
  /** URL of the instance when the entry is a version of it. */
  readonly instance?: string | undefined;
}

/** The current version has no changes after it, and a deletion cannot be compared with. */
function changesSince(bundle: JsonObject, rows: readonly Row[]): Row[] {
  const isHistory = textAt(bundle, 'type') === 'history';
  if (isHistory && new Set(rows.map(({ label }) => label)).size > 1) return ofSeveral(rows);
  const first = isFirstPage(bundle) ? 1 : 0;
  if (!isHistory || (first === 1 && rows[0]?.instance === undefined)) return [...rows];
  return rows.map((row, i) =>
    i >= first && row.instance && row.version
      ? { ...row, changes: `${row.instance}/$diff?fromVersion=${encodeURIComponent(row.version)}` }
      : row,
  );
}

/**
 * In a history of several resources, a version has changes when a newer version that is not a deletion precedes it in
 * the list.
 */
function ofSeveral(rows: readonly Row[]): Row[] {
  const newest = new Map<Text, Row>();
  return rows.map((row) => {
    const after = newest.get(row.label);
    if (!after) newest.set(row.label, row);
    if (!after?.instance || !row.instance || !row.version) return row;
    return { ...row, changes: `${row.instance}/$diff?fromVersion=${encodeURIComponent(row.version)}` };
  });
}

function isFirstPage(bundle: JsonObject): boolean {
  const self = objectsAt(bundle, 'link').find((link) => textAt(link, 'relation') === 'self');
  return !/[?&]_(?:before|cursor)=/.test(textAt(self, 'url') ?? '');
}

function rowOf(entry: JsonObject, links: ServerLinks): Row {
  const resource = objectAt(entry, 'resource');
  const request = objectAt(entry, 'request');
  const response = objectAt(entry, 'response');
  const fullUrl = textAt(entry, 'fullUrl');
  const meta = objectAt(resource, 'meta');
  const [type, id] = identityOf(resource, fullUrl ?? textAt(request, 'url') ?? '');
  const version = textAt(meta, 'versionId') ?? versionOfTag(textAt(response, 'etag'));
  // An entry of a history is a version, so the link leads to that version. Deletions have no page.
  const past = request !== undefined && resource !== undefined ? version : undefined;
  const own = id === undefined ? undefined : links.instance(type, id, past);
  return {
    label: id === undefined ? type || ENTRY : `${type}/${id}`,
    href: own ?? (fullUrl && links.below(fullUrl)),
    name: resource
      ? nameOf(resource)
      : textAt(request, 'method') === 'DELETE' && html`<span class="muted">${say`deleted`}</span>`,
    version,
    updated: textAt(meta, 'lastUpdated') ?? textAt(response, 'lastModified'),
    instance: past === undefined || id === undefined ? undefined : links.instance(type, id),
    action: interaction(textAt(request, 'method'), textAt(response, 'status')) ?? searchMode(entry),
    provenance: provenanceOf(entry, links),
    distance: distanceOf(entry),
    isIncluded: modeOf(entry) === 'include',
  };
}

const ENTRY = say`Entry`;

/** Type and id, from the resource or, for a deletion, from the end of the URL. */
function identityOf(resource: JsonObject | undefined, address: string): [type: string, id: string | undefined] {
  const [, addressType = '', addressId] = /([A-Z][A-Za-z]+)(?:\/([A-Za-z0-9\-.]{1,64}))?$/.exec(address) ?? [];
  return resource ? [textAt(resource, 'resourceType') ?? '', textAt(resource, 'id')] : [addressType, addressId];
}

function provenanceOf(entry: JsonObject, links: ServerLinks): string | undefined {
  const link = objectsAt(entry, 'link').find((each) => textAt(each, 'relation') === PROVENANCE);
  return links.below(textAt(link, 'url') ?? '');
}

function versionOfTag(tag: string | undefined): string | undefined {
  return /^(?:W\/)?"(.*)"$/.exec(tag ?? '')?.[1];
}

const ACTION_STYLES: Readonly<Record<string, string>> = { DELETE: 'bad', POST: 'good' };

function interaction(method: string | undefined, status: string | undefined): Html | undefined {
  if (method === undefined && status === undefined) return undefined;
  return html`${method && html`<span class="tag ${ACTION_STYLES[method] ?? 'info'}">${method}</span>`} ${status}`;
}

function modeOf(entry: JsonObject): string | undefined {
  return textAt(objectAt(entry, 'search'), 'mode');
}

/** @see http://hl7.org/fhir/StructureDefinition/location-distance */
function distanceOf(entry: JsonObject): string | undefined {
  const told = objectsAt(objectAt(entry, 'search'), 'extension').find((each) =>
    textAt(each, 'url')?.endsWith('/location-distance'),
  );
  const distance = objectAt(told, 'valueDistance');
  const unit = textAt(distance, 'unit') ?? '';
  return distance && typeof distance['value'] === 'number' ? `${distance['value']} ${unit}` : undefined;
}

/** Why the entry is included, unless it is a match. */
function searchMode(entry: JsonObject): Html | undefined {
  const mode = modeOf(entry);
  return mode && mode !== 'match' ? html`<span class="tag info">${mode}</span>` : undefined;
}

function summary({ total }: JsonObject, shown: number): Text {
  if (shown === 0) return say`No entries`;
  if (typeof total === 'number' && total !== shown) {
    return total === 1 ? say`${shown} of 1 entry` : say`${shown} of ${total} entries`;
  }
  return shown === 1 ? say`1 entry` : say`${shown} entries`;
}

function found({ total }: JsonObject, rows: readonly Row[]): Text {
  const included = rows.filter(({ isIncluded }) => isIncluded).length;
  const matches = matchesFound(rows.length - included, typeof total === 'number' ? total : undefined);
  if (included === 0 || total === 0) return matches;
  return included === 1
    ? say`${matches}, and 1 that comes with them`
    : say`${matches}, and ${included} that come with them`;
}

function matchesFound(shown: number, total = shown): Text {
  if (total === 0) return say`Nothing was found`;
  if (total === 1) return say`1 found`;
  return shown === 0 || shown === total ? say`${total} found` : say`${shown} of ${total} found`;
}

const PREVIOUS = say`← Previous page`;
const RELATIONS: Readonly<Record<string, Text>> = {
  first: say`First page`,
  previous: PREVIOUS,
  prev: PREVIOUS,
  self: say`This page`,
  next: say`Next page →`,
  last: say`Last page`,
};

function pages(bundle: JsonObject, links: ServerLinks): Html | undefined {
  const others = objectsAt(bundle, 'link').flatMap((link) => {
    const relation = textAt(link, 'relation') ?? '';
    const href = links.below(textAt(link, 'url') ?? '');
    return href && Object.hasOwn(RELATIONS, relation) ? [{ relation, href }] : [];
  });
  // A link to this page alone is useless.
  if (others.every(({ relation }) => relation === 'self')) return undefined;
  const order = Object.keys(RELATIONS);
  others.sort((a, b) => order.indexOf(a.relation) - order.indexOf(b.relation));
  return html`<nav class="actions inset" aria-label="${say`Pages`}">
    ${others.map(({ relation, href }) => html`<a class="button" href="${href}">${RELATIONS[relation]}</a>`)}
  </nav>`;
}
