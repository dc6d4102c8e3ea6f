import { FhirError } from '../../errors/fhir-error';
import { say } from '../../messages';
import type { SearchClause } from '../../ports/search';
import { clausesOf, type Criterion } from '../criteria/criterion';
import { pathsOf, targetsOf, type Path } from '../criteria/path';
import { UnknownName } from '../criteria/refusals';
import type { Searchable } from '../searchable';
import { filterFault } from './fault';
import type { FilterNode, FilterTest, Segment } from './nodes';
import { comparison, operatorsOf, type Common } from './operators';
import { parseFilter, type Understood } from './parse-filter';

export interface FilterReading {
  readonly common: Common;
  readonly understood: Understood;
  /** Translates names that a dialect writes differently. */
  readonly nameOf: (searchable: Searchable, name: string) => string;
}

/**
 * Compiles a `_filter` into a clause.
 * @throws FhirError `invalid-request` for a filter that cannot be parsed or answered. Unknown parameters are refused
 * too, even where they would otherwise be ignored: without a part, a filter has another meaning.
 * @see https://hl7.org/fhir/R4/search_filter.html
 */
export function filterClause(searchable: Searchable, text: string, reading: FilterReading): SearchClause {
  return one(searchable, parseFilter(text, reading.understood), reading);
}

/** The clauses that must all hold for a node. Comparisons about one record are combined. */
function criteriaOf(searchable: Searchable, node: FilterNode, reading: FilterReading): readonly SearchClause[] {
  return clausesOf(
    node.kind === 'and'
      ? node.parts.map((part) => criterion(searchable, part, reading))
      : [criterion(searchable, node, reading)],
  );
}

function criterion(searchable: Searchable, node: FilterNode, reading: FilterReading): Criterion {
  switch (node.kind) {
    case 'and':
      return { steps: [], clause: { kind: 'all', clauses: criteriaOf(searchable, node, reading) } };
    case 'or':
      return { steps: [], clause: { kind: 'any', clauses: node.parts.map((part) => one(searchable, part, reading)) } };
    case 'not':
      return { steps: [], clause: { kind: 'not', clause: one(searchable, node.part, reading) } };
    case 'test':
      return located(node, () => testCriterion(searchable, node, node.path, reading));
  }
}

function one(searchable: Searchable, node: FilterNode, reading: FilterReading): SearchClause {
  const [clause, ...more] = criteriaOf(searchable, node, reading);
  return more.length === 0 ? clause! : { kind: 'all', clauses: [clause!, ...more] };
}

function testCriterion(
  searchable: Searchable,
  test: FilterTest,
  [first, ...rest]: readonly Segment[],
  reading: FilterReading,
): Criterion {
  const name = reading.nameOf(searchable, first!.name);
  if (first!.filter) return bracketed(searchable, name, first!.filter, { test, rest }, reading);
  return anyWay(pathsOf(searchable, name).map((path) => compared(path, test, reading)));
}

/** `location[status eq active].name`: both must hold for one and the same resource. */
function bracketed(
  searchable: Searchable,
  name: string,
  filter: FilterNode,
  { test, rest }: { readonly test: FilterTest; readonly rest: readonly Segment[] },
  reading: FilterReading,
): Criterion {
  const ways = targetsOf(searchable, name, (target): SearchClause => {
    const inside = clausesOf([
      ...(filter.kind === 'and' ? filter.parts : [filter]).map((part) => criterion(target, part, reading)),
      testCriterion(target, test, rest, reading),
    ]);
    return { kind: 'all', clauses: inside };
  });
  return anyWay(ways.map(({ steps, end }) => ({ steps, clause: end })));
}

function anyWay(ways: readonly Criterion[]): Criterion {
  const [only, ...others] = ways;
  if (others.length === 0) return only!;
  return { steps: [], clause: { kind: 'any', clauses: ways.map((way) => clausesOf([way])[0]!) } };
}

function compared(
  { steps, parameter, modifier }: Path<SearchClause>,
  test: FilterTest,
  reading: FilterReading,
): Criterion {
  const { operator, value, at } = test;
  if (modifier !== undefined) {
    const hint = say`Use an operator instead of a modifier: ${operatorsOf(parameter).join(', ')}.`;
    throw filterFault(at, say`the modifier :${modifier} is not allowed in a filter`, hint);
  }
  const clause = comparison(parameter, operator, value, reading.common, () => reading.understood('begins'));
  if (!clause) {
    const { code, type } = parameter;
    const hint = say`${code} can be compared with ${operatorsOf(parameter).join(', ')}.`;
    throw filterFault(
      at,
      say`${operator} is not supported here for ${code}, which is of type ${type}`,
      hint,
      'not-supported',
    );
  }
  return { steps, ...(parameter.group !== undefined && { group: parameter.group }), clause };
}

/** Reports an error at the position of the comparison in the filter. */
function located<T>({ at }: FilterTest, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UnknownName) throw filterFault(at, error.issue.text, error.issue.hint ?? '', 'not-supported');
    const [issue] = error instanceof FhirError ? error.issues : [];
    if (!(error instanceof FhirError) || !issue || issue.expression === 'http._filter') throw error;
    throw filterFault(at, issue.text, issue.hint ?? '', issue.code === 'not-supported' ? 'not-supported' : 'invalid');
  }
}
