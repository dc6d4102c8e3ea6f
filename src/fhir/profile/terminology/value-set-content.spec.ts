import type { CodeSystem, ValueSet } from 'fhir/r4';
import type { JsonObject } from '../../json/json-value';
import { ProfileRegistry } from '../profile-registry';

const system = (url: string, more: Partial<CodeSystem> = {}): CodeSystem => ({
  resourceType: 'CodeSystem',
  url,
  status: 'active',
  content: 'complete',
  concept: [{ code: 'a', concept: [{ code: 'a1', concept: [{ code: 'a11' }] }] }, { code: 'b' }],
  ...more,
});
const valueSet = (url: string, more: Partial<ValueSet>): ValueSet => ({
  resourceType: 'ValueSet',
  url,
  status: 'active',
  ...more,
});
const compose = (include: ValueSet['compose']): Partial<ValueSet> => ({ compose: include });

const filter = (op: 'is-a' | 'descendent-of' | 'is-not-a' | '=' | 'in' | 'regex', value: string): Partial<ValueSet> =>
  compose({ include: [{ system: 'urn:s', filter: [{ property: 'concept', op, value }] }] });

interface Row {
  readonly rule: string;
  readonly definition: Partial<ValueSet>;
  readonly others?: readonly (CodeSystem | ValueSet)[];
  readonly inside?: readonly string[];
  readonly outside?: readonly string[];
  readonly unknown?: readonly string[];
}

