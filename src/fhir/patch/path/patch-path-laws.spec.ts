import fc from 'fast-check';
import type { JsonObject } from '../../json/json-value';
import { pathOf } from './location';
import { compile, budget, locate, organization } from '../../../../test/support/patch-paths';

describe('the fast way and the engine agree', () => {
  const word = fc.constantFrom('a', 'b', 'c');
  const url = fc.constantFrom('u', 'v');
  const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(arbitrary, { maxLength: 3 });
  const tidy = (value: unknown): JsonObject =>
    JSON.parse(
      JSON.stringify(value, (_, member: unknown) => {
        if (Array.isArray(member) && member.length === 0) return undefined;
        return member;
      }),
    ) as JsonObject;

  const { extension } = fc.letrec<{ extension: unknown }>((tie) => ({
    extension: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.record({ url, valueString: word }),
      fc.record({ url, valueCode: word }),
      fc.record({ url, valueCoding: fc.record({ system: word, code: word }, { requiredKeys: [] }) }),
      fc.record({ url, extension: fc.array(tie('extension'), { minLength: 1, maxLength: 2 }) }),
    ),
  }));
  const primitives = fc
    .array(fc.record({ value: fc.option(word), id: fc.option(word), extension: optional(extension) }), { maxLength: 3 })
    .map((items) => {
      const kept = items.filter(({ value, id, extension: list }) => value !== null || id !== null || list.length > 0);
      const siblings = kept.map(({ id, extension: list }) =>
        id === null && list.length === 0
          ? null
          : { ...(id !== null && { id }), ...(list.length > 0 && { extension: list }) },
      );
      return { values: kept.map(({ value }) => value), siblings };
    });
  const some = (list: readonly unknown[]): boolean => list.some((item) => item !== null);
  const coding = fc.record({ system: word, code: word, display: word }, { requiredKeys: [] });
  const resource = fc
    .record({
      name: fc.option(word),
      nameExtension: optional(extension),
      alias: primitives,
      identifier: optional(fc.record({ system: word, value: word, use: word }, { requiredKeys: ['value'] })),
      type: optional(
        fc.record(
          { coding: fc.array(coding, { minLength: 1, maxLength: 3 }), text: word },
          { requiredKeys: ['coding'] },
        ),
      ),
      contact: optional(
        fc.record({ name: fc.record({ text: word }), telecom: optional(fc.record({ system: word, value: word })) }),
      ),
      extension: optional(extension),
    })
    .map(({ name, nameExtension, alias, ...rest }) =>
      tidy({
        resourceType: 'Organization',
        ...(name !== null && { name }),
        ...(nameExtension.length > 0 && { _name: { extension: nameExtension } }),
        ...(some(alias.values) && { alias: alias.values }),
        ...(some(alias.siblings) && { _alias: alias.siblings }),
        ...rest,
      }),
    );

  const member = fc.constantFrom(
    'name',
    'alias',
    'identifier',
    'type',
    'coding',
    'contact',
    'telecom',
    'extension',
    'system',
    'code',
    'value',
    'valueString',
    'valueCoding',
    'text',
    'id',
    'url',
    'nothing',
  );
  const relative = fc.array(member, { minLength: 1, maxLength: 2 }).map((names) => names.join('.'));
  const equality = fc
    .tuple(fc.oneof(relative, fc.constant('$this')), fc.oneof(word, url))
    .map(([left, right]) => `${left} = '${right}'`);
  const exists = fc.oneof(
    relative.map((path) => `${path}.exists()`),
    fc.tuple(relative, equality).map(([path, test]) => `${path}.exists(${test})`),
    fc.tuple(relative, equality).map(([path, test]) => `${path}.where(${test}).exists()`),
  );
  const simple = fc.oneof(equality, exists);
  const criteria = fc.oneof(
    simple,
    fc.tuple(simple, fc.constantFrom('and', 'or'), simple).map((parts) => parts.join(' ')),
  );
  const step = fc.oneof(
    { weight: 5, arbitrary: member.map((name) => `.${name}`) },
    { weight: 1, arbitrary: fc.nat(2).map((index) => `[${index}]`) },
    { weight: 1, arbitrary: fc.constantFrom('.first()', '.last()') },
    { weight: 1, arbitrary: url.map((each) => `.extension('${each}')`) },
    { weight: 2, arbitrary: criteria.map((each) => `.where(${each})`) },
  );
  const head = fc.constantFrom(
    'Organization',
    '$this',
    '%resource',
    'DomainResource',
    'name',
    'alias',
    'type',
    'contact',
    'extension',
    'identifier',
  );
  const path = fc.tuple(head, fc.array(step, { maxLength: 5 })).map(([first, steps]) => first + steps.join(''));

  it('on a member of the JavaScript string, which is not an element', () => {
    expect(locate('name.length', organization)).toEqual([]);
    expect(() => compile('name.length').locateByEngine(organization, budget())).toThrow(/not an element/);
  });

  it('on random resources and random plain paths', () => {
    fc.assert(
      fc.property(resource, path, (given, text) => {
        const compiled = compile(text);
        expect(compiled.plain).toBe(true);
        const fast = compiled.locate(given, budget());
        const slow = compiled.locateByEngine(given, budget());
        expect(fast.map(pathOf)).toEqual(slow.map(pathOf));
        expect(fast.map(({ key, value, sibling }) => [key, value, sibling])).toEqual(
          slow.map(({ key, value, sibling }) => [key, value, sibling]),
        );
      }),
      { numRuns: 1500 },
    );
  });
});
