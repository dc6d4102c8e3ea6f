import { fhirSchemas, schemaName } from './fhir-schemas';

const schemas = fhirSchemas(['Organization']);
const outline = fhirSchemas(['Organization'], { outline: true });

describe('fhirSchemas', () => {
  it.each(['Organization', 'Organization_contact', 'HumanName', 'dateTime', 'Bundle', 'OperationOutcome', 'Timing'])(
    'has a component %s: served types and all they are made of',
    (name) => expect(schemas).toHaveProperty(name),
  );

  it('leaves out what no served type uses', () => expect(schemas).not.toHaveProperty('Patient'));

  it.each([
    ['full', schemas],
    ['outline', outline],
  ])('points only to components that exist (%s)', (_name, all) => {
    const targets = [...JSON.stringify(all).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name!);
    expect(targets.filter((name) => !Object.hasOwn(all, name))).toEqual([]);
    expect(targets.length).toBeGreaterThan(100);
  });

  it('demands the members FHIR demands', () => {
    expect(schemas['Organization']?.required).toEqual(['resourceType']);
    expect(schemas['Extension']?.required).toEqual(['url']);
    expect(schemas['Narrative']?.required).toEqual(['status', 'div']);
  });

  it.each([
    ['Organization', 'name', true],
    ['Organization', '_name', true],
    ['Organization', 'resourceType', true],
    ['Organization', 'nom', false],
    ['Organization', '_telecom', false],
    ['Organization', '_resourceType', false],
    ['Extension', '_valueString', true],
    ['Extension', 'valueAddress', true],
    ['Extension', '_valueAddress', false],
  ])('%s: can it have %s? %s', (type, name, legal) => {
    const { propertyNames } = schemas[type] as { propertyNames: { pattern: string } };
    expect(new RegExp(propertyNames.pattern, 'u').test(name)).toBe(legal);
  });

  it.each([
    ['Organization', '_name', { $ref: '#/components/schemas/Element' }],
    ['Organization', '_alias', { type: 'array' }],
    ['HumanName', '_given', { type: 'array' }],
  ])('%s: %s holds ids and extensions, one by one', (type, name, schema) => {
    const patterns = Object.entries((schemas[type]?.patternProperties ?? {}) as Record<string, object>);
    expect(patterns.filter(([pattern]) => new RegExp(pattern, 'u').test(name))).toEqual([
      [expect.any(String), expect.objectContaining(schema)],
    ]);
  });

  it('lets generated clients keep what they have no member for', () => {
    const objects = Object.values(schemas).filter(({ type }) => type === 'object');
    expect(objects.length).toBeGreaterThan(50);
    expect(objects.filter(({ additionalProperties }) => additionalProperties !== true)).toEqual([]);
  });

  it('names the codes of a required value set', () => {
    expect(schemas['ContactPoint']?.properties?.['system']).toMatchObject({
      enum: expect.arrayContaining(['phone', 'sms']),
    });
  });

  it('spells a choice out: one member a type, all fifty of Extension.value', () => {
    const members = Object.keys(schemas['Extension']?.properties ?? {});
    expect(members.filter((name) => name.startsWith('value'))).toHaveLength(50);
  });

  it('asks for one member of a mandatory choice', () => {
    const [choice] = (schemas['UsageContext'] as { allOf: { oneOf: { required: string[] }[] }[] }).allOf;
    expect(choice?.oneOf.flatMap(({ required }) => required)).toContain('valueCodeableConcept');
  });

  it('lets null fill the gaps of a list of primitives', () => {
    expect(schemas['Address']?.properties?.['line']).toMatchObject({ items: { anyOf: [{}, { type: 'null' }] } });
  });

  it.each([
    ['id', 'Clinique-Nord.1', 'Clinique_Nord'],
    ['dateTime', '2026-01-31T08:00:00+01:00', '2026-13'],
    ['date', '2026-01', '2026-1-31'],
    ['code', 'one two', ' x'],
    ['instant', '2026-01-31T08:00:00Z', '2026-01-31'],
  ])('%s: the pattern takes %s, not %s', (type, good, bad) => {
    const pattern = new RegExp(schemas[type]?.pattern ?? '(?!)', 'u');
    expect([pattern.test(good), pattern.test(bad)]).toEqual([true, false]);
  });

  it('has no pattern that takes exponential time', () => expect(schemas['base64Binary']).not.toHaveProperty('pattern'));

  it('outlines: no patterns, no open choice', () => {
    expect(Object.keys(outline['Extension']?.properties ?? {})).toEqual(['id', 'extension', 'url']);
    expect(outline['Extension']).not.toHaveProperty('patternProperties');
    expect(JSON.stringify(outline).length).toBeLessThan(JSON.stringify(schemas).length);
  });
});

it('schemaName is legal as the name of a component', () =>
  expect(schemaName('Organization.contact')).toBe('Organization_contact'));
