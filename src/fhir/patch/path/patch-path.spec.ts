import { countedWork } from '../../../../test/support/counted-work';
import fc from 'fast-check';
import { FhirError } from '../../errors/fhir-error';
import type { JsonObject } from '../../json/json-value';
import { DEFAULT_LIMITS } from '../patch-options';
import { Budget } from './evaluator';
import { pathOf } from './location';
import { compilePath } from './patch-path';

const compile = (text: string): ReturnType<typeof compilePath> => compilePath(text, DEFAULT_LIMITS, 'here');
const budget = (deadlineMs = 1000): Budget => new Budget(deadlineMs);
const locate = (text: string, resource: JsonObject): string[] => compile(text).locate(resource, budget()).map(pathOf);

const EQUIPMENT = 'https://example.org/equipment';
const organization: JsonObject = {
  resourceType: 'Organization',
  name: 'n',
  _name: { extension: [{ url: 'p', valueCode: 'c' }] },
  alias: ['a', null, 'c'],
  _alias: [null, { extension: [{ url: 'p', valueString: 'x' }] }, null],
  identifier: [
    { system: 'x', value: '1' },
    { system: 'y', value: '2', period: { start: '2020-01-01' } },
  ],
  type: [{ coding: [{ system: 's', code: 'a' }] }, { coding: [{ system: 's', code: 'b' }, { code: 'c' }] }],
  text: { status: 'generated', div: '<div>x</div>' },
  contained: [{ resourceType: 'Patient', id: 'c', name: [{ family: 'f' }], deceasedBoolean: true }],
  extension: [
    {
      url: EQUIPMENT,
      extension: [
        { url: 'kind', valueCodeableConcept: { coding: [{ code: '089' }] } },
        { url: 'count', valueInteger: 3 },
      ],
    },
    {
      url: EQUIPMENT,
      extension: [
        { url: 'kind', valueCodeableConcept: { coding: [{ code: '001' }] } },
        { url: 'count', valueInteger: 5 },
      ],
    },
    { url: 'q', valueQuantity: { value: 300, unit: 'kg' } },
  ],
};

describe('places', () => {
  it.each<[string, string[]]>([
    ['Organization', ['Organization']],
    ['name', ['Organization.name']],
    ['Organization.identifier[1].value', ['Organization.identifier[1].value']],
    ["identifier.where(system = 'y').value", ['Organization.identifier[1].value']],
    ["identifier.where(system = 'y' and value = '2').period.start", ['Organization.identifier[1].period.start']],
    ['identifier.where(period.start = @2020-01-01)', ['Organization.identifier[1]']],
    ["identifier.where(system = 'x' or system = 'y')", ['Organization.identifier[0]', 'Organization.identifier[1]']],
    ["type.where(coding.where(system = 's' and code = 'b').exists())", ['Organization.type[1]']],
    ["type.where(coding.exists(code = 'c'))", ['Organization.type[1]']],
    ["type.where(coding.code = 'b')", []],
    ["identifier.where(period.start = '2020-01-01')", []],
    [`alias.where($this = '\\'${'('.repeat(70)}')`, []],
    ['type.coding[2]', ['Organization.type[1].coding[1]']],
    ['type.coding.last()', ['Organization.type[1].coding[1]']],
    ['type.coding.skip(1).first()', ['Organization.type[1].coding[0]']],
    ['type.tail().coding.take(1)', ['Organization.type[1].coding[0]']],
    ['type.where(coding.count() > 1)', ['Organization.type[1]']],
    ["type.where(coding.code contains 'c').coding[0]", ['Organization.type[1].coding[0]']],
    ["identifier.where(value in ('1' | '3'))", ['Organization.identifier[0]']],
    ["identifier.where(system.startsWith('y'))", ['Organization.identifier[1]']],
    ['identifier.where($index = 1)', ['Organization.identifier[1]']],
    ['identifier.where(period.empty().not())', ['Organization.identifier[1]']],
    ['(identifier | type).last()', ['Organization.type[1]']],
    ["name.extension('p').value", ['Organization.name.extension[0].value']],
    ["alias[1].extension('p').value", ['Organization.alias[1].extension[0].value']],
    ["alias.extension.where(url = 'p').value.ofType(string)", ['Organization.alias[1].extension[0].value']],
    ['alias.where(hasValue())', ['Organization.alias[0]', 'Organization.alias[2]']],
    ["alias.where($this = 'c')", ['Organization.alias[2]']],
    ['text.div', ['Organization.text.div']],
    ['text.`div`', ['Organization.text.div']],
    ['contained[0].name[0].family', ['Organization.contained[0].name[0].family']],
    ['contained.ofType(Patient).deceased', ['Organization.contained[0].deceased']],
    ['contained[0].deceasedBoolean', ['Organization.contained[0].deceased']],
    [
      `extension.where(url = '${EQUIPMENT}' and extension.where(url = 'kind' and valueCodeableConcept.coding[0].code = '089').exists()).extension('count').value`,
      ['Organization.extension[0].extension[1].value'],
    ],
    ['extension.where(value.value = 300).value.unit', ['Organization.extension[2].value.unit']],
    ["extension.where(url='q').value as Quantity", ['Organization.extension[2].value']],
    ['Organization\n  .identifier\n  .first()\n', ['Organization.identifier[0]']],
    ['Patient.name', []],
    ['identifier[9]', []],
    ['unknown.path', []],
  ])('%s', (text, places) => {
    expect(locate(text, organization)).toEqual(places);
    expect(compile(text).locateByEngine(organization, budget()).map(pathOf)).toEqual(places);
  });
});

