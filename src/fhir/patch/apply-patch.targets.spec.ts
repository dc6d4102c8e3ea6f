import {
  itRefuses,
  PART,
  integer,
  no,
  of,
  one,
  patient,
  replaceName,
  text,
  type Refusal,
} from '../../../test/support/fhir-path-patch';

describe('what a path or a name cannot mean is refused (rows 10 to 14)', () => {
  itRefuses([
    ...['replace', 'add', 'insert', 'move'].map((type): Refusal => ({
      rule: `row 10: ${type} with no match`,
      body: one(
        of(type, 'Organization.contact.telecom', {
          ...(type === 'add' && { name: text('value') }),
          ...(type !== 'move' && { value: text('x') }),
          ...(type === 'insert' && { index: integer(0) }),
          ...(type === 'move' && { source: integer(0), destination: integer(0) }),
        }),
      ),
      kind: no,
      expression: PART(1),
      code: 'not-found',
      says: 'matches nothing',
    })),
    {
      rule: 'row 10: a path of another type',
      body: replaceName('Patient.name'),
      kind: no,
      code: 'not-found',
      says: 'begin the path with Organization',
    },
    {
      rule: 'row 10: says what prefix matches',
      body: replaceName("Organization.telecom.where(system = 'fax').value"),
      kind: no,
      says: '`Organization.telecom` matches 2 elements; none meets the condition',
    },
    {
      rule: 'row 10: says the legal indexes',
      body: replaceName('Organization.telecom[2].value'),
      kind: no,
      says: 'the indexes are 0 to 1',
    },
    {
      rule: 'row 10: says the nearest name',
      body: replaceName('Organization.telecom[0].vlaue'),
      kind: no,
      says: 'did you mean `value`?',
    },
    {
      rule: 'row 10: says when the element is absent',
      body: replaceName('Organization.telecom[0].period.start'),
      kind: no,
      says: '`period` is absent there: use add',
    },
    {
      rule: 'row 10: says it of the first element too',
      body: replaceName('nmae'),
      kind: no,
      says: 'did you mean `name`?',
    },
    ...['replace', 'delete'].map((type): Refusal => ({
      rule: `row 11: ${type} with several matches`,
      body: one(
        of(type, 'Organization.telecom', type === 'replace' ? { value: { valueContactPoint: { value: 'x' } } } : {}),
      ),
      kind: no,
      expression: PART(1),
      code: 'multiple-matches',
      says: 'matches 2 elements',
    })),
    {
      rule: 'row 11: add to several parents',
      body: one(of('add', 'Organization.telecom', { name: text('use'), value: { valueCode: 'work' } })),
      kind: no,
      code: 'multiple-matches',
    },
    {
      rule: 'row 13: add of a non-repeating element that is there',
      body: one(of('add', 'Organization', { name: text('name'), value: text('x') })),
      kind: no,
      code: 'duplicate',
      expression: PART(2),
      says: 'Organization.name',
    },
    {
      rule: 'row 13: add of a choice that is there with another type',
      body: one(of('add', 'Patient', { name: text('deceased'), value: { valueDateTime: '2020' } })),
      on: patient,
      kind: no,
      code: 'duplicate',
    },
    {
      rule: 'row 13: add of a primitive that has only an extension',
      body: one(of('add', 'Organization', { name: text('name'), value: text('x') })),
      on: { resourceType: 'Organization', _name: { id: 'x' } },
      kind: no,
      code: 'duplicate',
    },
    {
      rule: 'row 14: add of an unknown element',
      body: one(of('add', 'Organization', { name: text('telecoms'), value: text('x') })),
      kind: no,
      expression: PART(2),
      says: 'telecom',
    },
    {
      rule: 'row 14: a name that an object inherits',
      body: one(of('add', 'Organization', { name: text('__proto__'), value: text('x') })),
      kind: no,
      expression: PART(2),
    },
    {
      rule: 'row 14: a name that is a path',
      body: one(of('add', 'Organization', { name: text('type/0'), value: text('x') })),
      kind: no,
      expression: PART(2),
    },
    {
      rule: 'row 14: a name with the underscore of JSON',
      body: one(of('add', 'Organization', { name: text('_name'), value: text('x') })),
      kind: no,
    },
    {
      rule: 'row 14: a choice whose name says another type than the value',
      body: one(of('add', 'Patient', { name: text('multipleBirthBoolean'), value: integer(1) })),
      on: patient,
      kind: no,
      code: 'value',
      says: 'valueBoolean',
    },
  ]);
});
