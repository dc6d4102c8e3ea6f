import type { SearchClause } from '../ports/search';
import { together } from './together';

const token = (code: string, not = false): SearchClause => ({ kind: 'token', code, values: [{ value: 'x' }], not });
const missing = (code: string): SearchClause => ({ kind: 'missing', code, of: 'token', missing: true });

describe('criteria about the same records', () => {
  it('are one clause', () => {
    const clauses = [token('status'), token('count')];
    expect(together(clauses)).toEqual([{ kind: 'together', clauses }]);
  });

  it('hold what must not be there in the record that the others mean', () => {
    const clauses = [token('status', true), token('count'), missing('status')];
    expect(together(clauses)).toEqual([{ kind: 'together', clauses }]);
  });

  it('are about the resource where all of them are of what must not be there', () => {
    const clauses = [token('status', true), missing('count')];
    expect(together(clauses)).toBe(clauses);
  });

  it('are nothing but themselves when there is one', () => {
    const clauses = [token('status')];
    expect(together(clauses)).toBe(clauses);
  });

  it('leave trees as they are', () => {
    const tree: SearchClause = { kind: 'any', clauses: [token('status'), token('count')] };
    const clauses = [token('status'), tree, token('count')];
    expect(together(clauses)).toEqual([{ kind: 'together', clauses: [token('status'), token('count')] }, tree]);
  });
});