function faultOf(text: string): FhirError | undefined {
  try {
    compile(text).locate(organization, budget(DEFAULT_LIMITS.deadlineMs));
    return undefined;
  } catch (fault) {
    if (fault instanceof FhirError) return fault;
    throw fault;
  }
}

describe('allow-list', () => {
  it.each([
    "name.where($this.matches('x'))",
    "name.where(replaceMatches('x', 'y') = 'y')",
    'repeat(contact)',
    'descendants()',
    'children()',
    'contact.select(name)',
    'partOf.resolve()',
    "trace('x')",
    'alias.aggregate($total)',
    'alias.where(today() > now())',
    'alias.distinct()',
    'alias.union(name)',
    'alias.combine(name)',
    'iif(true, name, alias)',
    "defineVariable('x')",
    'alias.where($this.toInteger() = 1)',
    'alias.where(1 + 1 = 2)',
    "alias.where('a' & 'b' = 'ab')",
    'alias.where($total = 1)',
    'alias.where({} = 1)',
    '%ucum',
    '%factory.string',
    '%`vs-name`',
    'constructor',
    'name.`__proto__`',
    'alias.where(toString = 1)',
    'alias.first(1)',
    'alias.where()',
    'extension()',
    'alias // comment',
    'alias /* comment */',
    "alias.where($this = 'x)",
    'alias.where($this = "x")',
    'alias[--1]',
  ])('refuses %s as unreadable', (text) => {
    expect(faultOf(text)).toMatchObject({ kind: 'invalid-request', issues: [{ expression: 'here' }] });
  });

  it.each([
    'name.exists()',
    'alias.count()',
    "name = 'x'",
    '1',
    'name is string',
    '$index',
    "alias.contains('x')",
    'alias contains name',
  ])('refuses %s as a computed value', (text) => {
    expect(faultOf(text)).toMatchObject({ kind: 'unprocessable', issues: [{ code: 'not-supported' }] });
  });
});

describe('hostile paths are little work, and end with an issue', () => {
  const MOST_WORK = 60_000;
  const rows = (count: number): JsonObject => ({
    resourceType: 'Organization',
    alias: Array.from({ length: count }, (_, index) => `a${index}`),
  });
  const deep = (open: string, close: string, count: number): string =>
    `${open.repeat(count)}name${close.repeat(count)}`;

  /** For a text that is not cached. */
  const workFor = (text: string): Promise<number> => countedWork(() => faultOf(text));

  it.each([
    ['deep parentheses', deep('(', ')', 499)],
    ['parentheses deeper than a path needs', deep('(', ')', 40)],
    ['open parentheses', '('.repeat(1000)],
    ['parentheses hidden in what looks like a comment', `name /*'*/${'('.repeat(900)}`],
    ['nested where()', `name${'.where(name'.repeat(80)}${')'.repeat(80)}`],
    ['1000 nested where()', `name${'.where(name'.repeat(1000)}${')'.repeat(1000)}`],
    ['a thousand signs', `${'-'.repeat(990)}1`],
    ['many indexes', `name${'[0]'.repeat(300)}`],
    ['not closed', `name.where(name = '${'a'.repeat(900)}`],
    ['control characters', '\u0000'.repeat(900)],
    ['quotation marks', '"'.repeat(999)],
    ['at signs', '@'.repeat(999)],
  ])('%s', async (_, text) => {
    expect(await workFor(text)).toBeLessThan(MOST_WORK);
    expect(faultOf(text)?.issues[0]?.text).toBeTruthy();
  });

  it('signs are not even parsed', () => {
    expect(faultOf('- -1')?.message).toContain('A sign follows a sign');
  });

  it('a huge union, which is legal', async () => {
    expect(await workFor(Array.from({ length: 240 }, () => 'name').join('|'))).toBeLessThan(MOST_WORK);
  });

  it('evaluation that multiplies is stopped by the number of its steps', () => {
    const text =
      'alias.where(%resource.alias.where(%resource.alias.where(%resource.alias.where($this.empty()).exists()).exists()).exists())';
    expect(() => compile(text).locate(rows(20), budget(60_000))).toThrow(/takes too long/);
  });

  it('and by the time it works, which all the paths of a patch share', () => {
    const shared = budget(-1);
    expect(() => compile('alias.where(%resource.alias.count() > 1)').locate(rows(50), shared)).toThrow(
      /takes too long/,
    );
  });

  it('which counts down from one evaluation to the next', () => {
    const clock = jest.spyOn(process, 'cpuUsage');
    let now = 0;
    clock.mockImplementation(() => ({ user: 600 * now, system: 400 * now }));
    try {
      const shared = budget(100);
      const evaluate = (ms: number): void =>
        shared.spend((step) => {
          now += ms;
          for (let steps = 0; steps < 64; steps += 1) step();
        });
      evaluate(60);
      expect(() => evaluate(39)).not.toThrow();
      expect(() => evaluate(2)).toThrow(/takes too long/);
    } finally {
      clock.mockRestore();
    }
  });

  it('a path is compiled once', () => {
    expect(compile('name.first()')).toBe(compile('name.first()'));
  });
});

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
