import { inEnglish, type PlainIssue } from '../../../test/support/in-english';
import { FhirError } from '../errors/fhir-error';
import type { JsonObject, JsonValue } from '../json/json-value';
import { applyFhirPathPatch } from './apply-patch';
import type { PatchDialect } from './patch-dialect';
import type { PatchOptions, PatchResult } from './patch-options';

const organization: JsonObject = {
  resourceType: 'Organization',
  id: 'o1',
  meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z', profile: ['http://example.org/p'] },
  active: true,
  name: 'Before',
  telecom: [
    { system: 'phone', value: '1' },
    { system: 'email', value: '2' },
  ],
  extension: [{ url: 'http://example.org/e', valueString: 's' }],
};
const patient: JsonObject = { resourceType: 'Patient', id: 'p1', deceasedBoolean: false };

type Parts = Record<string, JsonObject>;
const text = (valueString: string): JsonObject => ({ valueString });
const integer = (valueInteger: number): JsonObject => ({ valueInteger });
const operation = (parts: Parts): JsonObject => ({
  name: 'operation',
  part: Object.entries(parts).map(([name, content]) => ({ name, ...content })),
});
const patch = (...operations: JsonValue[]): JsonObject => ({ resourceType: 'Parameters', parameter: operations });
const one = (parts: Parts): JsonObject => patch(operation(parts));
const of = (type: string, path: string, rest: Parts = {}): Parts => ({
  type: { valueCode: type },
  path: text(path),
  ...rest,
});
const replaceName = (path: string): JsonObject => one(of('replace', path, { value: text('After') }));

const LONG_URL = 'https://definitions.example.org/ig/fhir/dir/StructureDefinition/dir-location-supported-capacity';

const PART = (part: number): string => `Parameters.parameter[0].part[${part}]`;

interface Refusal {
  rule: string;
  body: JsonValue;
  on?: JsonObject;
  options?: PatchOptions;
  kind: 'invalid-request' | 'unprocessable' | 'too-large';
  expression?: string;
  code?: string;
  /** Must stand in the text or in the hint. */
  says?: string;
}

const valueOf = (content: JsonObject): JsonObject =>
  one(of('add', 'Organization', { name: text('contact'), value: content }));
/** An extension by parts, as many levels deep. */
const nested = (levels: number): JsonObject => {
  const inner: JsonObject =
    levels === 1 ? { name: 'value', valueCode: 'c' } : { name: 'extension', ...nested(levels - 1) };
  return { part: [{ name: 'url', valueUri: 'u' }, inner] };
};
const deepExtension = (levels: number): JsonObject => ({
  extension: [{ url: 'u', ...(levels === 1 ? { valueCode: 'c' } : deepExtension(levels - 1)) }],
});
const bad = 'invalid-request' as const;
const no = 'unprocessable' as const;

