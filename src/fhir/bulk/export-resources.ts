import type { IssueDetail } from '../errors/fhir-error';
import type { PageLimits } from '../ports/page-limits';
import type { SearchClause } from '../ports/search';
import type { StoreReader } from '../ports/snapshot';
import type { StoredVersion } from '../ports/versions';
import { Pace } from '../service/pace';
import { faultOf } from './export-fault';

/** The resources of one type to export. */
export interface ExportSource {
  readonly type: string;
  /** All must hold; an empty list selects every resource of the type. */
  readonly clauses: readonly SearchClause[];
}

export interface ExportReading {
  /** Where the previous page ended; absent to start with the first resource. */
  readonly after?: string | undefined;
  /** Returns the JSON text to export instead of the stored one. If it throws, the resource is reported as a fault. */
  readonly show?: ((version: StoredVersion) => Promise<string>) | undefined;
  /** Limits of a page. Default: 500 resources, 1 MiB. */
  readonly limits?: PageLimits | undefined;
}

/** Resources read together. */
export interface ExportPage {
  readonly type: string;
  /** As stored, including those with a fault. */
  readonly versions: readonly StoredVersion[];
  /** FHIR JSON of each resource on one line, without a line end. */
  readonly lines: readonly string[];
  /** Id of each line. */
  readonly ids: readonly string[];
  /** Why resources could not be exported. */
  readonly faults: readonly IssueDetail[];
  /** Where the next page begins; absent on the last page. */
  readonly next?: string;
}

export const EXPORT_PAGE: PageLimits = { count: 500, bytes: 1024 ** 2 };

/**
 * Reads the matching resources of a type page by page; only one page is in memory. Stored texts are passed on unchanged
 * unless `show` is given.
 * @param reader a store, or a snapshot of one
 */
export async function* exportPages(
  reader: Pick<StoreReader, 'search'>,
  { type, clauses }: ExportSource,
  { after, show, limits = EXPORT_PAGE }: ExportReading = {},
): AsyncGenerator<ExportPage, void, void> {
  let from = after;
  do {
    const page = await reader.search({
      type,
      clauses,
      countUpTo: 0,
      ...limits,
      ...(from !== undefined && { after: from }),
    });
    yield { ...(await shownPage(type, page.versions, show)), ...(page.next !== undefined && { next: page.next }) };
    from = page.next;
  } while (from !== undefined);
}

/**
 * The same as NDJSON text: one resource per line, each with a line end.
 * @param onFault called for each resource that cannot be exported; absent: the first one aborts the export
 * @throws Error when a resource cannot be exported and `onFault` is absent
 */
export async function* exportResources(
  reader: Pick<StoreReader, 'search'>,
  source: ExportSource,
  { onFault, ...reading }: ExportReading & { readonly onFault?: (fault: IssueDetail) => void } = {},
): AsyncGenerator<{ readonly text: string; readonly count: number }, void, void> {
  for await (const { lines, faults } of exportPages(reader, source, reading)) {
    for (const fault of faults) {
      if (!onFault) throw new Error(String(fault.text));
      onFault(fault);
    }
    if (lines.length > 0) yield { text: ndjson(lines), count: lines.length };
  }
}

/** @param lines one or more */
export function ndjson(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** Converts versions into exported lines. */
export async function shownPage(
  type: string,
  versions: readonly StoredVersion[],
  show: ExportReading['show'],
): Promise<Omit<ExportPage, 'next'>> {
  const lines: string[] = [];
  const ids: string[] = [];
  const faults: IssueDetail[] = [];
  const pace = new Pace();
  for (const version of versions) {
    try {
      lines.push(oneLine(show ? await show(version) : version.json!));
      ids.push(version.id);
    } catch (reason) {
      faults.push(faultOf(version, reason));
    }
    if (show && pace.isDue()) await pace.rest();
  }
  return { type, versions, lines, ids, faults };
}

/** JSON strings contain no raw line ends, so any in the text are whitespace between values. */
function oneLine(json: string): string {
  return json.includes('\n') || json.includes('\r') ? json.replace(/[\r\n]+/g, ' ') : json;
}
