import type { SearchClause } from '../../../fhir';
import { simplified } from './simplified';

const name = (...values: string[]): SearchClause => ({ kind: 'string', code: 'name', match: 'contains', values });
const code = (...values: string[]): SearchClause => ({
  kind: 'token',
  code: 'type',
  values: values.map((value) => ({ value })),
});
const notCode = (...values: string[]): SearchClause => ({ ...code(...values), not: true }) as SearchClause;
const parent = (...clauses: SearchClause[]): SearchClause => ({
  kind: 'refersTo',
  code: 'partof',
  type: 'Organization',
  clauses,
});
const child = (...clauses: SearchClause[]): SearchClause => ({
  kind: 'referredBy',
  code: 'partof',
  type: 'Organization',
  clauses,
});
const above = (...clauses: SearchClause[]): SearchClause => ({ kind: 'above', code: 'partof', clauses });
const any = (...clauses: SearchClause[]): SearchClause => ({ kind: 'any', clauses });
const all = (...clauses: SearchClause[]): SearchClause => ({ kind: 'all', clauses });
const not = (clause: SearchClause): SearchClause => ({ kind: 'not', clause });

describe('a simplified clause', () => {
  it.each<[string, SearchClause, SearchClause]>([
    ['alternatives of a relation', any(parent(name('a')), parent(name('b'))), parent(name('a', 'b'))],
    ['alternatives of the other relations', any(child(name('a')), child(name('b'))), child(name('a', 'b'))],
    ['alternatives in a tree', any(above(name('a')), above(name('b'))), above(name('a', 'b'))],
    [
      'alternatives of relations in relations',
      any(parent(parent(name('a'))), parent(parent(name('b')))),
      parent(parent(name('a', 'b'))),
    ],
    [
      'alternatives of several conditions each',
      any(parent(name('a'), code('x')), parent(name('b'))),
      parent(any(all(name('a'), code('x')), name('b'))),
    ],
    ['denied codes', all(notCode('a'), notCode('b')), notCode('a', 'b')],
    ['denied texts', all(not(name('a')), not(name('b'))), not(name('a', 'b'))],
    [
      'denied relations, beside something else',
      all(not(parent(name('a'))), code('x'), not(parent(name('b')))),
      all(code('x'), not(parent(name('a', 'b')))),
    ],
  ])('looks up together: %s', (_, given, wanted) => {
    expect(simplified(given)).toEqual(wanted);
  });

  it.each<[string, SearchClause]>([
    ['different relations', any(parent(name('a')), child(name('b')))],
    ['a relation and another one that only has to exist', any(parent(name('a')), parent())],
    ['relations that must all hold, maybe by different resources', all(parent(name('a')), parent(name('b')))],
    ['different denials', all(not(name('a')), notCode('b'))],
  ])('keeps apart: %s', (_, given) => {
    expect(simplified(given)).toEqual(given);
  });
});
