import { type JsonObject, parseStored } from '../json';
import type { AssociatedInclude } from '../plugin/associated-data';
import type { JobItems } from '../ports/jobs';
import type { SearchClause } from '../ports/search';
import type { StoreReader } from '../ports/snapshot';
import type { StoredVersion } from '../ports/versions';
import { Pace } from '../service/pace';
import type { ResourceIndex } from '../service/resource-index';

/** Maximum number of values per clause. */
const VALUES_AT_ONCE = 100;
const PAGE = { count: 1_000, bytes: 2 * 1024 ** 2, countUpTo: 0 };

export interface AssociatedReading {
  readonly index: Pick<ResourceIndex, 'of'>;
  readonly readerOf: (type: string) => Pick<StoreReader, 'search'>;
  /** The resource as the client of the export sees it. */
  readonly viewOf: (resource: Readonly<JsonObject>) => Readonly<JsonObject>;
  /** Base URL of this server, without a trailing slash. */
  readonly baseUrl: string;
}

/**
 * Finds the resources that are exported together with these.
 * @param round the round in which the versions were found; what they include with `iterate` belongs to the next one
 */
export async function associatedWith(
  versions: readonly StoredVersion[],
  includes: readonly AssociatedInclude[],
  round: number,
  { index, readerOf, viewOf, baseUrl }: AssociatedReading,
): Promise<readonly JobItems[]> {
  if (includes.length === 0 || versions.length === 0) return [];
  const found: JobItems[] = [];
  const forward = includes.filter(({ reverse }) => !reverse);
  const named = forward.map(() => new Set<string>());
  const pace = new Pace();
  for (const version of forward.length > 0 ? versions : []) {
    const stored = readable(version);
    const resource = stored && viewOf(stored);
    for (const [at, { from, by, to }] of resource ? forward.entries() : []) {
      const parameter = index.of(from).indexed.find(({ code }) => code === by);
      for (const entry of parameter?.entries(resource!, baseUrl) ?? []) {
        if (entry.kind === 'reference' && entry.type === to) named[at]!.add(entry.id);
      }
    }
    if (pace.isDue()) await pace.rest();
  }
  for (const [at, { to, iterate }] of forward.entries()) {
    if (named[at]!.size > 0) found.push({ type: to, round: iterate ? round + 1 : 0, ids: [...named[at]!] });
  }
  for (const { from, by, to } of includes.filter(({ reverse }) => reverse)) {
    for (const some of inParts(versions)) {
      const values = some.map(({ id }) => ({ type: from, id }));
      const ids = await idsOf(readerOf(to), to, [{ kind: 'reference', code: by, values }]);
      if (ids.length > 0) found.push({ type: to, round: 0, ids });
    }
  }
  return found;
}

/** The ids that match at least one of the lists. @param lists an empty list matches everything */
export async function idsThatFit(
  reader: Pick<StoreReader, 'search'>,
  type: string,
  ids: readonly string[],
  lists: readonly (readonly SearchClause[])[],
): Promise<ReadonlySet<string>> {
  if (lists.some((list) => list.length === 0)) return new Set(ids);
  const fitting = new Set<string>();
  for (const list of lists) {
    for (const some of inParts(ids)) {
      for (const id of await idsOf(reader, type, [{ kind: 'id', ids: some }, ...list])) fitting.add(id);
    }
  }
  return fitting;
}

/** Current versions of these resources, in page order; deleted resources are left out. */
export async function versionsOf(
  reader: Pick<StoreReader, 'search'>,
  type: string,
  ids: readonly string[],
): Promise<readonly StoredVersion[]> {
  const found: StoredVersion[] = [];
  for await (const versions of pages(reader, type, [{ kind: 'id', ids }])) found.push(...versions);
  return found;
}

async function idsOf(reader: Pick<StoreReader, 'search'>, type: string, clauses: readonly SearchClause[]) {
  const ids: string[] = [];
  for await (const versions of pages(reader, type, clauses)) for (const { id } of versions) ids.push(id);
  return ids;
}

async function* pages(reader: Pick<StoreReader, 'search'>, type: string, clauses: readonly SearchClause[]) {
  for (let after: string | undefined; ;) {
    const page = await reader.search({ type, clauses, ...PAGE, ...(after !== undefined && { after }) });
    yield page.versions;
    after = page.next;
    if (after === undefined) return;
  }
}

export function* inParts<T>(values: readonly T[], size = VALUES_AT_ONCE): Generator<readonly T[]> {
  for (let at = 0; at < values.length; at += size) yield values.slice(at, at + size);
}

/** Undefined for unparseable text: it refers to nothing here, and the fault is reported where it is exported. */
function readable({ json }: StoredVersion): JsonObject | undefined {
  try {
    return parseStored(json!);
  } catch {
    return undefined;
  }
}
