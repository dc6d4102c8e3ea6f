import fc from 'fast-check';
import { positionOf, positionsOf } from './position-of';

const text = `{
  "resourceType": "Patient",
  "name": [
    { "family": "x\\"}]", "given": ["A", "B"] },
\t{ "family": null , "_family": {} }
  ],
  "active": true, "multipleBirthInteger": -2,
  "last": "é😀", "next": []
}`;

describe('positionOf', () => {
  it.each([
    ['the root', [], 1, 1],
    ['a member', ['resourceType'], 2, 19],
    ['an array', ['name'], 3, 11],
    ['an item', ['name', 0], 4, 5],
    ['an item of an inner array, past a string with brackets', ['name', 0, 'given', 1], 4, 41],
    ['a later item; a tab is one character', ['name', 1], 5, 2],
    ['a member after a literal', ['name', 1, '_family'], 5, 32],
    ['a literal', ['active'], 7, 13],
    ['a number', ['multipleBirthInteger'], 7, 43],
    ['a member after an emoji, which is one character', ['next'], 8, 25],
    ['a single value as the first of a list', ['active', 0], 7, 13],
    ['what is in a single value that was read as a list', ['name', 0, 0, 'family'], 4, 17],
  ])('finds %s', (_, path, line, column) => {
    expect(positionOf(text, path)).toEqual({ line, column });
  });

  it.each([
    ['an unknown name', ['gender']],
    ['an index past the end', ['name', 2]],
    ['an index into an empty array', ['next', 0]],
    ['a name in an array', ['name', 'family']],
    ['a second of what is a single value', ['active', 1]],
    ['an index into an object', [1]],
    ['a step into a string', ['resourceType', 'x']],
  ])('gives undefined for %s', (_, path) => {
    expect(positionOf(text, path)).toBeUndefined();
  });

  it('finds every element of any JSON text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 2), (value, indent) => {
        const source = JSON.stringify(value, null, indent);
        const visit = (node: unknown, path: (string | number)[]): void => {
          const { line, column } = positionOf(source, path)!;
          const rest = [
            ...source
              .split('\n')
              .slice(line - 1)
              .join('\n'),
          ]
            .slice(column - 1)
            .join('');
          expect(rest.replace(/\s/g, '').startsWith(JSON.stringify(node).replace(/\s/g, ''))).toBe(true);
          if (Array.isArray(node)) node.forEach((item, index) => visit(item, [...path, index]));
          else if (typeof node === 'object')
            for (const [name, item] of Object.entries(node ?? {})) visit(item, [...path, name]);
        };
        visit(value, []);
      }),
    );
  });

  it('never throws, even on a text that is not JSON', () => {
    const path = fc.array(fc.oneof(fc.constantFrom('a', ''), fc.nat(3)), { maxLength: 3 });
    const broken = fc
      .array(fc.constantFrom('{', '}', '[', ']', '"a"', ':', ',', '1', '"', '\\', ' '))
      .map((parts) => parts.join(''));
    fc.assert(fc.property(broken, path, (source, steps) => expect(() => positionOf(source, steps)).not.toThrow()));
  });
});

describe('positionsOf', () => {
  const step = fc.oneof(fc.constantFrom('name', 'given', '_family', 'active', 'last'), fc.nat(2));

  it('finds many as it finds each of them alone, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 12 }), (paths) => {
        expect(positionsOf(text, paths)).toEqual(paths.map((path) => positionOf(text, path)));
      }),
    );
  });
});
