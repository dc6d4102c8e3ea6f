import fc from 'fast-check';
import { tokenHash } from './token-hash';

describe('tokenHash', () => {
  it('is what the rows of existing databases have', () => {
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
