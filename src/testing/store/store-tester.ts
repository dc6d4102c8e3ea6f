import { randomUUID } from 'node:crypto';
import { deepEqual, ok } from 'node:assert/strict';
import type { FhirResource } from 'fhir/r4';
import {
  indexChange,
  PAGE_BYTES,
  searchableType,
  stamp,
  StaleWriteError,
  stringifyJson,
  withoutStamp,
  type JsonObject,
  type ResourceStore,
  type SearchableType,
  type SearchClause,
  type SearchPage,
  type StoredVersion,
  type UnitOfWork,
  type VersionDraft,
} from '../../fhir';
import type { StoreCase } from './store-case';

let samples = 0;

/** Writes to a store under test in the way the framework does. */
export class StoreTester {
  readonly type: string;
  readonly searchable: SearchableType;

  constructor(
    readonly store: ResourceStore,
    readonly about: StoreCase,
  ) {
    const { type, searchParameters = [], capabilities } = about;
    this.type = type;
    this.searchable = searchableType({ type, searchParameters, answered: capabilities.search });
  }

  /** A sample, different each time. */
  sample(): JsonObject {
    return plain(this.about.sample((samples += 1)));
  }

  /** The resource as a client would change it, different each time. */
  changed(resource: JsonObject): JsonObject {
    return plain(this.about.change(plain(resource) as unknown as FhirResource, (samples += 1)));
  }

  referring(resource: JsonObject, id: string): JsonObject {
    const { refer } = this.about;
    if (!refer) throw new Error(`The case of ${this.type} says no \`refer\``);
    return plain(refer(plain(resource) as unknown as FhirResource, { type: this.type, id }));
  }

  /** An id for a new resource; undefined when the store assigns ids. */
  newId(): string | undefined {
    return this.about.capabilities.ids === 'client' ? randomUUID() : undefined;
  }

  draft(over: Partial<VersionDraft>): VersionDraft {
    const resource = over.resource ?? null;
    return {
      type: this.type,
      interaction: 'update',
      resource,
      at: new Date(),
      render: ({ id, versionId, lastUpdated }) => stringifyJson(stamp(resource!, id, versionId, lastUpdated)),
      ...over,
    };
  }

  /** Creates a resource, in a new unit unless one is given. */
  create(resource = this.sample(), unit?: UnitOfWork, id = this.newId()): Promise<StoredVersion> {
    const draft = this.draft({ interaction: 'create', resource, ...(id !== undefined && { id }) });
    return this.within(unit, (open) => open.write(draft, null, indexChange(undefined, resource, undefined, this.searchable))); // prettier-ignore
  }

  async createAll(count: number): Promise<StoredVersion[]> {
    const made: StoredVersion[] = [];
    for (let n = 0; n < count; n += 1) made.push(await this.create());
    return made;
  }

  /** Replaces a version. @param expected the versionId to expect; default: that of the version */
  replace(
    before: StoredVersion,
    resource = this.changed(contentOf(before)),
    unit?: UnitOfWork,
    expected = before.versionId,
  ): Promise<StoredVersion> {
    const change = indexChange(contentOf(before), resource, undefined, this.searchable);
    const draft = this.draft({ id: before.id, resource, at: after(before) });
    return this.within(unit, (open) => open.write(draft, expected, change));
  }

  remove(before: StoredVersion, unit?: UnitOfWork): Promise<StoredVersion> {
    const change = indexChange(contentOf(before), undefined, undefined, this.searchable);
    const draft = this.draft({ id: before.id, interaction: 'delete', at: after(before) });
    return this.within(unit, (open) => open.write(draft, before.versionId, change));
  }

  read(id: string): Promise<StoredVersion | undefined> {
    return this.store.read(this.type, id);
  }

  search(clauses: readonly SearchClause[], count = 1_000, bytes = PAGE_BYTES, next?: string): Promise<SearchPage> {
    const request = { type: this.type, clauses, count, bytes };
    return this.store.search(next === undefined ? request : { ...request, after: next });
  }

  /** All pages of a search, as ids. It fails at a repeated resource, so it always ends. */
  async pagesOf(clauses: readonly SearchClause[], count: number, bytes = PAGE_BYTES): Promise<string[][]> {
    const pages: string[][] = [];
    for (let next: string | undefined; ;) {
      const page = await this.search(clauses, count, bytes, next);
      pages.push(idsOf(page.versions));
      next = page.next;
      expectEachOnce(pages.flat());
      ok(next === undefined || page.versions.length > 0, 'a page with a next one holds something');
      if (next === undefined) return pages;
    }
  }

  /** Whether the store answers searches by a parameter. */
  answers(code: string): boolean {
    return this.searchable.parameters.some((parameter) => parameter.code === code);
  }

  /** Fails unless this is the current version of its resource. */
  async expectCurrent(version: StoredVersion): Promise<void> {
    const read = await this.read(version.id);
    deepEqual(read && shown(read), shown(version));
  }

  /** Fails unless a version is what was sent, together with what the store fills in. */
  expectKept(version: StoredVersion, sent: JsonObject): void {
    const filled: readonly string[] = (this.about.assigned ?? []).filter((name) => sent[name] === undefined);
    deepEqual(Object.fromEntries(Object.entries(contentOf(version)).filter(([name]) => !filled.includes(name))), sent);
  }

  private within<T>(unit: UnitOfWork | undefined, work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return unit ? work(unit) : this.store.transaction(work);
  }
}

/** The part of a version that a client sees; only the history shows the interaction. */
export function shown({ interaction: _, ...version }: StoredVersion): Omit<StoredVersion, 'interaction'> {
  return version;
}

/** The content of a version, without what the server adds. */
export function contentOf({ json }: StoredVersion): JsonObject {
  return json === null ? {} : withoutStamp(JSON.parse(json) as JsonObject);
}

export const idsOf = (versions: readonly StoredVersion[]): string[] => versions.map(({ id }) => id);

/** Fails when an id is repeated. */
export function expectEachOnce(ids: readonly string[]): void {
  deepEqual(ids, [...new Set(ids)]);
}

/** Matches the error of a stale write. */
export function isStale(type: string, id: string, expected: string | null): (error: unknown) => boolean {
  return (error) => {
    deepEqual({ ...(error as object) }, { ...new StaleWriteError(type, id, expected) });
    return error instanceof StaleWriteError;
  };
}

/** The resource as it would be sent: without undefined members. */
function plain(resource: object): JsonObject {
  return JSON.parse(JSON.stringify(resource)) as JsonObject;
}

function after({ lastUpdated }: StoredVersion): Date {
  return new Date(Math.max(Date.now(), lastUpdated.getTime() + 1));
}
