import type { IssueDetail } from '../errors/fhir-error';
import type { PageLimits } from '../ports/page-limits';
import type { SearchClause } from '../ports/search';
import type { StoreReader } from '../ports/snapshot';
import type { StoredVersion } from '../ports/versions';
import { Pace } from '../service/pace';
import { faultOf } from './export-fault';

/** The resources of one type that are exported. */
export interface ExportSource {
  readonly type: string;
  /** All must hold; none: every resource of the type. */
  readonly clauses: readonly SearchClause[];
}

export interface ExportReading {
  /** Where a page before ended; absent: from the first resource on. */
  readonly after?: string | undefined;
  /** The JSON text that is exported in place of the stored one; what it throws becomes a fault of the resource. */
  readonly show?: ((version: StoredVersion) => Promise<string>) | undefined;
  /** Of a page. Default: 500 resources, 1 MiB. */
  readonly limits?: PageLimits | undefined;
}

/** Resources that were read together. */
export interface ExportPage {
  readonly type: string;
  /** As they are stored, those with a fault included. */
  readonly versions: readonly StoredVersion[];
  /** FHIR JSON of each resource on one line, without its end. */
  readonly lines: readonly string[];
  /** Of each line. */
  readonly ids: readonly string[];
  /** What kept resources from being exported. */
  readonly faults: readonly IssueDetail[];
  /** Where the page after this one begins; absent on the last page. */
  readonly next?: string;
}

export const EXPORT_PAGE: PageLimits = { count: 500, bytes: 1024 ** 2 };

/**
 * Reads all resources of a type that fit, page by page: memory holds one page. Stored texts are handed on as they stand
 * unless somebody has to show them otherwise.
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
 * The same as NDJSON text: a resource a line, each with its end.
 * @param onFault told of what cannot be exported; absent: the first such resource ends it
 * @throws Error of a resource that cannot be exported
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

/** What of these versions is exported. */
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

/** A string of JSON holds no line end as it is: one in the text stands between values. */
function oneLine(json: string): string {
  return json.includes('\n') || json.includes('\r') ? json.replace(/[\r\n]+/g, ' ') : json;
}
