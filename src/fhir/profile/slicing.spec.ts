import type { IssueDetail } from '../errors/fhir-error';
import type { JsonObject } from '../json/json-value';
import { ProfileRegistry } from './profile-registry';
import { validateProfiles } from './validate-profiles';

const CORE = 'http://hl7.org/fhir/StructureDefinition/';

function profile(type: string, elements: Record<string, JsonObject>, url = 'urn:test'): JsonObject {
  const element = Object.entries(elements).map(([id, rest]) => ({ id, path: id.replace(/:[^.]+/g, ''), ...rest }));
  return {
    resourceType: 'StructureDefinition',
    url,
    name: url,
    type,
    kind: 'resource',
    derivation: 'constraint',
    baseDefinition: CORE + type,
    differential: { element },
  };
}

function judge(definitions: readonly JsonObject[], resource: JsonObject): IssueDetail[] {
  const registry = new ProfileRegistry();
  expect(registry.load(definitions)).toEqual([]);
  return validateProfiles(resource, registry, ['urn:test']);
}

const by = (type: string, path: string, rules = 'open'): JsonObject => ({ discriminator: [{ type, path }], rules });
const org = (identifier: JsonObject[]): JsonObject => ({ resourceType: 'Organization', identifier });
const service = (characteristic: JsonObject[]): JsonObject => ({ resourceType: 'HealthcareService', characteristic });
const coded = (system: string, code = 'x'): JsonObject => ({ coding: [{ system, code }] });

type Expected = readonly [expression: string, text: RegExp, hint?: string][];
interface Row {
  readonly rule: string;
  readonly definitions: readonly JsonObject[];
  readonly cases: readonly (readonly [JsonObject, Expected])[];
}

const bySystem = (rules: string, more: Record<string, JsonObject> = {}): JsonObject =>
  profile('Organization', {
    'Organization.identifier': { slicing: by('value', 'system', rules) },
    'Organization.identifier:a': { min: 1, max: '1' },
    'Organization.identifier:a.system': { fixedUri: 'urn:a' },
    'Organization.identifier:a.value': { min: 1 },
    'Organization.identifier:b': { max: '1' },
    'Organization.identifier:b.system': { patternUri: 'urn:b' },
    ...more,
  });

const reference = (targets: string[]): JsonObject => ({ type: [{ code: 'Reference', targetProfile: targets }] });

