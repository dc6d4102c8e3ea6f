import type { ElementDefinition, StructureDefinition } from 'fhir/r4';
import { completeSnapshot } from './snapshot';

const CORE = 'http://hl7.org/fhir/StructureDefinition/';

function profile(
  type: string,
  elements: ElementDefinition[],
  more: Partial<StructureDefinition> = {},
): StructureDefinition {
  return {
    resourceType: 'StructureDefinition',
    url: 'urn:test',
    name: 'Test',
    status: 'active',
    kind: 'resource',
    abstract: false,
    type,
    derivation: 'constraint',
    baseDefinition: CORE + type,
    differential: { element: elements },
    ...more,
  };
}

const systemType = (system: string, fhirType: string) => ({
  extension: [{ url: `${CORE}structuredefinition-fhir-type`, valueUrl: fhirType }],
  code: `http://hl7.org/fhirpath/System.${system}`,
});

const snapshotOf = (
  definition: StructureDefinition,
  ...others: StructureDefinition[]
): Map<string, ElementDefinition> =>
  new Map(
    completeSnapshot(definition, (url) => others.find((other) => other.url === url)).snapshot!.element.map((it) => [
      it.id!,
      it,
    ]),
  );

describe('completeSnapshot', () => {
  it('gives every element of the type, in its order, with path, cardinality, type and base', () => {
    const definition = profile('Organization', [{ id: 'Organization.name', path: 'Organization.name', min: 1 }]);
    const snapshot = snapshotOf(definition);
    const ids = [...snapshot.keys()];
    expect(ids.slice(0, 4)).toEqual([
      'Organization',
      'Organization.id',
      'Organization.meta',
      'Organization.implicitRules',
    ]);
    expect(ids.indexOf('Organization.contact.purpose')).toBe(ids.indexOf('Organization.contact.modifierExtension') + 1);
    expect(snapshot.get('Organization.name')).toEqual({
      id: 'Organization.name',
      path: 'Organization.name',
      min: 1,
      max: '1',
      base: { path: 'Organization.name', min: 0, max: '1' },
      type: [{ code: 'string' }],
      definition: 'As Organization.name of FHIR R4.',
      constraint: [expect.objectContaining({ key: 'ele-1' })],
    });
    expect(definition.snapshot).toBeUndefined();
  });

  it.each<[string, string, ElementDefinition[], string, Partial<ElementDefinition>]>([
    [
      'the root has itself as its base',
      'Organization',
      [],
      'Organization',
      { base: { path: 'Organization', min: 0, max: '*' } },
    ],
    [
      'what a profile says in words is the definition',
      'Organization',
      [{ id: 'Organization.name', path: 'Organization.name', short: 'Its name' }],
      'Organization.name',
      { definition: 'Its name' },
    ],
    ['an id has a type of FHIRPath', 'Organization', [], 'Organization.id', { type: [systemType('String', 'string')] }],
    ['so has the url of an extension', 'Extension', [], 'Extension.url', { type: [systemType('String', 'uri')] }],
    ['another url has one of FHIR', 'Attachment', [], 'Attachment.url', { type: [{ code: 'url' }] }],
    [
      'and the value of a primitive, with the base it has',
      'Organization',
      [{ id: 'Organization.active.value', path: 'Organization.active.value', min: 1 }],
      'Organization.active.value',
      { base: { path: 'boolean.value', min: 0, max: '1' }, type: [systemType('Boolean', 'boolean')] },
    ],
  ])('is R4: %s', (_, type, elements, id, expected) => {
    expect(snapshotOf(profile(type, elements)).get(id)).toMatchObject(expected);
  });

  it('says of every element what it is, and what it is based on', () => {
    for (const element of snapshotOf(profile('HealthcareService', [])).values()) {
      expect(element).toMatchObject({ definition: expect.stringMatching(/./), base: { path: expect.anything() } });
    }
  });

  it.each<[string, string, string, string[]]>([
    [
      'a resource: its own, and those of what it is derived from',
      'Organization',
      'Organization',
      ['dom-2', 'dom-3', 'dom-4', 'dom-5', 'org-1'],
    ],
    ['an element: that of any', 'Organization', 'Organization.name', ['ele-1']],
    ['an element with rules: these too', 'Organization', 'Organization.telecom', ['ele-1', 'org-3']],
    ['an extension: where it is used as well', 'Organization', 'Organization.extension', ['ele-1', 'ext-1']],
    ['a contained resource: none', 'Organization', 'Organization.contained', []],
    ['an id: none', 'Organization', 'Organization.id', []],
    ['a choice', 'Extension', 'Extension.value[x]', ['ele-1']],
    ['the definition of an extension', 'Extension', 'Extension', ['ele-1', 'ext-1']],
  ])('has the invariants of R4 on %s', (_, type, id, keys) => {
    const { constraint = [] } = snapshotOf(profile(type, [])).get(id)!;
    expect(constraint.map(({ key }) => key).sort()).toEqual(keys);
    for (const it of constraint) {
      expect(it).toMatchObject({
        severity: 'error',
        human: expect.stringMatching(/^[A-Z].*[^.]\.$/),
        expression: expect.stringMatching(/./),
        source: expect.stringContaining(CORE),
      });
    }
  });

  it('adds the invariants of profiles to those of R4, and lets them take their place', () => {
    const added = (key: string) => ({ key, severity: 'warning' as const, human: 'Own.' });
    const path = 'Organization.name';
    const snapshot = snapshotOf(profile('Organization', [{ path, constraint: [added('own-1'), added('ele-1')] }]));
    expect(snapshot.get(path)!.constraint).toEqual([added('own-1'), added('ele-1')]);
    const other = snapshotOf(profile('Organization', [{ path, constraint: [added('own-1')] }]));
    expect(other.get(path)!.constraint!.map(({ key }) => key)).toEqual(['ele-1', 'own-1']);
  });

  it.each([
    ['HealthcareService.specialty', 'preferred', 'c80-practice-codes'],
    ['HealthcareService.language', 'preferred', 'languages'],
    ['HealthcareService.availableTime.daysOfWeek', 'required', 'days-of-week'],
  ])('has the binding of R4 on %s', (id, strength, set) => {
    const { binding } = snapshotOf(profile('HealthcareService', [])).get(id)!;
    expect(binding).toEqual({ strength, valueSet: `http://hl7.org/fhir/ValueSet/${set}` });
  });

  it('binds nothing where nothing may be', () => {
    const snapshot = snapshotOf(profile('Organization', [{ path: 'Organization.language', max: '0' }]));
    expect(snapshot.get('Organization.language')).not.toHaveProperty('binding');
  });

  it('refers to anonymous types where R4 does', () => {
    const snapshot = snapshotOf(profile('Questionnaire', []));
    expect(snapshot.get('Questionnaire.item.item')).toMatchObject({ contentReference: '#Questionnaire.item' });
    expect(snapshot.has('Questionnaire.item.linkId')).toBe(true);
    expect(snapshot.has('Questionnaire.item.item.linkId')).toBe(false);
  });

  it('spells out the elements of a datatype only where something is said of them', () => {
    const path = 'Organization.identifier.system';
    const snapshot = snapshotOf(profile('Organization', [{ id: path, path, min: 1 }]));
    expect(snapshot.get(path)).toMatchObject({ min: 1, type: [{ code: 'uri' }] });
    expect(snapshot.has('Organization.identifier.value')).toBe(true);
    expect(snapshot.has('Organization.telecom.system')).toBe(false);
  });

  it('makes a slice from what is said of all entries, except how many there must be', () => {
    const snapshot = snapshotOf(
      profile('Organization', [
        { id: 'Organization.identifier', path: 'Organization.identifier', min: 2, mustSupport: true },
        { id: 'Organization.identifier:a', path: 'Organization.identifier', sliceName: 'a', max: '1' },
        { id: 'Organization.identifier:a.value', path: 'Organization.identifier.value', min: 1 },
      ]),
    );
    expect(snapshot.get('Organization.identifier:a')).toMatchObject({
      sliceName: 'a',
      min: 0,
      max: '1',
      mustSupport: true,
    });
    expect(snapshot.get('Organization.identifier:a.value')).toMatchObject({
      path: 'Organization.identifier.value',
      min: 1,
    });
    expect(snapshot.get('Organization.identifier')).toMatchObject({ min: 2, slicing: { rules: 'open' } });
  });

  it('reads ids that are missing off the path and the slice before', () => {
    const snapshot = snapshotOf(
      profile('Organization', [
        { path: 'Organization.extension', sliceName: 'a' },
        { path: 'Organization.extension.extension', sliceName: 'b', min: 1 },
        { path: 'Organization.extension.extension.url', fixedUri: 'b' },
      ]),
    );
    expect(snapshot.get('Organization.extension:a.extension:b')).toMatchObject({ min: 1 });
    expect(snapshot.get('Organization.extension:a.extension:b.url')).toMatchObject({ fixedUri: 'b' });
    expect(snapshot.get('Organization.extension')).toMatchObject({
      slicing: { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' },
    });
  });

  it('lays it over the base profile, and adds to its constraints', () => {
    const constraint = (key: string): ElementDefinition['constraint'] => [{ key, severity: 'error', human: key }];
    const base = profile('Organization', [{ path: 'Organization.name', min: 1, constraint: constraint('a') }], {
      url: 'urn:base',
    });
    const derived = profile(
      'Organization',
      [{ path: 'Organization.name', maxLength: 9, constraint: constraint('b') }],
      {
        baseDefinition: 'urn:base',
      },
    );
    expect(snapshotOf(derived, base).get('Organization.name')).toMatchObject({
      min: 1,
      maxLength: 9,
      constraint: [{ key: 'ele-1' }, { key: 'a' }, { key: 'b' }],
    });
  });

  it('takes what stands below an element from the profile of its type', () => {
    const ext = profile(
      'Extension',
      [
        { id: 'Extension.url', path: 'Extension.url', fixedUri: 'urn:ext' },
        { id: 'Extension.value[x]', path: 'Extension.value[x]', type: [{ code: 'code' }] },
      ],
      { url: 'urn:ext' },
    );
    const snapshot = snapshotOf(
      profile('Organization', [
        { path: 'Organization.extension', sliceName: 'e', type: [{ code: 'Extension', profile: ['urn:ext'] }] },
        { path: 'Organization.extension.value[x]', patternCode: 'x' },
      ]),
      ext,
    );
    expect(snapshot.get('Organization.extension:e.url')).toMatchObject({ fixedUri: 'urn:ext' });
    expect(snapshot.get('Organization.extension:e.value[x]')).toMatchObject({
      type: [{ code: 'code' }],
      patternCode: 'x',
    });
  });

  it('does not depend on what was compiled before', () => {
    const plain = profile('Organization', []);
    const before = [...snapshotOf(plain).keys()];
    snapshotOf(profile('Organization', [{ path: 'Organization.identifier.assigner.display', min: 1 }]));
    expect([...snapshotOf(plain).keys()]).toEqual(before);
  });

  it.each([
    [
      'an unknown base',
      profile('Organization', [], { baseDefinition: 'urn:nowhere' }),
      /base urn:nowhere is not known/,
    ],
    [
      'an unknown element',
      profile('Organization', [{ path: 'Organization.nmae' }]),
      /Organization\.nmae, which does not exist/,
    ],
    [
      'an element below a primitive',
      profile('Organization', [{ path: 'Organization.name.x' }]),
      /name\.x, which does not exist/,
    ],
    ['no base', profile('Organization', [], { baseDefinition: undefined }), /does not name a base/],
  ])('refuses %s', (_, definition, reason) => {
    expect(() => snapshotOf(definition)).toThrow(reason);
  });

  it('refuses bases in a circle', () => {
    const one = profile('Organization', [], { url: 'urn:one', baseDefinition: 'urn:two' });
    const two = profile('Organization', [], { url: 'urn:two', baseDefinition: 'urn:one' });
    expect(() => snapshotOf(one, one, two)).toThrow(/its own base/);
  });
});
