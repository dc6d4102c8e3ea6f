import fc from 'fast-check';
import type { IndexEntry } from '../ports/index-change';
import { DistinctEntries } from './distinct-entries';
import { entryKey } from './entry-key';

const codes = fc.constantFrom('c', 'c:text');
const record = fc.constantFrom(undefined, 1, 2);
const text = fc.constantFrom('a', 'b', 'aa', 'é', '');
const inRecord = <E extends IndexEntry>(entry: E, number: number | undefined): E =>
  number === undefined ? entry : { ...entry, record: number };
const entries: fc.Arbitrary<IndexEntry> = fc.oneof(
  fc.tuple(codes, record, text).map(([code, number, words]) => inRecord({ kind: 'words', code, words }, number)),
  fc
    .tuple(codes, record, text, text)
    .map(([code, number, system, value]) => inRecord({ kind: 'token', code, system, value }, number)),
  fc.tuple(codes, record, fc.nat(40)).map(([code, number, n]) => inRecord({ kind: 'uri', code, uri: `${n}` }, number)),
);

describe('the entries of a parameter', () => {
  it('are kept once each, however many there are, and counted', () => {
    fc.assert(
      fc.property(fc.array(entries, { maxLength: 80, size: 'max' }), (some) => {
        const found = new DistinctEntries('c');
        for (const entry of some) found.add(entry);
        const keys = found.all.map(entryKey);
        expect(new Set(keys)).toEqual(new Set(some.map(entryKey)));
        expect(keys).toHaveLength(new Set(keys).size);
        expect(found.size).toBe(keys.length);
      }),
    );
  });
});
