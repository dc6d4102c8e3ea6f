import { FhirError } from '../../errors/fhir-error';
import type { SearchClause } from '../../ports/search';
import type { Asked } from '../kinds';
import { meansOf, type Searchable } from '../searchable';
import { placeOf } from './refusals';
import { pathsOf, type Path, type Step } from './path';
import { together } from '../together';

/** A criterion of a request before it is combined with others. */
export interface Criterion<C = SearchClause> {
  readonly steps: readonly Step[];
  /** Criteria with the same group and the same steps must hold for one record of one resource. */
  readonly group?: string;
  readonly clause: C;
}

/**
 * @param name as sent: `organization.name:contains`
 * @param alternatives one of them must hold
 * @throws UnknownName
 * @throws FhirError `invalid-request` for unsupported values and modifiers
 */
export function criterionOf<C>(
  searchable: Searchable<C>,
  name: string,
  alternatives: readonly string[],
  baseUrl: string | undefined,
): Criterion<C> {
  const common = {
    alternatives,
    ...(baseUrl !== undefined && { baseUrl }),
    ...meansOf(searchable),
  };
  const ways = pathsOf(searchable, name).map((path) => wayOf(path, name, common));
  const [only, ...others] = ways;
  return others.length === 0 ? only! : { steps: [], clause: tree({ kind: 'any', clauses: ways.map(clauseOf) }) };
}

function wayOf<C>(
  { steps, parameter, modifier }: Path<C>,
  name: string,
  common: Omit<Asked, 'modifier'>,
): Criterion<C> {
  const asked = { ...common, ...(modifier !== undefined && { modifier }) };
  const clause = steps.length === 0 ? parameter.clause(asked) : relocated(name, () => parameter.clause(asked));
  return { steps, ...(parameter.group !== undefined && { group: parameter.group }), clause };
}

/** Reports an invalid value under the whole name. */
function relocated<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    const issues = error.issues.map((issue) => ({ ...issue, expression: placeOf(name) }));
    throw new FhirError(error.kind, error.message, issues, { cause: error });
  }
}

/** The clauses for criteria that must all hold. */
export function clausesOf<C>(criteria: readonly Criterion<C>[]): readonly C[] {
  const together = new Map<string, Criterion<C>[]>();
  for (const [n, criterion] of criteria.entries()) {
    const { steps, group } = criterion;
    const key = group === undefined ? String(n) : JSON.stringify([group, steps]);
    together.set(key, [...(together.get(key) ?? []), criterion]);
  }
  return [...together.values()].flatMap((all) => behind(all[0]!.steps, ofOneRecord(all.map(({ clause }) => clause))));
}

/** Grouping applies only to the clauses of the port. */
function ofOneRecord<C>(clauses: readonly C[]): readonly C[] {
  return clauses.length < 2 ? clauses : (together(clauses as readonly SearchClause[]) as readonly C[]);
}

function clauseOf<C>({ steps, clause }: Criterion<C>): C {
  return behind(steps, [clause])[0]!;
}

function behind<C>(steps: readonly Step[], clauses: readonly C[]): readonly C[] {
  return steps.reduceRight((inner, step) => [tree<C>({ ...step, clauses: inner })], clauses);
}

/** Only clauses of the port lead to other resources. */
function tree<C>(clause: { readonly kind: SearchClause['kind']; readonly clauses: readonly C[] }): C {
  return clause as C;
}
