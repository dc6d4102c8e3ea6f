import type { IssueDetail } from '../errors/fhir-error';
import type { JsonObject, JsonValue } from '../json/json-value';
import { ProfileRegistry } from './profile-registry';
import { validateProfiles } from './validate-profiles';

const CORE = 'http://hl7.org/fhir/StructureDefinition/';

/** A profile by its differential: ids, and what is said of each. */
function profile(type: string, elements: Record<string, JsonObject>, more: JsonObject = {}): JsonObject {
  const element = Object.entries(elements).map(([id, rest]) => ({ id, path: id.replace(/:[^.]+/g, ''), ...rest }));
  return {
    resourceType: 'StructureDefinition',
    url: 'urn:test',
    name: 'Test',
    type,
    kind: 'resource',
    derivation: 'constraint',
    baseDefinition: CORE + type,
    differential: { element },
    ...more,
  };
}

function extension(url: string, elements: Record<string, JsonObject>): JsonObject {
  return profile('Extension', { 'Extension.url': { fixedUri: url }, ...elements }, { url, name: url });
}

function issuesOf(definitions: readonly JsonObject[], resource: JsonObject): IssueDetail[] {
  const registry = new ProfileRegistry();
  expect(registry.load(definitions)).toEqual([]);
  return validateProfiles(resource, registry, ['urn:test']);
}

const org = (members: JsonObject): JsonObject => ({ resourceType: 'Organization', ...members });
const obs = (members: JsonObject): JsonObject => ({ resourceType: 'Observation', ...members });
const coded = (system: string, code: string): JsonObject => ({ coding: [{ system, code }] });

interface Row {
  readonly rule: string;
  readonly definitions: readonly JsonObject[];
  readonly good: readonly JsonObject[];
  /** Each has exactly the one issue. */
  readonly bad: readonly (readonly [JsonObject, Omit<Partial<IssueDetail>, 'text'> & { text: RegExp }])[];
}

const match = (issue: Omit<Partial<IssueDetail>, 'text'> & { text: RegExp }): unknown => ({
  ...issue,
  text: expect.stringMatching(issue.text),
  ...(issue.hint !== undefined && { hint: expect.stringContaining(issue.hint) }),
});