const rows: Row[] = [
  {
    rule: 'by value, open: others are let be',
    definitions: [bySystem('open')],
    cases: [
      [org([{ system: 'urn:a', value: '1' }, { system: 'urn:x' }, { system: 'urn:b' }]), []],
      [
        org([{ system: 'urn:x' }]),
        [
          [
            'Organization.identifier',
            /slice `a` of `identifier` has no entry/,
            'identifier[0] matches no slice: system is "urn:x"',
          ],
        ],
      ],
      [org([{ system: 'urn:a' }]), [['Organization.identifier[0].value', /missing/]]],
      [
        org([{ system: 'urn:a', value: '1' }, { system: 'urn:b' }, { system: 'urn:b' }]),
        [['Organization.identifier[2]', /slice `b`.*2 entries.*1 at most/, 'system is "urn:b"']],
      ],
    ],
  },
  {
    rule: 'closed: each entry is of a slice, and the refusal says what each slice wants',
    definitions: [bySystem('closed')],
    cases: [
      [org([{ system: 'urn:a', value: '1' }, { system: 'urn:b' }]), []],
      [
        org([{ system: 'urn:a', value: '1' }, { system: 'urn:x' }, {}]),
        [
          [
            'Organization.identifier[1]',
            /matches no slice.*system is "urn:x"/,
            'system is "urn:a" (a), or system is "urn:b" (b)',
          ],
          ['Organization.identifier[2]', /system is absent/],
        ],
      ],
    ],
  },
  {
    rule: 'openAtEnd: entries of no slice come last',
    definitions: [bySystem('openAtEnd')],
    cases: [
      [org([{ system: 'urn:a', value: '1' }, { system: 'urn:x' }]), []],
      [
        org([{ system: 'urn:x' }, { system: 'urn:a', value: '1' }]),
        [['Organization.identifier[1]', /stands after one of no slice/]],
      ],
    ],
  },
  {
    rule: 'ordered: entries come in the order of their slices',
    definitions: [
      profile('Organization', {
        'Organization.identifier': { slicing: { ...by('value', 'system'), ordered: true } },
        'Organization.identifier:a.system': { fixedUri: 'urn:a' },
        'Organization.identifier:b.system': { fixedUri: 'urn:b' },
      }),
    ],
    cases: [
      [org([{ system: 'urn:a' }, { system: 'urn:x' }, { system: 'urn:a' }, { system: 'urn:b' }]), []],
      [
        org([{ system: 'urn:b' }, { system: 'urn:a' }]),
        [['Organization.identifier[1]', /slice `a`.*after one of the slice `b`/]],
      ],
    ],
  },
  {
    rule: 'by coding.system, from a pattern of the whole or from what is said below',
    definitions: [
      profile('HealthcareService', {
        'HealthcareService.characteristic': { slicing: by('value', 'coding.system', 'closed') },
        'HealthcareService.characteristic:mode': {
          min: 1,
          max: '1',
          patternCodeableConcept: { coding: [{ system: 'urn:mode' }] },
        },
        'HealthcareService.characteristic:act.coding.system': { min: 1, fixedUri: 'urn:act' },
      }),
    ],
    cases: [
      [service([coded('urn:mode'), coded('urn:act'), coded('urn:act')]), []],
      [
        service([coded('urn:mode'), coded('urn:other')]),
        [
          [
            'HealthcareService.characteristic[1]',
            /coding\.system is "urn:other"/,
            'coding.system is "urn:mode" (mode)',
          ],
        ],
      ],
      [
        service([coded('urn:mode'), coded('urn:mode')]),
        [['HealthcareService.characteristic[1]', /slice `mode`.*2 entries/]],
      ],
    ],
  },
  {
    rule: 'by the system of a value set, when nothing else tells',
    definitions: [
      profile('HealthcareService', {
        'HealthcareService.characteristic': { slicing: by('value', 'coding.system') },
        'HealthcareService.characteristic:mode': { max: '1', binding: { strength: 'required', valueSet: 'urn:vs' } },
      }),
      { resourceType: 'ValueSet', url: 'urn:vs', compose: { include: [{ system: 'urn:mode' }] } },
    ],
    cases: [
      [service([coded('urn:mode'), coded('urn:x'), coded('urn:x')]), []],
      [service([coded('urn:mode'), coded('urn:mode')]), [['HealthcareService.characteristic[1]', /slice `mode`/]]],
    ],
  },
  {
    rule: 'by two discriminators, one of them an extension that must be absent or have a value',
    definitions: [
      profile('HealthcareService', {
        'HealthcareService.characteristic': {
          slicing: {
            discriminator: [
              { type: 'value', path: 'coding.system' },
              { type: 'value', path: "extension('urn:kind').value" },
            ],
            rules: 'closed',
          },
        },
        'HealthcareService.characteristic.extension:kind': { type: [{ code: 'Extension', profile: ['urn:kind'] }] },
        'HealthcareService.characteristic:plain': { patternCodeableConcept: { coding: [{ system: 'urn:s' }] } },
        'HealthcareService.characteristic:plain.extension:kind': { max: '0' },
        'HealthcareService.characteristic:act': { max: '1', patternCodeableConcept: { coding: [{ system: 'urn:s' }] } },
        'HealthcareService.characteristic:act.extension:kind.value[x]': { patternCode: 'act' },
      }),
      profile('Extension', { 'Extension.url': { fixedUri: 'urn:kind' } }, 'urn:kind'),
    ],
    cases: [
      [service([coded('urn:s'), { ...coded('urn:s'), extension: [{ url: 'urn:kind', valueCode: 'act' }] }]), []],
      [
        service([{ ...coded('urn:s'), extension: [{ url: 'urn:kind', valueCode: 'no' }] }]),
        [['HealthcareService.characteristic[0]', /value is "no"/, 'is absent (plain)']],
      ],
    ],
  },
  {
    rule: 'by pattern of $this',
    definitions: [
      profile('HealthcareService', {
        'HealthcareService.characteristic': { slicing: by('pattern', '$this', 'closed') },
        'HealthcareService.characteristic:a': { patternCodeableConcept: coded('urn:s', 'a') },
      }),
    ],
    cases: [
      [service([coded('urn:s', 'a')]), []],
      [service([coded('urn:s', 'b')]), [['HealthcareService.characteristic[0]', /matches no slice/, '"code":"a"']]],
    ],
  },
  {
    rule: 'by type of a choice',
    definitions: [
      profile('Observation', {
        'Observation.value[x]': { slicing: by('type', '$this') },
        'Observation.value[x]:valueQuantity': {},
        'Observation.value[x]:valueQuantity.unit': { min: 1 },
      }),
    ],
    cases: [
      [{ resourceType: 'Observation', valueString: 'x' }, []],
      [{ resourceType: 'Observation', valueQuantity: { unit: 'kg' } }, []],
      [{ resourceType: 'Observation', valueQuantity: { value: 1 } }, [['Observation.value.unit', /missing/]]],
    ],
  },
  {
    rule: 'by type of what a reference leads to, by its form or among the contained resources',
    definitions: [
      profile('Observation', {
        'Observation.performer': { slicing: by('type', 'resolve()', 'closed') },
        'Observation.performer:org': { max: '1', ...reference([`${CORE}Organization`]) },
        'Observation.performer:person': reference([`${CORE}Practitioner`]),
      }),
    ],
    cases: [
      [
        {
          resourceType: 'Observation',
          contained: [{ resourceType: 'Practitioner', id: 'p' }],
          performer: [{ reference: 'Organization/1' }, { reference: '#p' }],
        },
        [],
      ],
      [
        { resourceType: 'Observation', performer: [{ reference: 'Organization/1' }, { reference: 'Organization/2' }] },
        [['Observation.performer[1]', /slice `org`/]],
      ],
      [
        { resourceType: 'Observation', performer: [{ reference: 'Patient/1' }] },
        [['Observation.performer[0]', /matches no slice.*is Patient/, 'of type Organization (org)']],
      ],
    ],
  },
  {
    rule: 'by a value of a contained resource; what is elsewhere is not judged',
    definitions: [
      profile('Observation', {
        'Observation.subject': {},
        'Observation.performer': { slicing: by('value', 'resolve().active') },
        'Observation.performer:active': { min: 1, ...reference(['urn:active']) },
      }),
      profile('Organization', { 'Organization.active': { min: 1, fixedBoolean: true } }, 'urn:active'),
    ],
    cases: [
      [
        {
          resourceType: 'Observation',
          contained: [{ resourceType: 'Organization', id: 'o', active: true }],
          performer: [{ reference: '#o' }],
        },
        [],
      ],
      [
        {
          resourceType: 'Observation',
          contained: [{ resourceType: 'Organization', id: 'o', active: false }],
          performer: [{ reference: '#o' }],
        },
        [['Observation.performer', /slice `active`/]],
      ],
      [{ resourceType: 'Observation', performer: [{ reference: 'Organization/1' }] }, []],
    ],
  },
  {
    rule: 'by exists',
    definitions: [
      profile('Organization', {
        'Organization.identifier': { slicing: by('exists', 'assigner') },
        'Organization.identifier:given': { max: '1' },
        'Organization.identifier:given.assigner': { min: 1 },
        'Organization.identifier:own': {},
        'Organization.identifier:own.assigner': { max: '0' },
        'Organization.identifier:own.value': { min: 1 },
      }),
    ],
    cases: [
      [org([{ assigner: { display: 'x' } }, { value: 'a' }]), []],
      [org([{ system: 'a' }]), [['Organization.identifier[0].value', /missing/]]],
      [
        org([{ assigner: { display: 'x' } }, { assigner: { display: 'x' } }]),
        [['Organization.identifier[1]', /slice `given`/]],
      ],
    ],
  },
  {
    rule: 'by profile of a resource in an entry',
    definitions: [
      profile('Bundle', {
        'Bundle.entry': { slicing: by('profile', 'resource') },
        'Bundle.entry:named': { min: 1 },
        'Bundle.entry:named.resource': { type: [{ code: 'Organization', profile: ['urn:named'] }] },
      }),
      profile('Organization', { 'Organization.name': { min: 1 } }, 'urn:named'),
    ],
    cases: [
      [{ resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Organization', name: 'a' } }] }, []],
      [
        {
          resourceType: 'Bundle',
          entry: [
            { resource: { resourceType: 'Organization' } },
            { resource: { resourceType: 'Location', name: 'a' } },
          ],
        },
        [['Bundle.entry', /slice `named`/]],
      ],
    ],
  },
  {
    rule: 'without a discriminator: by all that the slice asks',
    definitions: [
      profile('Organization', {
        'Organization.identifier': { slicing: { rules: 'closed' } },
        'Organization.identifier:a.system': { min: 1, fixedUri: 'urn:a' },
      }),
    ],
    cases: [
      [org([{ system: 'urn:a' }]), []],
      [org([{ value: '1' }]), [['Organization.identifier[0]', /matches no slice/]]],
    ],
  },
  {
    rule: 'slices of a slice',
    definitions: [
      bySystem('open', {
        'Organization.identifier:b': { max: '2', slicing: by('value', 'use', 'closed') },
        'Organization.identifier:b/old': { max: '1' },
        'Organization.identifier:b/old.use': { fixedCode: 'old' },
        'Organization.identifier:b/old.period': { min: 1 },
      }),
    ],
    cases: [
      [
        org([
          { system: 'urn:a', value: '1' },
          { system: 'urn:b', use: 'old', period: { end: '2020' } },
        ]),
        [],
      ],
      [
        org([
          { system: 'urn:a', value: '1', use: 'usual' },
          { system: 'urn:b', use: 'old' },
          { system: 'urn:b', use: 'usual' },
        ]),
        [
          ['Organization.identifier[1].period', /missing/],
          ['Organization.identifier[2]', /matches no slice.*use is "usual"/],
        ],
      ],
    ],
  },
  {
    rule: 'the default slice takes what no other does',
    definitions: [
      bySystem('closed', {
        'Organization.identifier:@default': {},
        'Organization.identifier:@default.use': { min: 1 },
      }),
    ],
    cases: [
      [
        org([
          { system: 'urn:a', value: '1' },
          { system: 'urn:x', use: 'old' },
        ]),
        [],
      ],
      [org([{ system: 'urn:a', value: '1' }, { system: 'urn:x' }]), [['Organization.identifier[1].use', /missing/]]],
    ],
  },
  {
    rule: 'a missing slice is reported once, though it leaves the list too short as well',
    definitions: [bySystem('open', { 'Organization.identifier': { min: 1, slicing: by('value', 'system') } })],
    cases: [[org([]), [['Organization.identifier', /slice `a`/]]]],
  },
];

describe.each(rows)('$rule', ({ definitions, cases }) => {
  it.each(cases.map(([resource, expected]) => [JSON.stringify(resource), resource, expected] as const))(
    '%s',
    (_, resource, expected) => {
      expect(judge(definitions, resource)).toEqual(
        expected.map(([expression, text, hint = '']): unknown =>
          expect.objectContaining({
            expression,
            text: expect.stringMatching(text),
            hint: expect.stringContaining(hint),
          }),
        ),
      );
    },
  );
});

describe('a slice that says nothing about its discriminator', () => {
  it('is told when it is loaded, and refuses nothing', () => {
    const registry = new ProfileRegistry();
    const problems = registry.load([
      profile('Organization', {
        'Organization.identifier': { slicing: by('value', 'system', 'closed') },
        'Organization.identifier:a': { min: 1 },
      }),
    ]);
    expect(problems).toEqual([
      {
        severity: 'warning',
        source: 'urn:test',
        text: expect.stringMatching(/slice a of Organization\.identifier .*system/),
      },
    ]);
    expect(validateProfiles(org([{ system: 'x' }]), registry, ['urn:test'])).toEqual([]);
  });
});