const refusals: Refusal[] = [
  { rule: 'row 1: the body is no object', body: [], kind: bad, says: 'Parameters' },
  { rule: 'row 1: the body is another resource', body: organization, kind: bad, says: 'Organization' },
  {
    rule: 'a message tells a URL whole',
    body: replaceName(`extension.where(url = 'urn:x' and ${'value.exists() and '.repeat(5)}'${LONG_URL}' = url).value`),
    kind: 'unprocessable',
    says: LONG_URL,
  },
  {
    rule: 'row 2: a parameter that is not in a list',
    body: { resourceType: 'Parameters', parameter: { name: 'operation' } },
    kind: bad,
    expression: 'Parameters.parameter',
  },
  {
    rule: 'row 2: a parameter of another name',
    body: patch({ name: 'operatoin', part: [] }),
    kind: bad,
    expression: 'Parameters.parameter[0]',
    says: 'operatoin',
  },
  { rule: 'row 2: a parameter that is no object', body: patch('x'), kind: bad, expression: 'Parameters.parameter[0]' },
  {
    rule: 'row 2: a value beside the parts',
    body: patch({ name: 'operation', valueString: 'x' }),
    kind: bad,
    says: 'valueString',
  },
  {
    rule: 'row 2: an unknown member of Parameters',
    body: { resourceType: 'Parameters', operation: [] },
    kind: bad,
    says: 'operation',
  },
  {
    rule: 'row 2: an operation without parts',
    body: patch({ name: 'operation' }),
    kind: bad,
    expression: 'Parameters.parameter[0]',
  },
  {
    rule: 'row 2: an unknown part',
    body: one(of('delete', 'Organization.name', { pth: text('x') })),
    kind: bad,
    expression: PART(2),
    says: 'path',
  },
  {
    rule: 'row 2: a part twice',
    body: patch({
      name: 'operation',
      part: [
        { name: 'type', valueCode: 'delete' },
        { name: 'path', valueString: 'a' },
        { name: 'path', valueString: 'b' },
      ],
    }),
    kind: bad,
    expression: PART(2),
    code: 'duplicate',
  },
  {
    rule: 'row 2: a part without a name',
    body: patch({ name: 'operation', part: [{ valueCode: 'delete' }] }),
    kind: bad,
    expression: PART(0),
  },
  {
    rule: 'row 3: a path that is a number',
    body: one({ type: { valueCode: 'delete' }, path: integer(1) }),
    kind: bad,
    expression: PART(1),
    says: 'valueString',
  },
  {
    rule: 'row 4: an unknown type lists the legal ones',
    body: one(of('remove', 'Organization.name')),
    kind: bad,
    expression: PART(0),
    says: 'add, insert, delete, replace, move',
  },
  {
    rule: 'row 4: a type that an object inherits',
    body: one(of('constructor', 'Organization.name')),
    kind: bad,
    expression: PART(0),
  },
  ...(
    [
      ['type', {}],
      ['path', { type: { valueCode: 'delete' } }],
      ['name', of('add', 'Organization', { value: text('x') })],
      ['value', of('add', 'Organization', { name: text('alias') })],
      ['value', of('replace', 'Organization.name')],
      ['value', of('insert', 'Organization.alias', { index: integer(0) })],
      ['index', of('insert', 'Organization.alias', { value: text('x') })],
      ['source', of('move', 'Organization.alias', { destination: integer(0) })],
      ['destination', of('move', 'Organization.alias', { source: integer(0) })],
    ] satisfies [string, Parts][]
  ).map(([part, parts]): Refusal => ({
    rule: `row 5: ${JSON.stringify(parts.type?.valueCode)} without ${part}`,
    body: one({ ...parts, ...(part === 'type' && { path: text('x') }) }),
    kind: bad,
    expression: 'Parameters.parameter[0]',
    says: part,
  })),
  {
    rule: 'row 6: name on replace, under strict handling',
    body: one(of('replace', 'Organization.name', { name: text('name'), value: text('x') })),
    options: { handling: 'strict' },
    kind: bad,
    expression: PART(2),
  },
  {
    rule: 'row 6: index on add, under strict handling',
    body: one(of('add', 'Organization', { name: text('alias'), value: text('x'), index: integer(0) })),
    options: { handling: 'strict' },
    kind: bad,
    expression: PART(4),
  },
  {
    rule: 'row 7: no FHIRPath, with its place',
    body: replaceName('Organization.name]'),
    kind: bad,
    expression: PART(1),
    says: 'character',
  },
  {
    rule: 'row 7: an empty path',
    body: one({ type: { valueCode: 'delete' }, path: text('') }),
    kind: bad,
    expression: PART(1),
  },
  {
    rule: 'row 7: a function that is not allowed, with its place',
    body: replaceName('Organization.telecom.repeat(value)'),
    kind: bad,
    expression: PART(1),
    says: 'repeat() is not allowed in a patch path, at character 22',
  },
  { rule: 'row 7: an unknown function', body: replaceName('Organization.telecom.frist()'), kind: bad, says: 'frist' },
  { rule: 'row 7: too long', body: replaceName(`Organization${'.telecom'.repeat(150)}`), kind: bad, code: 'too-long' },
  { rule: 'row 9: resolve()', body: replaceName('Organization.partOf.resolve().name'), kind: bad, says: 'resolve()' },
  {
    rule: 'row 9: a computed value, by a function that criteria may use',
    body: replaceName('Organization.telecom.count()'),
    kind: no,
    expression: PART(1),
    code: 'not-supported',
  },
  { rule: 'row 9: a comparison', body: replaceName("Organization.name = 'x'"), kind: no, code: 'not-supported' },
  { rule: 'row 9: a literal', body: replaceName("'x'"), kind: no, code: 'not-supported' },
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
  {
    rule: 'row 15: a boolean for a string',
    body: one(of('replace', 'Organization.name', { value: { valueBoolean: true } })),
    kind: no,
    code: 'value',
    expression: PART(2),
    says: 'name takes valueString',
  },
  {
    rule: 'row 15: "false" is no boolean',
    body: one(of('replace', 'Organization.active', { value: text('false') })),
    kind: no,
    code: 'value',
  },
  {
    rule: 'row 15: a text for a date',
    body: one(of('add', 'Patient', { name: text('birthDate'), value: text('2020-01-01') })),
    on: patient,
    kind: no,
    code: 'value',
    says: 'valueDate',
  },
  {
    rule: 'row 15: a text whose form the target does not have',
    body: one(of('replace', 'Organization.telecom[0].system', { value: text(' phone') })),
    kind: no,
    code: 'value',
  },
  {
    rule: 'row 15: a datatype for another one',
    body: one(of('replace', 'Organization.telecom[0]', { value: { valueAddress: { city: 'x' } } })),
    kind: no,
    code: 'value',
    says: 'valueContactPoint',
  },
  {
    rule: 'row 15: a decimal for a whole number',
    body: one(of('add', 'Organization.telecom[0]', { name: text('rank'), value: { valueDecimal: 1 } })),
    kind: no,
    code: 'value',
  },
  {
    rule: 'row 15: 0 for a positiveInt',
    body: one(of('add', 'Organization.telecom[0]', { name: text('rank'), value: integer(0) })),
    kind: no,
    code: 'value',
  },
  {
    rule: 'row 15: a datatype for an anonymous type',
    body: one(of('add', 'Organization', { name: text('contact'), value: { valueContactDetail: { name: 'x' } } })),
    kind: no,
    says: 'part, one for each child element',
  },
  {
    rule: 'row 15: a resource for a datatype',
    body: one(
      of('add', 'Organization', { name: text('partOf'), value: { resource: { resourceType: 'Organization' } } }),
    ),
    kind: no,
    code: 'value',
  },
  {
    rule: 'row 15: a value that is not of the type it says',
    body: one(of('replace', 'Organization.active', { value: { valueBoolean: 'false' } })),
    kind: bad,
    expression: PART(2),
  },
  {
    rule: 'row 15: a text for a choice that could read it in two ways',
    body: one(of('add', 'PlanDefinition.action', { name: text('definition'), value: text('x') })),
    on: { resourceType: 'PlanDefinition', action: [{ title: 'a' }] },
    kind: no,
    code: 'value',
    says: 'valueCanonical or valueUri',
  },
  { rule: 'row 15: an empty text', body: valueOf({ valueUri: '' }), kind: bad, code: 'value', expression: PART(3) },
  { rule: 'row 16: an underscore beside a datatype', body: valueOf({ _valueAddress: { id: 'x' } }), kind: bad },
  {
    rule: 'row 17: a value[x] nested too deeply',
    body: valueOf({ valueAddress: deepExtension(40) }),
    kind: bad,
    says: 'nested too deeply',
  },
  {
    rule: 'row 17: a member that reaches the prototype',
    body: valueOf({ valueAddress: JSON.parse('{ "__proto__": { "city": "x" } }') as JsonObject }),
    kind: bad,
    says: '__proto__',
  },
  {
    rule: 'row 16: parts and value[x] at once',
    body: valueOf({ valueString: 'x', part: [{ name: 'a', valueString: 'b' }] }),
    kind: bad,
    expression: PART(3),
    says: 'valueString and part',
  },
  { rule: 'row 16: two value[x]', body: valueOf({ valueString: 'x', valueCode: 'x' }), kind: bad, expression: PART(3) },
  { rule: 'row 16: no value[x]', body: valueOf({}), kind: bad, expression: PART(3) },
  {
    rule: 'row 16: value without a type',
    body: valueOf({ value: 'x' }),
    kind: bad,
    expression: PART(3),
    says: 'valueString',
  },
  {
    rule: 'row 16: valueExtension, which Parameters does not have',
    body: valueOf({ valueExtension: { url: 'x' } }),
    kind: bad,
    says: 'url, and value or extension',
  },
  {
    rule: 'row 16: a list in a value[x]',
    body: valueOf({ valueContactPoint: [{ value: 'x' }] }),
    kind: bad,
    says: 'a list',
  },
  { rule: 'row 16: an empty object', body: valueOf({ valueAddress: {} }), kind: bad },
  { rule: 'row 16: an empty list inside', body: valueOf({ valueAddress: { line: [] } }), kind: bad },
  { rule: 'row 16: null inside', body: valueOf({ valueAddress: { city: null } }), kind: bad },
  {
    rule: 'row 16: null in a list that pads nothing',
    body: valueOf({ valueAddress: { line: ['a', null] } }),
    kind: bad,
  },
  { rule: 'row 16: parts that are empty', body: valueOf({ part: [] }), kind: bad },
  {
    rule: 'row 17: an unknown child, at its own place',
    body: valueOf({ part: [{ name: 'name', part: [{ name: 'famly', valueString: 'x' }] }] }),
    kind: no,
    expression: `${PART(3)}.part[0].part[0]`,
    says: 'family',
  },
  {
    rule: 'row 17: a child without a name',
    body: valueOf({ part: [{ valueString: 'x' }] }),
    kind: bad,
    expression: `${PART(3)}.part[0]`,
  },
  {
    rule: 'row 17: a child twice that does not repeat',
    body: valueOf({
      part: [
        { name: 'address', valueAddress: { city: 'a' } },
        { name: 'address', valueAddress: { city: 'b' } },
      ],
    }),
    kind: no,
    code: 'duplicate',
    expression: `${PART(3)}.part[1]`,
  },
  {
    rule: 'row 17: a choice twice, with two types',
    body: one(
      of('add', 'Patient', {
        name: text('extension'),
        value: {
          part: [
            { name: 'url', valueUri: 'u' },
            { name: 'value', valueCode: 'a' },
            { name: 'value', valueString: 'b' },
          ],
        },
      }),
    ),
    on: patient,
    kind: no,
    code: 'duplicate',
  },
  { rule: 'row 17: nested more than 32 levels deep', body: valueOf(nested(33)), kind: bad, code: 'too-costly' },
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
  ...['Organization.id', 'Organization.meta.versionId', 'Organization.meta.lastUpdated'].flatMap((path): Refusal[] => [
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
  ]),
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
];

