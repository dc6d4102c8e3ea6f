import fc from 'fast-check';
import { comparePositions } from '../fhir';
import { tokenHash, valueKey } from './token-hash';

describe('tokenHash', () => {
  it('is the same as in the rows of existing databases', () => {
    expect(tokenHash({ system: 'http://a', value: '1' })).toBe(
      'f155e79e128ffe18ad01d7a422e21424448e6c307d19e3bba45d9cca47bcbbce',
    );
    expect(tokenHash({ value: '1' })).toBe('43de3a417d75f4818c5a553268b80ce3a5805109a3bbc6b605e9fb0b8f50b485');
  });

  it('is equal for equal identifiers only', () => {
    const token = fc.record({ system: fc.string({ unit: 'binary' }), value: fc.string({ unit: 'binary' }) });
    const near = fc.constantFrom('', ' ', '|', '"', '","', 'a', 'A', 'a ', 'é', 'e\u0301', '\ud800', '\ud801');
    const some = fc.oneof(token, fc.record({ system: near, value: near }), fc.record({ value: near }));
    fc.assert(
      fc.property(some, some, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(tokenHash(a) === tokenHash(b)).toBe(same);
      }),
    );
  });
});

describe('valueKey', () => {
  it('has at most 64 characters, whatever the value', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (value) => [...valueKey(value)].length <= 64));
  });

  it('is equal for equal values only, even when they begin alike', () => {
    const long = fc.string({ maxLength: 3 }).map((end) => 'x'.repeat(41) + end);
    const some = fc.oneof(long, fc.constantFrom('', ' ', 'a', 'a ', '\ud800', '\ud801'));
    fc.assert(fc.property(some, some, (a, b) => (valueKey(a) === valueKey(b)) === (a === b)));
  });

  it('sorts like the values, with a prefix before what begins with it', () => {
    const place = (value: string) => ({ keys: [[value]], id: '' });
    const sort = [{ code: 'a', of: 'token', descending: false }] as const;
    const short = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '\uffee', '\u{1f3e5}'), maxLength: 5 });
    fc.assert(
      fc.property(short, short, (a, b) => {
        const order = Math.sign(comparePositions(sort, place(a), place(b)));
        expect(Math.sign(comparePositions(sort, place(valueKey(a)), place(valueKey(b))))).toBe(order);
      }),
    );
  });
});
