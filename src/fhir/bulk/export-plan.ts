import type { AssociatedInclude } from '../plugin/associated-data';
import type { SearchClause } from '../ports/search';
import type { ExportFormat } from './export-format';

type Clauses = readonly SearchClause[];

/** One part of an export. Parts run in order. */
export type ExportPart =
  /** The matching resources of a type. */
  | {
      readonly kind: 'type';
      readonly type: string;
      readonly clauses: Clauses;
      /** Only resources written since are exported; associated resources are found for all. */
      readonly changedSince?: Date;
      /** Resources that match one of these lists are exported by an earlier part. */
      readonly before: readonly Clauses[];
      readonly includes: readonly AssociatedInclude[];
    }
  /** Resources of a type that are associated with others. */
  | {
      readonly kind: 'associated';
      readonly type: string;
      readonly before: readonly Clauses[];
      readonly includes: readonly AssociatedInclude[];
    }
  /** Deletions of a type. */
  | { readonly kind: 'deleted'; readonly type: string; readonly since: Date };

export interface ExportPlan {
  readonly format: ExportFormat;
  readonly parts: readonly ExportPart[];
  /** Names of elements by type; a type without an entry is exported whole. */
  readonly elements: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface ExportWish {
  readonly format: ExportFormat;
  readonly types: readonly string[];
  /** By type; a resource must match one of the lists. */
  readonly filters: ReadonlyMap<string, readonly Clauses[]>;
  readonly since: Date | undefined;
  readonly elements: ExportPlan['elements'];
  readonly includes: readonly AssociatedInclude[];
  /** Whether a type can be searched by `_lastUpdated`. */
  readonly hasTime: (type: string) => boolean;
}

/** Orders the parts of an export so that it can run from beginning to end. */
export function exportPlan({ format, types, filters, since, elements, includes, hasTime }: ExportWish): ExportPlan {
  const listsOf = (type: string): readonly Clauses[] => (types.includes(type) ? (filters.get(type) ?? [[]]) : []);
  const changed = (type: string): Clauses => (since && hasTime(type) ? [writtenSince(since)] : []);
  const exportedBy = (type: string): readonly Clauses[] => listsOf(type).map((list) => [...list, ...changed(type)]);
  const from = (type: string) => includes.filter((each) => each.from === type);
  // Resources associated with several others are exported once.
  const brought = [...new Set(includes.map(({ to }) => to))];
  const isBringing = (type: string): boolean => from(type).length > 0 && !brought.includes(type);
  const all: ExportPart[] = types.flatMap((type) =>
    listsOf(type).map((clauses, index) => ({
      kind: 'type' as const,
      type,
      // A resource brings its associated resources even if it has not changed itself.
      clauses: isBringing(type) ? clauses : [...clauses, ...changed(type)],
      ...(since && { changedSince: since }),
      before: exportedBy(type).slice(0, index),
      includes: isBringing(type) ? from(type) : [],
    })),
  );
  const associated: ExportPart[] = brought.flatMap((type) => {
    const before = exportedBy(type);
    const isWhole = before.some((list) => list.length === 0);
    return isWhole && from(type).length === 0 ? [] : [{ kind: 'associated', type, before, includes: from(type) }];
  });
  const deleted: ExportPart[] = since
    ? [...new Set([...types, ...brought])].map((type) => ({ kind: 'deleted', type, since }))
    : [];
  return { format, elements, parts: [...all, ...associated, ...deleted] };
}

function writtenSince(since: Date): SearchClause {
  const at = since.getTime();
  return { kind: 'lastUpdated', values: [{ prefix: 'ge', low: at, high: at }] };
}
