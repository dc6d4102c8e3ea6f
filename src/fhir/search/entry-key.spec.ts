import fc from 'fast-check';
import type { IndexEntry } from '../ports/index-change';
import { DistinctEntries } from './distinct-entries';
import { entryKey, isSameEntry } from './entry-key';

const few = fc.constantFrom('', 'a', 'b');
const number = fc.constantFrom(0, 1);
const common = {
  code: fc.constantFrom('c', 'c:identifier'),
  record: fc.constantFrom(undefined, 1, 2),
  label: fc.constantFrom(undefined, 1, 2),
};
const entry = fc.oneof(
  fc.record({ ...common, kind: fc.constant('token'), system: few, value: few }),
  fc.record({ ...common, kind: fc.constant('string'), text: few, folded: fc.constant('') }),
  fc.record({ ...common, kind: fc.constant('reference'), type: few, id: few }),
  fc.record({ ...common, kind: fc.constant('date'), low: number, high: number }),
  fc.record({ ...common, kind: fc.constant('quantity'), low: number, high: number, system: few, unit: few }),
  fc.record({ ...common, kind: fc.constant('uri'), uri: few }),
  fc.record({ ...common, kind: fc.constant('position'), latitude: number, longitude: number }),
  fc.record({ ...common, kind: fc.constant('words'), words: few }),
) as fc.Arbitrary<IndexEntry>;

describe('isSameEntry', () => {
  it('is true where the keys are the same, and nowhere else', () => {
    fc.assert(
      fc.property(entry, entry, (one, other) => {
        expect(isSameEntry(one, other)).toBe(entryKey(one) === entryKey(other));
        expect(isSameEntry(one, { ...one })).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('DistinctEntries', () => {
  it('has one entry for each key, whether there are few or many', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), (labelled) => {
        // Entries are labelled later.
        const entries = labelled.map(({ label: _, ...each }) => each as IndexEntry);
        const distinct = new DistinctEntries('c');
        for (const each of entries) distinct.add(each);
        const keys = new Set(entries.map(entryKey));
        expect(distinct.size).toBe(keys.size);
        expect(new Set(distinct.all.map(entryKey))).toEqual(keys);
      }),
    );
  });
});
