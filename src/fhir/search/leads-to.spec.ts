import type { SearchClause } from '../ports/search';
import { leadsTo } from './leads-to';

const own: SearchClause = { kind: 'id', ids: ['1'] };
const refersTo = (type: string, ...clauses: SearchClause[]) =>
  ({ kind: 'refersTo', code: 'a', type, clauses }) as const;
const referredBy = (type: string, ...clauses: SearchClause[]) =>
  ({ kind: 'referredBy', code: 'a', type, clauses }) as const;
const below = (...clauses: SearchClause[]) => ({ kind: 'below', code: 'partof', clauses }) as const; // prettier-ignore

describe('leadsTo', () => {
  it.each<[string, SearchClause[], string[]]>([
    ['nowhere by elements of the resource itself', [own, { kind: 'any', clauses: [own] }], []],
    ['along a chain', [refersTo('Organization', refersTo('Practitioner', own))], ['Organization', 'Practitioner']],
    ['to what refers to it', [referredBy('Location', below(own))], ['Location']],
    ['up and down its own type', [below(own)], ['Location']],
    ['through negations and lists', [{ kind: 'not', clause: { kind: 'all', clauses: [own, refersTo('Group', own)] } }], ['Group']],
  ])('%s', (_, clauses, types) => {
    expect([...leadsTo('Location', clauses)]).toEqual(types);
  }); // prettier-ignore
});
