import {
  codesOf,
  elementOf,
  isResourceType,
  jsonName,
  primitiveDefinition,
  resourceTypes,
  typeDefinition,
} from './definitions';

describe('the R4 definitions', () => {
  it('list every concrete resource type of R4', () => {
    expect(resourceTypes()).toHaveLength(146);
    expect(isResourceType('Organization')).toBe(true);
    expect(isResourceType('DomainResource')).toBe(false);
    expect(isResourceType('__proto__')).toBe(false);
  });

  it.each([
    ['Organization', 'identifier', { repeats: true, min: 0, types: ['Identifier'] }],
    ['Organization', 'name', { repeats: false, types: ['string'] }],
    ['Organization', 'partOf', { types: ['Reference'], targets: ['Organization'] }],
    ['Organization', 'contact', { repeats: true, types: ['Organization.contact'] }],
    ['Organization', 'id', { types: ['id'] }],
    ['Organization', 'extension', { repeats: true, types: ['Extension'] }],
    ['Organization.contact', 'modifierExtension', { repeats: true, types: ['Extension'] }],
    ['ContactPoint', 'system', { valueSet: 'contact-point-system' }],
    ['Extension', 'url', { min: 1, types: ['uri'], xmlAttribute: true }],
    ['Patient', 'deceased', { choice: true, types: ['boolean', 'dateTime'] }],
    ['Parameters.parameter', 'part', { repeats: true, types: ['Parameters.parameter'] }],
    ['HealthcareService.availableTime', 'daysOfWeek', { repeats: true, valueSet: 'days-of-week' }],
  ])('%s.%s', (type, name, expected) => {
    expect(elementOf(type, name)?.element).toMatchObject({ name, ...expected });
  });

  it('knows a choice by either spelling', () => {
    expect(elementOf('Patient', 'deceasedDateTime')).toMatchObject({ element: { name: 'deceased' }, type: 'dateTime' });
    const value = elementOf('Extension', 'value')!.element;
    expect(value.types).toHaveLength(50);
    expect(jsonName(value, 'CodeableConcept')).toBe('valueCodeableConcept');
  });

  it.each(['nothing', 'constructor', 'toString', 'deceasedString'])('knows no element called %s', (name) => {
    expect(elementOf('Patient', name)).toBeUndefined();
  });

  it('puts inherited elements first, in the order of the specification', () => {
    const names = typeDefinition('Organization')!.elements.map(({ name }) => name);
    expect(names.slice(0, 9)).toEqual([
      'id',
      'meta',
      'implicitRules',
      'language',
      'text',
      'contained',
      'extension',
      'modifierExtension',
      'identifier',
    ]);
  });

  it.each([
    ['boolean', 'boolean'],
    ['positiveInt', 'number'],
    ['decimal', 'number'],
    ['dateTime', 'string'],
  ])('%s travels as a JSON %s', (primitive, json) => {
    expect(primitiveDefinition(primitive)?.json).toBe(json);
  });

  it('lists the codes of required value sets', () => {
    expect(codesOf('contact-point-system')).toEqual(['phone', 'fax', 'email', 'pager', 'url', 'sms', 'other']);
  });
});
