import type { AssociatedInclude } from '../plugin/associated-data';
import type { SearchClause } from '../ports/search';
import type { ExportFormat } from './export-format';

type Clauses = readonly SearchClause[];

/** What an export does, part by part. */
export type ExportPart =
  /** All resources of a type that fit. */
  | {
      readonly kind: 'type';
      readonly type: string;
      readonly clauses: Clauses;
      /** Those alone are exported that were written since; all bring others. */
      readonly changedSince?: Date;
      /** What fits one of these lists is exported by parts before. */
      readonly before: readonly Clauses[];
      readonly includes: readonly AssociatedInclude[];
    }
  /** Resources of a type that others brought. */
  | {
      readonly kind: 'associated';
      readonly type: string;
      readonly before: readonly Clauses[];
      readonly includes: readonly AssociatedInclude[];
    }
  /** What of a type was deleted. */
  | { readonly kind: 'deleted'; readonly type: string; readonly since: Date };

export interface ExportPlan {
  readonly format: ExportFormat;
  readonly parts: readonly ExportPart[];
  /** Names of elements, by type; absent: whole resources. */
  readonly elements: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface ExportWish {
  readonly format: ExportFormat;
  readonly types: readonly string[];
  /** Of a type: one of the lists must hold. */
  readonly filters: ReadonlyMap<string, readonly Clauses[]>;
  readonly since: Date | undefined;
  readonly elements: ExportPlan['elements'];
  readonly includes: readonly AssociatedInclude[];
  /** Whether a type can be searched by the time of its last write. */
  readonly hasTime: (type: string) => boolean;
}

/** Puts what is wished into an order in which it can be done from one end to the other. */
export function exportPlan({ format, types, filters, since, elements, includes, hasTime }: ExportWish): ExportPlan {
  const listsOf = (type: string): readonly Clauses[] => (types.includes(type) ? (filters.get(type) ?? [[]]) : []);
  const changed = (type: string): Clauses => (since && hasTime(type) ? [writtenSince(since)] : []);
  const exportedBy = (type: string): readonly Clauses[] => listsOf(type).map((list) => [...list, ...changed(type)]);
  const from = (type: string) => includes.filter((each) => each.from === type);
  // What is brought by several is brought once.
  const brought = [...new Set(includes.map(({ to }) => to))];
  const isBringing = (type: string): boolean => from(type).length > 0 && !brought.includes(type);
  const all: ExportPart[] = types.flatMap((type) =>
    listsOf(type).map((clauses, index) => ({
      kind: 'type' as const,
      type,
      // Who brings others brings them though it has not changed itself.
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
