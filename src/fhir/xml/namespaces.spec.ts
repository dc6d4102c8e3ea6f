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

  it.each([
    ['as many as there may be around one element', 62, undefined],
    ['one more', 63, { kind: 'too-large', issues: [{ code: 'too-costly' }] }],
  ])('have a limit: %s', (_, levels, refusal) => {
    const nested = (): unknown => {
      let inner = outer;
      for (let level = 0; level < levels; level += 1) inner = declared(inner, [{ name: `xmlns:p${level}`, value: 'urn:p' }]);
      return inner;
    };
    expect(thrownBy(nested)).toEqual(refusal && expect.objectContaining({ kind: refusal.kind, issues: [expect.objectContaining(refusal.issues[0])] }));
  }); // prettier-ignore

  it('the limit is of what is declared at one place, not of the declarations of a document', () => {
    const same = Array.from({ length: 1_000 }, () => declared(outer, [{ name: 'xmlns:f', value: 'urn:f' }]));
    expect(same.every((inner) => namespaceOf('f:a', inner) === 'urn:f')).toBe(true);
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (thrown) {
    return thrown;
  }
}
