import type { AppliedRule } from '../../patch/patch-dialect';
import type { SearchClause } from '../../ports/search';
import type { FilterManner, SearchDialect, SearchDialectContext } from '../dialect';
import { filterClause } from '../filter/filter-clause';
import { meansOf, type Searchable } from '../searchable';
import { criterionOf, type Criterion } from './criterion';
import { alternativesOf } from './limits';
import { pathsOf } from './path';

/** A search as one expression. @see https://hl7.org/fhir/R4/search_filter.html */
export const FILTER = '_filter';

/** Reads the criteria of a request, in R4 syntax and in that of a dialect. */
export class CriterionReader<C> {
  private readonly rules = new Map<string, AppliedRule>();

  constructor(
    private readonly searchable: Searchable<C>,
    private readonly manners: { readonly baseUrl?: string; readonly dialect?: SearchDialect },
  ) {}

  /** The lenient rules that were applied, each once. */
  get applied(): readonly AppliedRule[] {
    return [...this.rules.values()];
  }

  /** @throws UnknownName, FhirError as in `criterionOf` */
  read(sent: string, value: string): Criterion<C> {
    const { searchable } = this;
    const { baseUrl } = this.manners;
    if (sent === FILTER && isFiltered(searchable)) return this.filtered(value);
    const { name, value: meant } = this.translated(searchable, { name: sent, value });
    return criterionOf(searchable, name, alternativesOf(sent, meant), baseUrl);
  }

  private filtered(text: string): Criterion<C> {
    const expression = `http.${FILTER}`;
    const understood = (manner: FilterManner): boolean => {
      const told = this.manners.dialect?.filter[manner];
      if (told) this.report({ ...told, expression });
      return told !== undefined;
    };
    const nameOf = (searchable: Searchable, name: string): string =>
      this.translated(searchable, { name, value: '' }).name;
    // Only stores with the clauses of the port support filters.
    const searchable = this.searchable as unknown as Searchable;
    const { baseUrl } = this.manners;
    const common = { ...(baseUrl !== undefined && { baseUrl }), ...meansOf(searchable) };
    const clause: SearchClause = filterClause(searchable, text, { common, understood, nameOf });
    return { steps: [], clause: clause as C };
  }

  private translated(searchable: Searchable<unknown>, sent: { readonly name: string; readonly value: string }) {
    const { dialect } = this.manners;
    if (!dialect) return sent;
    const context: SearchDialectContext = {
      type: searchable.type,
      knows: (name) => typeOf(searchable, name) !== undefined,
      typeOf: (name) => typeOf(searchable, name),
      report: (rule) => this.report(rule),
    };
    return dialect.translate(sent, context);
  }

  private report(rule: AppliedRule): void {
    if (!this.rules.has(rule.rule)) this.rules.set(rule.rule, rule);
  }
}

/** Whether `_filter` is supported for a type: its store must support trees of clauses. */
export function isFiltered({ type, reach }: Searchable<unknown>): boolean {
  return reach?.types.includes(type) === true;
}

function typeOf(searchable: Searchable<unknown>, name: string): string | undefined {
  try {
    return pathsOf(searchable, name)[0]?.parameter.type;
  } catch {
    return undefined;
  }
}