/** `system code`; a code without a system is looked up in any system. */
const rows: Row[] = [
  {
    rule: 'enumerated codes',
    definition: compose({ include: [{ system: 'urn:x', concept: [{ code: '1' }] }] }),
    inside: ['urn:x 1', '1'],
    outside: ['urn:x 2', 'urn:y 1', '2'],
  },
  {
    rule: 'a whole code system, nested codes too',
    definition: compose({ include: [{ system: 'urn:s' }] }),
    others: [system('urn:s')],
    inside: ['urn:s a', 'urn:s a11'],
    outside: ['urn:s c', 'urn:t a'],
  },
  {
    rule: 'of a code system that is not known, the system',
    definition: compose({ include: [{ system: 'urn:s' }] }),
    outside: ['urn:t a'],
    unknown: ['urn:s a', 'a'],
  },
  {
    rule: 'of a fragment of a code system, the system',
    definition: compose({ include: [{ system: 'urn:s' }] }),
    others: [system('urn:s', { content: 'fragment' })],
    outside: ['urn:t a'],
    unknown: ['urn:s zzz'],
  },
  {
    rule: 'a version that is not known is an unknown code system',
    definition: compose({ include: [{ system: 'urn:s', version: '2' }] }),
    others: [system('urn:s', { version: '1' })],
    unknown: ['urn:s a'],
  },
  {
    rule: 'is-a',
    definition: filter('is-a', 'a'),
    others: [system('urn:s')],
    inside: ['urn:s a', 'urn:s a1', 'urn:s a11'],
    outside: ['urn:s b'],
  },
  {
    rule: 'descendent-of',
    definition: filter('descendent-of', 'a'),
    others: [system('urn:s')],
    inside: ['urn:s a1', 'urn:s a11'],
    outside: ['urn:s a', 'urn:s b'],
  },
  {
    rule: 'a hierarchy by parent properties',
    definition: filter('is-a', 'a'),
    others: [
      system('urn:s', {
        property: [{ code: 'parent', type: 'code' }],
        concept: [{ code: 'a' }, { code: 'b', property: [{ code: 'parent', valueCode: 'a' }] }, { code: 'c' }],
      }),
    ],
    inside: ['urn:s b'],
    outside: ['urn:s c'],
  },
  {
    rule: 'is-not-a',
    definition: filter('is-not-a', 'a'),
    others: [system('urn:s')],
    inside: ['urn:s b'],
    outside: ['urn:s a1'],
  },
  {
    rule: '= and in',
    definition: filter('in', 'a,b'),
    others: [system('urn:s')],
    inside: ['urn:s b'],
    outside: ['urn:s a1'],
  },
  {
    rule: 'a filter that is not understood leaves the system',
    definition: filter('regex', 'a.*'),
    others: [system('urn:s')],
    outside: ['urn:t a'],
    unknown: ['urn:s a', 'urn:s b'],
  },
  {
    rule: 'imported value sets, and only what all of an include have',
    definition: compose({
      include: [{ system: 'urn:s', valueSet: ['urn:import'] }, { valueSet: ['urn:import2'] }],
    }),
    others: [
      system('urn:s'),
      valueSet('urn:import', compose({ include: [{ system: 'urn:s', concept: [{ code: 'a' }] }] })),
      valueSet('urn:import2', compose({ include: [{ system: 'urn:t', concept: [{ code: 'z' }] }] })),
    ],
    inside: ['urn:s a', 'urn:t z'],
    outside: ['urn:s b', 'urn:t a'],
  },
  {
    rule: 'an import that is not known leaves all open',
    definition: compose({ include: [{ system: 'urn:x', concept: [{ code: '1' }] }, { valueSet: ['urn:nowhere'] }] }),
    inside: ['urn:x 1'],
    unknown: ['urn:x 2', 'urn:y 1'],
  },
  {
    rule: 'what is excluded is not in it',
    definition: compose({
      include: [{ system: 'urn:s' }],
      exclude: [{ system: 'urn:s', concept: [{ code: 'b' }] }],
    }),
    others: [system('urn:s')],
    inside: ['urn:s a'],
    outside: ['urn:s b'],
  },
  {
    rule: 'what may be excluded is not known to be in it',
    definition: compose({ include: [{ system: 'urn:s' }], exclude: [{ valueSet: ['urn:nowhere'] }] }),
    others: [system('urn:s')],
    outside: ['urn:s c'],
    unknown: ['urn:s a'],
  },
  {
    rule: 'an expansion, where the definition leaves codes open',
    definition: {
      ...compose({ include: [{ system: 'urn:s' }] }),
      expansion: {
        timestamp: '2024-01-01',
        contains: [{ system: 'urn:s', code: 'x', contains: [{ system: 'urn:s', code: 'y' }] }],
      },
    },
    inside: ['urn:s x', 'urn:s y', 'y'],
    outside: ['urn:s a'],
  },
  {
    rule: 'a page of an expansion tells what is in it only',
    definition: { expansion: { timestamp: '2024-01-01', total: 9, contains: [{ system: 'urn:s', code: 'x' }] } },
    inside: ['urn:s x'],
    unknown: ['urn:s a'],
  },
  {
    rule: 'a value set that imports itself is an unknown one',
    definition: compose({ include: [{ valueSet: ['urn:vs'] }] }),
    unknown: ['urn:s a'],
  },
  { rule: 'a value set without content', definition: {}, unknown: ['urn:s a', 'a'] },
];

describe.each(rows)('a value set of $rule', ({ definition, others = [], inside = [], outside = [], unknown = [] }) => {
  const registry = new ProfileRegistry();
  registry.load([valueSet('urn:vs', definition), ...others] as unknown as JsonObject[]);
  const content = registry.valueSet('urn:vs')!;
  it.each([
    ...inside.map((code) => [code, true] as const),
    ...outside.map((code) => [code, false] as const),
    ...unknown.map((code) => [code, undefined] as const),
  ])('%s: %s', (asked, expected) => {
    const [first, second] = asked.split(' ');
    expect(second === undefined ? content.has(undefined, first!) : content.has(first, second)).toBe(expected);
  });
});

it('tells its systems and codes', () => {
  const registry = new ProfileRegistry();
  registry.load([
    valueSet(
      'urn:vs',
      compose({ include: [{ system: 'urn:s' }], exclude: [{ system: 'urn:s', concept: [{ code: 'a' }] }] }),
    ),
    system('urn:s'),
  ] as unknown as JsonObject[]);
  const content = registry.valueSet('urn:vs')!;
  expect([...content.systems!]).toEqual(['urn:s']);
  expect(content.known).toBe(true);
  expect(content.codes()).toEqual(['a1', 'a11', 'b']);
});
