import {
  itRefuses,
  PART,
  bad,
  integer,
  no,
  of,
  one,
  operation,
  patch,
  patient,
  replaceName,
  text,
  type Refusal,
} from '../../../test/support/fhir-path-patch';

describe('places, the server’s elements and limits (rows 19 to 26)', () => {
  itRefuses([
    {
      rule: 'row 19: insert beyond the end',
      body: one(
        of('insert', 'Organization.telecom', { value: { valueContactPoint: { value: 'x' } }, index: integer(3) }),
      ),
      kind: no,
      expression: PART(3),
      says: '0 to 2',
    },
    {
      rule: 'row 19: insert at a negative index',
      body: one(of('insert', 'Organization.alias', { value: text('x'), index: integer(-1) })),
      kind: no,
      expression: PART(3),
      says: 'only index is 0',
    },
    {
      rule: 'row 19: insert into what does not repeat',
      body: one(of('insert', 'Organization.name', { value: text('x'), index: integer(0) })),
      kind: no,
      says: 'does not repeat',
    },
    {
      rule: 'row 19: insert into a part of a list',
      body: one(
        of('insert', "Organization.telecom.where(system = 'phone')", {
          value: { valueContactPoint: { value: 'x' } },
          index: integer(0),
        }),
      ),
      kind: no,
      expression: PART(1),
      says: 'End the path with the name of the list',
    },
    {
      rule: 'row 20: source out of range',
      body: one(of('move', 'Organization.telecom', { source: integer(2), destination: integer(0) })),
      kind: no,
      expression: PART(2),
      says: '0 to 1',
    },
    {
      rule: 'row 20: destination out of range',
      body: one(of('move', 'Organization.telecom', { source: integer(0), destination: integer(2) })),
      kind: no,
      expression: PART(3),
      says: '0 to 1',
    },
    {
      rule: 'row 20: move of an absent list',
      body: one(of('move', 'Organization.alias', { source: integer(0), destination: integer(0) })),
      kind: no,
      code: 'not-found',
    },
    ...['Organization.id', 'Organization.meta.versionId', 'Organization.meta.lastUpdated'].flatMap(
      (path): Refusal[] => [
        {
          rule: `row 22: delete of ${path}`,
          body: one(of('delete', path)),
          kind: no,
          code: 'business-rule',
          expression: PART(1),
        },
        {
          rule: `row 22: replace of ${path}`,
          body: one(
            of('replace', path, {
              value: path.endsWith('lastUpdated') ? { valueInstant: '2025-01-01T00:00:00Z' } : { valueId: 'other' },
            }),
          ),
          kind: no,
          code: 'business-rule',
        },
        {
          rule: `row 22: an extension on ${path}`,
          body: one(
            of('add', path, {
              name: text('extension'),
              value: {
                part: [
                  { name: 'url', valueUri: 'u' },
                  { name: 'value', valueCode: 'a' },
                ],
              },
            }),
          ),
          kind: no,
          code: 'business-rule',
        },
      ],
    ),
    {
      rule: 'row 22: meta replaced by one with another version',
      body: one(of('replace', 'Organization.meta', { value: { valueMeta: { versionId: '9' } } })),
      kind: no,
      code: 'business-rule',
    },
    {
      rule: 'row 22: a version added where there is none',
      body: one(of('add', 'Patient', { name: text('meta'), value: { valueMeta: { versionId: '9' } } })),
      on: patient,
      kind: no,
      code: 'business-rule',
    },
    {
      rule: 'row 22: an id added where there is none',
      body: one(of('add', 'Organization', { name: text('id'), value: { valueId: 'x' } })),
      on: { resourceType: 'Organization' },
      kind: no,
      code: 'business-rule',
    },
    { rule: 'row 22: resourceType', body: replaceName('Organization.resourceType'), kind: no },
    {
      rule: 'row 22: delete of the resource itself',
      body: one(of('delete', 'Organization')),
      kind: no,
      code: 'not-supported',
      expression: PART(1),
    },
    {
      rule: 'row 22: replace of the resource itself',
      body: one(of('replace', '$this', { value: { resource: { resourceType: 'Organization' } } })),
      kind: no,
      code: 'not-supported',
    },
    {
      rule: 'row 26: too many operations',
      body: patch(...Array.from({ length: 3 }, () => operation(of('delete', 'name')))),
      options: { limits: { operations: 2 } },
      kind: 'too-large',
    },
    {
      rule: 'row 26: a lower limit on paths',
      body: replaceName('Organization.name'),
      options: { limits: { pathLength: 10 } },
      kind: bad,
      code: 'too-long',
    },
  ]);
});