interface Acceptance {
  rule: string;
  body: JsonValue;
  on?: JsonObject;
  options?: PatchOptions;
  /** Members of the result. */
  gives: JsonObject;
  notes?: number;
}

const acceptances: Acceptance[] = [
  ...['valueString', 'valueCode', 'valueUri', 'valueMarkdown', 'valueId'].map((key): Acceptance => ({
    rule: `row 3: type, path and name as ${key}`,
    body: one({ type: { [key]: 'add' }, path: { [key]: 'Organization' }, name: { [key]: 'alias' }, value: text('x') }),
    gives: { alias: ['x'] },
  })),
  {
    rule: 'row 6: name on replace is ignored, with a note',
    body: one(of('replace', 'Organization.name', { name: text('name'), value: text('x') })),
    gives: { name: 'x' },
    notes: 1,
  },
  ...[
    'Organization.name',
    'name',
    '$this.name',
    '%resource.name',
    '%context.name',
    'DomainResource.name',
    'Organization.where(active).name',
  ].map((path): Acceptance => ({
    rule: `row 8: ${path}`,
    body: replaceName(path),
    gives: { name: 'After' },
  })),
  {
    rule: 'row 12: delete of nothing, with a note',
    body: one(of('delete', 'Organization.alias')),
    gives: organization,
    notes: 1,
  },
  {
    rule: 'row 12: delete by a path of another type',
    body: one(of('delete', 'Patient.name')),
    gives: organization,
    notes: 1,
  },
  {
    rule: 'row 14: a choice by its name',
    body: one(of('add', 'Patient', { name: text('multipleBirth'), value: integer(2) })),
    on: patient,
    gives: { multipleBirthInteger: 2 },
  },
  {
    rule: 'row 14: a choice by the name with its type',
    body: one(of('add', 'Patient', { name: text('multipleBirthInteger'), value: integer(2) })),
    on: patient,
    gives: { multipleBirthInteger: 2 },
  },
  {
    rule: 'row 15: text for a code',
    body: one(of('replace', 'Organization.telecom[0].system', { value: text('fax') })),
    gives: {
      telecom: [
        { system: 'fax', value: '1' },
        { system: 'email', value: '2' },
      ],
    },
  },
  {
    rule: 'row 15: a code for text',
    body: one(of('replace', 'Organization.name', { value: { valueCode: 'x' } })),
    gives: { name: 'x' },
  },
  {
    rule: 'row 15: an integer for a positiveInt',
    body: one(of('add', 'Organization.telecom[0]', { name: text('rank'), value: integer(1) })),
    gives: {
      telecom: [
        { system: 'phone', value: '1', rank: 1 },
        { system: 'email', value: '2' },
      ],
    },
  },
  {
    rule: 'row 15: an integer for a decimal',
    body: one(of('add', 'Location.position', { name: text('altitude'), value: integer(4) })),
    on: { resourceType: 'Location', position: { longitude: 1, latitude: 2 } },
    gives: { position: { longitude: 1, latitude: 2, altitude: 4 } },
  },
  {
    rule: 'row 17: 32 levels',
    body: one(of('add', 'Organization', { name: text('extension'), value: nested(32) })),
    on: { resourceType: 'Organization' },
    gives: { resourceType: 'Organization' },
  },
  {
    rule: 'row 20: source and destination the same',
    body: one(of('move', 'Organization.telecom', { source: integer(1), destination: integer(1) })),
    gives: organization,
  },
  {
    rule: 'row 22: delete of meta keeps what the server set',
    body: one(of('delete', 'Organization.meta')),
    gives: { meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z' } },
  },
  {
    rule: 'row 22: replace of meta keeps it too',
    body: one(of('replace', 'meta', { value: { valueMeta: { source: 'http://s' } } })),
    gives: { meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z', source: 'http://s' } },
  },
  {
    rule: 'row 22: the rest of meta can be patched',
    body: one(of('delete', 'Organization.meta.profile[0]')),
    gives: { meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z' } },
  },
  {
    rule: "row 22: id of a contained resource is not the server's",
    body: one(of('replace', 'Organization.contained[0].id', { value: { valueId: 'y' } })),
    on: { resourceType: 'Organization', contained: [{ resourceType: 'Endpoint', id: 'x' }] },
    gives: { contained: [{ resourceType: 'Endpoint', id: 'y' }] },
  },
  {
    rule: 'an extension of a part itself is ignored, with a note',
    body: one(of('replace', 'name', { value: { valueString: 'x', extension: [{ url: 'u', valueCode: 'c' }] } })),
    gives: { name: 'x' },
    notes: 1,
  },
];

function issuesOf(result: PatchResult): readonly PlainIssue[] {
  return result.ok ? [] : inEnglish(result.issues);
}

describe('what is refused', () => {
  it.each(refusals)('$rule', ({ body, on = organization, options, kind, expression, code, says }) => {
    const result = applyFhirPathPatch(on, body, options);
    expect(result).toMatchObject({ ok: false, kind });
    const [issue] = issuesOf(result);
    expect(issue).toMatchObject({ ...(expression && { expression }), ...(code && { code }) });
    expect(`${issue?.text} ${issue?.hint}`).toContain(says ?? '');
    expect(issue?.text).toMatch(/\.$/);
    expect(issue?.hint).toBeTruthy();
  });
});

describe('what is accepted', () => {
  it.each(acceptances)('$rule', ({ body, on = organization, options, gives, notes = 0 }) => {
    const result = applyFhirPathPatch(on, body, options);
    expect(result).toMatchObject({ ok: true });
    const resource = result.ok ? result.resource : {};
    for (const [member, value] of Object.entries(gives)) expect(resource[member]).toEqual(value);
    expect(result.ok && result.notes).toHaveLength(notes);
  });
});

describe('faults without number', () => {
  const many = Array.from({ length: 50_000 }, (_, index) => `x${index}`);
  it.each<[string, JsonObject]>([
    ['parts', patch({ name: 'operation', part: many.map((name) => ({ name })) })],
    ['members', { ...Object.fromEntries(many.map((name) => [name, 1])), resourceType: 'Parameters' }],
  ])('%s: a few of them are told', (_, body) => {
    expect(issuesOf(applyFhirPathPatch(organization, body)).length).toBeLessThan(20);
  });
});

describe('row 23: atomicity and reports', () => {
  const remove = (path: string): JsonObject => operation(of('delete', path));
  const replace = (path: string): JsonObject => operation(of('replace', path, { value: text('x') }));
  const expressions = (result: PatchResult): unknown[] => issuesOf(result).map(({ expression }) => expression);

  it('reports every operation that cannot be read, and every fault of each, together', () => {
    const body = patch(remove('name('), replace('name'), operation({ type: text('add'), nmae: text('x') }));
    expect(expressions(applyFhirPathPatch(organization, body))).toEqual([
      'Parameters.parameter[0].part[1]',
      'Parameters.parameter[2].part[1]',
      'Parameters.parameter[2]',
      'Parameters.parameter[2]',
      'Parameters.parameter[2]',
    ]);
  });

  it('reports what cannot be read, and not what cannot be applied, when there is both', () => {
    const result = applyFhirPathPatch(organization, patch(replace('alias'), remove('name(')));
    expect(result).toMatchObject({ ok: false, kind: 'invalid-request' });
    expect(expressions(result)).toEqual(['Parameters.parameter[1].part[1]']);
  });

  it('reports failing operations at different first-level elements', () => {
    const result = applyFhirPathPatch(
      organization,
      patch(replace('alias[3]'), replace('name'), replace('partOf.display')),
    );
    expect(expressions(result)).toEqual(['Parameters.parameter[0].part[1]', 'Parameters.parameter[2].part[1]']);
  });

  it('leaves out a failure that may be the consequence of an earlier one', () => {
    const failing = operation(of('add', 'Organization', { name: text('contact'), value: text('x') }));
    const body = patch(failing, replace('Organization.contact[0].name.text'), replace('alias[0]'));
    expect(expressions(applyFhirPathPatch(organization, body))).toEqual([
      'Parameters.parameter[0].part[3]',
      'Parameters.parameter[2].part[1]',
    ]);
  });

  it.each([
    '%resource.where(alias.exists()).partOf.display',
    'partOf.where(%resource.alias.exists()).display',
    'DomainResource.alias[1]',
  ])('leaves out a failure of a path whose first-level element cannot be told apart: %s', (path) => {
    expect(expressions(applyFhirPathPatch(organization, patch(replace('alias[3]'), replace(path))))).toHaveLength(1);
  });

  it('reports nothing after a failure whose first-level element cannot be told', () => {
    const body = patch(replace('(alias).first()'), replace('partOf.display'));
    expect(expressions(applyFhirPathPatch(organization, body))).toEqual(['Parameters.parameter[0].part[1]']);
  });

  it('changes nothing of the resource given', () => {
    const copy = structuredClone(organization);
    applyFhirPathPatch(organization, patch(remove('telecom[0]'), replace('name'), remove('meta.profile[0]')));
    applyFhirPathPatch(organization, patch(remove('telecom[0]'), replace('alias')));
    expect(organization).toEqual(copy);
  });

  it('shares what it does not change', () => {
    const result = applyFhirPathPatch(organization, patch(replace('telecom[0].value')));
    const resource = result.ok ? result.resource : {};
    expect(resource.meta).toBe(organization.meta);
    expect((resource.telecom as JsonValue[])[1]).toBe((organization.telecom as JsonValue[])[1]);
  });
});

describe('row 25: no effective change gives back the very object', () => {
  const add = operation(of('add', 'Organization', { name: text('alias'), value: text('x') }));
  it.each<[string, JsonObject[]]>([
    ['delete of nothing', [operation(of('delete', 'alias'))]],
    ['replace by the same', [operation(of('replace', 'name', { value: text('Before') }))]],
    ['there and back', [add, operation(of('delete', 'alias[0]'))]],
    [
      'there and back, by move',
      [0, 1].map((source) =>
        operation(of('move', 'telecom', { source: integer(source), destination: integer(1 - source) })),
      ),
    ],
  ])('%s', (_, operations) => {
    const result = applyFhirPathPatch(organization, patch(...operations));
    expect(result.ok && result.resource).toBe(organization);
  });
});

describe('dialect', () => {
  const strict = operation(of('add', 'Organization', { name: text('alias'), value: text('x') }));
  const raw: JsonObject = { name: 'operation', part: [{ name: 'type', valueString: 'appendix' }] };
  const rule = { rule: 'appendix', text: 'appendix was read as add.', expression: 'Parameters.parameter[0]' };
  const dialect: PatchDialect = {
    translate(given, { expression, report }) {
      if (given !== raw) return [given];
      report({ ...rule, expression });
      return [strict, strict];
    },
  };

  it('is asked about each operation, with the resource as the ones before left it', () => {
    const seen: unknown[] = [];
    const watching: PatchDialect = {
      translate(given, context) {
        seen.push([context.expression, context.resource.alias]);
        return dialect.translate(given, context);
      },
    };
    const body = patch(raw, operation(of('delete', 'alias[0]')));
    const result = applyFhirPathPatch(organization, body, { dialect: watching });
    expect(seen).toEqual([
      ['Parameters.parameter[0]', undefined],
      ['Parameters.parameter[1]', ['x', 'x']],
    ]);
    expect(result).toMatchObject({ ok: true, resource: { alias: ['x'] }, applied: [rule] });
  });

  it('is not asked under strict handling', () => {
    const result = applyFhirPathPatch(organization, patch(raw), { dialect, handling: 'strict' });
    expect(result).toMatchObject({ ok: false, kind: 'invalid-request' });
  });

  it('refuses by throwing, at the place of the operation', () => {
    const refusing: PatchDialect = {
      translate: () => {
        throw new FhirError('unprocessable', 'Too far.', [{ text: 'Too far.', hint: 'Send add.' }]);
      },
    };
    expect(applyFhirPathPatch(organization, patch(raw), { dialect: refusing })).toEqual({
      ok: false,
      kind: 'unprocessable',
      issues: [{ text: 'Too far.', hint: 'Send add.', expression: 'Parameters.parameter[0]' }],
    });
  });

  it('gets its faults reported at the operation, for the client did not write its parts', () => {
    const wrong: PatchDialect = { translate: () => [operation(of('replace', 'alias', { value: text('x') }))] };
    const result = applyFhirPathPatch(organization, patch(raw), { dialect: wrong });
    expect(issuesOf(result)).toMatchObject([{ expression: 'Parameters.parameter[0]', code: 'not-found' }]);
  });

  it('may translate an operation into none', () => {
    const result = applyFhirPathPatch(organization, patch(raw), { dialect: { translate: () => [] } });
    expect(result.ok && result.resource).toBe(organization);
  });

  it("is not protected from its own faults: they are ours, not the client's", () => {
    const broken: PatchDialect = {
      translate: () => {
        throw new TypeError('broken');
      },
    };
    expect(() => applyFhirPathPatch(organization, patch(raw), { dialect: broken })).toThrow(TypeError);
  });
});
