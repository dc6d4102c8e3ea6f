import { declared, namespaceOf, NO_NAMESPACES } from './namespaces';

describe('namespaces within an element', () => {
  const outer = declared(NO_NAMESPACES, [{ name: 'xmlns', value: 'urn:a' }]);

  it('are those of all its declarations, and of its parent', () => {
    const inner = declared(outer, [
      { name: 'xmlns:f', value: 'urn:f' },
      { name: 'id', value: 'x' },
      { name: 'xmlns:g', value: 'urn:g' },
    ]);
    expect(['a', 'f:a', 'g:a', 'h:a'].map((name) => namespaceOf(name, inner))).toEqual(['urn:a', 'urn:f', 'urn:g', undefined]); // prettier-ignore
    expect(namespaceOf('f:a', outer)).toBeUndefined();
  });

  it('are shared with the parent where none is declared', () => {
    expect(declared(outer, [{ name: 'xmlnsx', value: 'urn:f' }])).toBe(outer);
  });

  it('lose the default one where it is taken back', () => {
    expect(namespaceOf('a', declared(outer, [{ name: 'xmlns', value: '' }]))).toBeUndefined();
  });
});
