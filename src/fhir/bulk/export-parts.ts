import type { IssueDetail } from '../errors/fhir-error';
import type { JobItems } from '../ports/jobs';
import type { StoreReader } from '../ports/snapshot';
import type { StoredVersion } from '../ports/versions';
import type { JobRun } from '../service/jobs/fhir-job';
import { associatedWith, type AssociatedReading, idsThatFit, versionsOf } from './associated';
import type { ExportEntry, ExportFileKind } from './export-files';
import type { ExportPart } from './export-plan';
import { exportPages, shownPage } from './export-resources';

/** Associated resources per page. */
const ITEMS_AT_ONCE = 500;
const DELETIONS_AT_ONCE = 1_000;

/** Where a part is resumed. */
export interface PartPosition {
  readonly round: number;
  readonly after?: string;
}

export interface PartPage {
  readonly kind: ExportFileKind;
  readonly type: string;
  readonly entries: readonly ExportEntry[];
  readonly faults: readonly IssueDetail[];
  /** Associated resources to export because of these. */
  readonly items: readonly JobItems[];
  /** Position after this page; absent when the part is finished. */
  readonly next?: PartPosition;
}

export interface PartReading extends AssociatedReading {
  readonly readerOf: (type: string) => StoreReader;
  readonly items: JobRun['items'];
  readonly show: ((version: StoredVersion) => Promise<string>) | undefined;
}

type Part<K extends ExportPart['kind']> = Extract<ExportPart, { kind: K }>;

/** Reads a part of an export from a given position. */
export function partPages(
  part: ExportPart,
  from: PartPosition,
  reading: PartReading,
): AsyncGenerator<PartPage, void, void> {
  if (part.kind === 'type') return typePages(part, from, reading);
  return part.kind === 'associated' ? associatedPages(part, from, reading) : deletionPages(part, from, reading);
}

async function* typePages(part: Part<'type'>, { after }: PartPosition, reading: PartReading) {
  const { type, clauses, changedSince, before, includes } = part;
  const reader = reading.readerOf(type);
  for await (const page of exportPages(reader, { type, clauses }, { after })) {
    const ids = page.versions.map(({ id }) => id);
    const known = before.length > 0 ? await idsThatFit(reader, type, ids, before) : undefined;
    const versions =
      (known ?? changedSince)
        ? page.versions.filter((each) => !known?.has(each.id) && !(changedSince && each.lastUpdated < changedSince))
        : page.versions;
    const items = await associatedWith(page.versions, includes, 0, reading);
    const next = page.next === undefined ? {} : { next: { round: 0, after: page.next } };
    yield { ...(await shown(type, versions, reading)), items, ...next };
  }
}

async function* associatedPages(part: Part<'associated'>, from: PartPosition, reading: PartReading) {
  const { type, before, includes } = part;
  const reader = reading.readerOf(type);
  let { round, after = '' } = from;
  for (;;) {
    const ids = await reading.items(type, round, after, ITEMS_AT_ONCE);
    if (ids.length === 0) {
      // All items of this round, and those they bring, have been stored by now.
      if (after === '') return;
      [round, after] = [round + 1, ''];
      continue;
    }
    const found = await versionsOf(reader, type, ids);
    const known = before.length > 0 ? await idsThatFit(reader, type, ids, before) : undefined;
    const versions = known ? found.filter(({ id }) => !known.has(id)) : found;
    const items = await associatedWith(found, includes, round, reading);
    after = ids.at(-1)!;
    yield { ...(await shown(type, versions, reading)), items, next: { round, after } };
  }
}

async function* deletionPages({ type, since }: Part<'deleted'>, from: PartPosition, reading: PartReading) {
  const reader = reading.readerOf(type);
  for (let { after } = from; ;) {
    const asked = { type, since, count: DELETIONS_AT_ONCE, ...(after !== undefined && { after }) };
    const ids = (await reader.deletions?.(asked)) ?? [];
    if (ids.length === 0) return;
    after = ids.at(-1)!;
    const entry = ids.map((id) => ({ request: { method: 'DELETE', url: `${type}/${id}` } }));
    const line = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
    yield { kind: 'deleted' as const, type, entries: [{ line }], faults: [], items: [], next: { round: 0, after } };
  }
}

async function shown(type: string, versions: readonly StoredVersion[], { show, baseUrl }: PartReading) {
  const { lines, ids, faults } = await shownPage(type, versions, show);
  const entries = lines.map((line, at) => ({ line, url: `${baseUrl}/${type}/${ids[at]}` }));
  return { kind: 'output' as const, type, entries, faults };
}