const rows: Row[] = [
  {
    rule: 'min counts the occurrences',
    definitions: [profile('Organization', { 'Organization.identifier': { min: 2 } })],
    good: [org({ identifier: [{ value: 'a' }, { value: 'b' }] })],
    bad: [
      [org({}), { code: 'required', expression: 'Organization.identifier', path: [], text: /missing.*at least 2/ }],
      [org({ identifier: [{ value: 'a' }] }), { code: 'required', text: /is there once/, hint: 'Add `identifier`' }],
    ],
  },
  {
    rule: 'max counts the occurrences',
    definitions: [
      profile('Organization', { 'Organization.identifier': { max: '1' }, 'Organization.alias': { max: '0' } }),
    ],
    good: [org({ identifier: [{ value: 'a' }] }), org({})],
    bad: [
      [
        org({ identifier: [{ value: 'a' }, { value: 'b' }] }),
        { expression: 'Organization.identifier[1]', path: ['identifier', 1], text: /2 times.*allows 1/ },
      ],
      [org({ alias: ['x'] }), { expression: 'Organization.alias[0]', text: /not allowed/ }],
    ],
  },
  {
    rule: 'what is below an absent parent is not asked for',
    definitions: [profile('Organization', { 'Organization.contact.name.family': { min: 1 } })],
    good: [org({}), org({ contact: [{}] }), org({ contact: [{ name: { family: 'a' } }] })],
    bad: [
      [
        org({ contact: [{ name: { text: 'a' } }] }),
        { expression: 'Organization.contact[0].name.family', text: /missing/ },
      ],
    ],
  },
  {
    rule: 'a primitive is present with extensions only, and its extensions can be asked for',
    definitions: [
      profile('Organization', {
        'Organization.name': { min: 1 },
        'Organization.name.extension': { min: 1 },
      }),
    ],
    good: [org({ _name: { extension: [{ url: 'x', valueCode: 'a' }] } })],
    bad: [
      [
        org({ name: 'a', _name: { id: 'x' } }),
        { expression: 'Organization.name.extension', path: ['_name'], text: /missing/ },
      ],
    ],
  },
  {
    rule: 'fixed is exactly the value',
    definitions: [
      profile('Organization', {
        'Organization.active': { fixedBoolean: true },
        'Organization.type': { fixedCodeableConcept: coded('urn:s', 'a') },
      }),
    ],
    good: [org({}), org({ active: true, type: [coded('urn:s', 'a')] })],
    bad: [
      [org({ active: false }), { code: 'value', expression: 'Organization.active', text: /fixes/, hint: 'true' }],
      [org({ type: [{ ...coded('urn:s', 'a'), text: 'x' }] }), { expression: 'Organization.type[0]', text: /fixes/ }],
    ],
  },
  {
    rule: 'pattern is contained in the value',
    definitions: [profile('Organization', { 'Organization.type': { patternCodeableConcept: coded('urn:s', 'a') } })],
    good: [org({ type: [{ coding: [{ code: 'b' }, { system: 'urn:s', code: 'a', display: 'A' }], text: 'x' }] })],
    bad: [[org({ type: [coded('urn:s', 'b')] }), { code: 'value', expression: 'Organization.type[0]', text: /lacks/ }]],
  },
  {
    rule: 'maxLength counts characters',
    definitions: [profile('Organization', { 'Organization.name': { maxLength: 3 } })],
    good: [org({ name: 'abc' }), org({ name: '😀😀😀' })],
    bad: [
      [org({ name: 'abcd' }), { code: 'too-long', expression: 'Organization.name', text: /4 characters.*allows 3/ }],
    ],
  },
  {
    rule: 'minValue and maxValue bound numbers, dates and quantities',
    definitions: [
      profile('Observation', {
        'Observation.value[x]': { minValueInteger: 1, maxValueInteger: 5 },
        'Observation.issued': { minValueInstant: '2020-01-01T00:00:00Z' },
        'Observation.referenceRange.low': { maxValueQuantity: { value: 3, code: 'kg' } },
      }),
    ],
    good: [
      obs({ valueInteger: 1, issued: '2020-01-01T00:00:00Z' }),
      obs({ referenceRange: [{ low: { value: 3, code: 'kg' } }, { low: { value: 9, code: 'g' } }] }),
    ],
    bad: [
      [obs({ valueInteger: 0 }), { expression: 'Observation.value', path: ['valueInteger'], text: /is 0.*1 at least/ }],
      [obs({ valueInteger: 6 }), { text: /5 at most/ }],
      [obs({ issued: '2019-12-31T23:59:59Z' }), { expression: 'Observation.issued', text: /at least/ }],
      [obs({ referenceRange: [{ low: { value: 4, code: 'kg' } }] }), { text: /at most/ }],
    ],
  },
  {
    rule: 'types of a choice are narrowed',
    definitions: [
      profile('Observation', { 'Observation.value[x]': { min: 1, type: [{ code: 'string' }, { code: 'Quantity' }] } }),
    ],
    good: [obs({ valueString: 'a' }), obs({ valueQuantity: { value: 1 } })],
    bad: [
      [
        obs({ valueBoolean: true }),
        { expression: 'Observation.value', text: /of type boolean/, hint: 'string or Quantity' },
      ],
      [obs({}), { code: 'required', expression: 'Observation.value', text: /missing/ }],
    ],
  },
  {
    rule: 'a type in a path stands for a closed choice',
    definitions: [profile('Observation', { 'Observation.valueQuantity.code': { min: 1 } })],
    good: [obs({ valueQuantity: { code: 'kg' } })],
    bad: [
      [obs({ valueQuantity: { value: 1 } }), { expression: 'Observation.value.code', text: /missing/ }],
      [obs({ valueString: 'a' }), { expression: 'Observation.value', text: /matches no slice.*type is string|string/ }],
    ],
  },
  {
    rule: 'a literal reference has one of the target types',
    definitions: [
      profile('PractitionerRole', {
        'PractitionerRole.organization': { type: [{ code: 'Reference', targetProfile: ['urn:target'] }] },
      }),
      profile('Location', {}, { url: 'urn:target', name: 'Target' }),
    ],
    good: [
      { resourceType: 'PractitionerRole', organization: { reference: 'Location/1' } },
      { resourceType: 'PractitionerRole', organization: { reference: 'urn:uuid:1' } },
    ],
    bad: [
      [
        { resourceType: 'PractitionerRole', organization: { reference: 'Organization/1' } },
        {
          code: 'value',
          expression: 'PractitionerRole.organization.reference',
          text: /of type Organization/,
          hint: 'Location',
        },
      ],
      [
        {
          resourceType: 'PractitionerRole',
          contained: [{ resourceType: 'Endpoint', id: 'e' }],
          organization: { reference: '#e' },
        },
        { text: /of type Endpoint/ },
      ],
    ],
  },
  {
    rule: 'extensions are told by their url and judged by their definition',
    definitions: [
      profile('Organization', {
        'Organization.extension:a': { min: 1, max: '1', type: [{ code: 'Extension', profile: ['urn:ext:a'] }] },
      }),
      extension('urn:ext:a', { 'Extension.value[x]': { min: 1, type: [{ code: 'code' }] } }),
    ],
    good: [
      org({
        extension: [
          { url: 'urn:other', valueString: 'x' },
          { url: 'urn:ext:a', valueCode: 'x' },
        ],
      }),
    ],
    bad: [
      [
        org({ extension: [{ url: 'urn:other', valueString: 'x' }] }),
        { code: 'required', expression: 'Organization.extension', text: /slice `a`/, hint: 'url is "urn:ext:a"' },
      ],
      [
        org({
          extension: [
            { url: 'urn:ext:a', valueCode: 'x' },
            { url: 'urn:ext:a', valueCode: 'y' },
          ],
        }),
        { expression: 'Organization.extension[1]', text: /slice `a`.*2 entries.*1 at most/ },
      ],
      [
        org({ extension: [{ url: 'urn:ext:a', valueString: 'x' }] }),
        { expression: 'Organization.extension[0].value', path: ['extension', 0, 'valueString'], text: /urn:ext:a/ },
      ],
    ],
  },
  {
    rule: 'extensions within slices of extensions, with what the slice adds to their definition',
    definitions: [
      profile('Organization', {
        'Organization.extension:a': { type: [{ code: 'Extension', profile: ['urn:ext:a'] }] },
        'Organization.extension:a.extension:inner': { min: 1 },
        'Organization.extension:a.extension:inner.value[x]': { patternCode: 'fix' },
      }),
      extension('urn:ext:a', {
        'Extension.extension:inner': { max: '1' },
        'Extension.extension:inner.url': { fixedUri: 'inner' },
        'Extension.extension:inner.value[x]': { type: [{ code: 'code' }] },
        'Extension.value[x]': { max: '0' },
      }),
    ],
    good: [org({ extension: [{ url: 'urn:ext:a', extension: [{ url: 'inner', valueCode: 'fix' }] }] }), org({})],
    bad: [
      [
        org({ extension: [{ url: 'urn:ext:a', extension: [{ url: 'x', valueCode: 'fix' }] }] }),
        {
          expression: 'Organization.extension[0].extension',
          text: /slice `inner`/,
          hint: 'extension[0] matches no slice: url is "x"',
        },
      ],
      [
        org({ extension: [{ url: 'urn:ext:a', extension: [{ url: 'inner', valueCode: 'other' }] }] }),
        { expression: 'Organization.extension[0].extension[0].value', text: /lacks/ },
      ],
      [
        org({ extension: [{ url: 'urn:ext:a', extension: [{ url: 'inner', valueString: 'fix' }] }] }),
        { text: /of type string/ },
      ],
    ],
  },
  {
    rule: 'what a definition and the profile that uses it both ask is told once',
    definitions: [
      profile('Organization', {
        'Organization.extension:a': { type: [{ code: 'Extension', profile: ['urn:ext:a'] }] },
        'Organization.extension:a.extension:inner.value[x]': { patternCode: 'fix' },
      }),
      extension('urn:ext:a', {
        'Extension.extension:inner': { min: 1, max: '1' },
        'Extension.extension:inner.url': { fixedUri: 'inner' },
        'Extension.extension:inner.value[x]': { min: 1, type: [{ code: 'code' }] },
      }),
    ],
    good: [org({ extension: [{ url: 'urn:ext:a', extension: [{ url: 'inner', valueCode: 'fix' }] }] })],
    bad: [
      [org({ extension: [{ url: 'urn:ext:a' }] }), { text: /slice `inner`.*urn:ext:a/ }],
      [
        org({ extension: [{ url: 'urn:ext:a', extension: [{ url: 'inner' }] }] }),
        { expression: 'Organization.extension[0].extension[0].value', text: /missing.*urn:ext:a/ },
      ],
    ],
  },
  {
    rule: 'a choice of a primitive with extensions is one value',
    definitions: [profile('Observation', { 'Observation.value[x].extension': { max: '1' } })],
    good: [obs({ valueString: 'a', _valueString: { extension: [{ url: 'x', valueCode: 'a' }] } })],
    bad: [
      [
        obs({ valueString: 'a', _valueString: { extension: [{ url: 'x' }, { url: 'y' }] } }),
        { expression: 'Observation.value.extension[1]', path: ['_valueString', 'extension', 1], text: /2 times/ },
      ],
    ],
  },
  {
    rule: 'an invariant of R4 itself is left to the validation of R4',
    definitions: [
      profile('Organization', {
        Organization: {
          constraint: ['Organization', 'urn:other'].map((source, at) => ({
            key: `k-${at}`,
            severity: 'error',
            human: 'x',
            expression: 'name.exists()',
            source: at === 0 ? CORE + source : source,
          })),
        },
      }),
    ],
    good: [org({ name: 'a' })],
    bad: [[org({}), { text: /k-1/ }]],
  },
  {
    rule: 'a profile of a datatype applies to the element',
    definitions: [
      profile('Observation', {
        'Observation.value[x]': { type: [{ code: 'Quantity', profile: [`${CORE}SimpleQuantity`] }] },
        'Observation.code': { type: [{ code: 'CodeableConcept', profile: ['urn:cc:a', 'urn:cc:b'] }] },
      }),
      profile('CodeableConcept', { 'CodeableConcept.text': { min: 1 } }, { url: 'urn:cc:a', name: 'A' }),
      profile('CodeableConcept', { 'CodeableConcept.coding': { min: 1 } }, { url: 'urn:cc:b', name: 'B' }),
    ],
    good: [obs({ valueQuantity: { value: 1 }, code: { text: 'a' } }), obs({ code: { coding: [{ code: 'a' }] } })],
    bad: [
      [
        obs({ valueQuantity: { value: 1, comparator: '<' } }),
        { expression: 'Observation.value.comparator', text: /not allowed by the profile SimpleQuantity/ },
      ],
      [obs({ code: { id: 'x' } }), { expression: 'Observation.code', text: /fits none/, hint: 'urn:cc:a or urn:cc:b' }],
    ],
  },
  {
    rule: 'a derived profile keeps what its base asks',
    definitions: [
      profile('Organization', { 'Organization.name': { min: 1 } }, { baseDefinition: 'urn:base' }),
      profile('Organization', { 'Organization.active': { min: 1 } }, { url: 'urn:base', name: 'Base' }),
    ],
    good: [org({ name: 'a', active: true })],
    bad: [
      [org({ name: 'a' }), { expression: 'Organization.active', text: /missing/ }],
      [org({ active: true }), { expression: 'Organization.name', text: /missing/ }],
    ],
  },
  {
    rule: 'invariants are FHIRPath on their element, %resource the resource around it',
    definitions: [
      profile('Organization', {
        'Organization.contact': {
          constraint: [
            {
              key: 'c-1',
              severity: 'error',
              human: 'A contact is named.',
              expression: 'name.exists() or %resource.active',
            },
          ],
        },
        'Organization.name': {
          constraint: [{ key: 'c-2', severity: 'warning', human: 'A name is short', expression: '$this.length() < 5' }],
        },
      }),
    ],
    good: [org({ active: true, contact: [{ telecom: [] }] }), org({ contact: [{ name: { text: 'a' } }] })],
    bad: [
      [
        org({ contact: [{ name: { text: 'a' } }, { id: 'x' }] }),
        {
          severity: 'error',
          code: 'invariant',
          expression: 'Organization.contact[1]',
          text: /A contact is named \(c-1 of the profile Test\)\./,
        },
      ],
      [
        org({ name: 'abcdef' }),
        { severity: 'warning', code: 'invariant', expression: 'Organization.name', text: /c-2/ },
      ],
    ],
  },
  {
    rule: 'resources within resources are judged where the profile names their type',
    definitions: [
      profile('Bundle', {
        'Bundle.entry.resource': { type: [{ code: 'Organization', profile: ['urn:entry'] }] },
      }),
      profile('Organization', { 'Organization.name': { min: 1 } }, { url: 'urn:entry', name: 'Entry' }),
    ],
    good: [{ resourceType: 'Bundle', entry: [{ resource: org({ name: 'a' }) }] }],
    bad: [
      [
        { resourceType: 'Bundle', entry: [{ resource: org({}) }] },
        { expression: 'Bundle.entry[0].resource.name', path: ['entry', 0, 'resource'], text: /Entry/ },
      ],
      [
        { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Location' } }] },
        { expression: 'Bundle.entry[0].resource', text: /is of type Location/ },
      ],
    ],
  },
  {
    rule: 'a profile is for its type',
    definitions: [profile('Organization', {})],
    good: [org({})],
    bad: [
      [
        { resourceType: 'Location' },
        { code: 'structure', expression: 'Location', text: /is for Organization, not for Location/ },
      ],
    ],
  },
  {
    rule: 'a required binding is an error, an extensible one a warning, an unknown value set nothing',
    definitions: [
      profile('Organization', {
        'Organization.type': { binding: { strength: 'required', valueSet: 'urn:vs' } },
        'Organization.contact.purpose': { binding: { strength: 'extensible', valueSet: 'urn:vs' } },
        'Organization.contact.name.use': { binding: { strength: 'required', valueSet: 'urn:nowhere' } },
      }),
      {
        resourceType: 'ValueSet',
        url: 'urn:vs',
        compose: { include: [{ system: 'urn:s', concept: [{ code: 'alpha' }, { code: 'beta' }] }] },
      },
    ],
    good: [
      org({ type: [coded('urn:s', 'alpha')], contact: [{ purpose: coded('urn:s', 'beta'), name: { use: 'x' } }] }),
      org({
        type: [
          {
            coding: [
              { system: 'urn:t', code: 'x' },
              { system: 'urn:s', code: 'alpha' },
            ],
          },
        ],
        contact: [{ purpose: { text: 'x' } }],
      }),
    ],
    bad: [
      [
        org({ type: [coded('urn:s', 'alphe')] }),
        {
          severity: 'error',
          code: 'code-invalid',
          expression: 'Organization.type[0]',
          text: /"alphe" of "urn:s"/,
          hint: 'Did you mean "alpha"',
        },
      ],
      [
        org({ type: [coded('urn:vs', 'alpha')] }),
        { text: /value set urn:vs/, hint: 'That is the address of the value set. The system is urn:s.' },
      ],
      [org({ type: [{ text: 'x' }] }), { code: 'code-invalid', text: /has no code/ }],
      [
        org({ contact: [{ purpose: coded('urn:s', 'x') }] }),
        { severity: 'warning', code: 'code-invalid', expression: 'Organization.contact[0].purpose', text: /"x"/ },
      ],
    ],
  },
  {
    rule: 'where the content of a value set is not known, only the system is judged',
    definitions: [
      profile('Organization', { 'Organization.type': { binding: { strength: 'required', valueSet: 'urn:vs' } } }),
      { resourceType: 'ValueSet', url: 'urn:vs', compose: { include: [{ system: 'urn:s' }] } },
    ],
    good: [org({ type: [coded('urn:s', 'anything')] })],
    bad: [[org({ type: [coded('urn:t', 'anything')] }), { text: /urn:t/, hint: 'The system is urn:s' }]],
  },
];

describe.each(rows)('$rule', ({ definitions, good, bad }) => {
  it.each(good.map((resource) => [JSON.stringify(resource), resource] as const))('accepts %s', (_, resource) => {
    expect(issuesOf(definitions, resource)).toEqual([]);
  });
  it.each(bad.map(([resource, issue]) => [JSON.stringify(resource), resource, issue] as const))(
    'refuses %s',
    (_, resource, issue) => {
      expect(issuesOf(definitions, resource)).toEqual([expect.objectContaining(match(issue) as object)]);
    },
  );
});

describe('an expression that cannot be evaluated', () => {
  it('is told, and refuses nothing', () => {
    const constraint = [
      { key: 'x', severity: 'error', human: 'x', expression: "name.memberOf('urn:vs')" },
    ] as JsonValue;
    const issues = issuesOf([profile('Organization', { Organization: { constraint } })], org({ name: 'a' }));
    expect(issues).toEqual([expect.objectContaining({ severity: 'information', code: 'not-supported' })]);
  });
});
