import type { JsonObject } from '../../src/fhir';
import { HALF, entries, narrative, nested, text } from './bodies';
import {
  JSON_TYPE,
  diff,
  fhirPatch,
  jsonPatch,
  named,
  operation,
  organization,
  times,
  validate,
  xmlPatch,
  type LoopCase,
  type LoopRequest,
} from './requests';

const post = (path: string, body: JsonObject): LoopRequest => ({
  method: 'POST',
  path,
  type: JSON_TYPE,
  body: JSON.stringify(body),
});
const parameters = (parameter: readonly JsonObject[]): JsonObject => ({
  resourceType: 'Parameters',
  parameter: [...parameter],
});

/** Resources of other types, which R4's own rules are about. */
const judged: Readonly<Record<string, () => JsonObject>> = {
  'an Observation of 10,000 components': () => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'a' },
    component: times(9_000, (i) => ({ code: { text: `${i}` }, valueString: 'a' })),
  }),
  'a StructureDefinition of 5,000 elements': () => ({
    resourceType: 'StructureDefinition',
    url: 'urn:sd',
    name: 'A',
    status: 'draft',
    kind: 'resource',
    abstract: false,
    type: 'Organization',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Organization',
    derivation: 'constraint',
    snapshot: {
      element: times(5_000, (i) => ({ id: `Organization.a${i}`, path: `Organization.a${i}`, min: 0, max: '1' })),
    },
    differential: { element: times(2_000, (i) => ({ id: `Organization.b${i}`, path: `Organization.b${i}` })) },
  }),
  'a CodeSystem of 12,000 concepts': () => ({
    resourceType: 'CodeSystem',
    status: 'draft',
    content: 'complete',
    concept: times(12_000, (i) => ({ code: `${i}`, display: 'a' })),
  }),
  'a CodeSystem of equal codes': () => ({
    resourceType: 'CodeSystem',
    status: 'draft',
    content: 'complete',
    concept: times(12_000, () => ({ code: 'a', display: 'a' })),
  }),
  'a ConceptMap': () => ({
    resourceType: 'ConceptMap',
    status: 'draft',
    group: [{ element: times(8_000, (i) => ({ code: `${i}`, target: [{ code: 'a', equivalence: 'equal' }] })) }],
  }),
  'a nested Questionnaire': () => ({
    resourceType: 'Questionnaire',
    status: 'draft',
    item: times(400, (i) =>
      nested(25, (inner) => ({ linkId: `${i}`, type: 'group', text: 'a', item: [inner] }), {
        linkId: 'x',
        type: 'string',
        text: 'b',
      }),
    ),
  }),
  'a Questionnaire of conditions': () => ({
    resourceType: 'Questionnaire',
    status: 'draft',
    item: times(4_000, (i) => ({
      linkId: `${i}`,
      type: 'choice',
      text: 'a',
      enableWhen: [{ question: '0', operator: '=', answerInteger: 1 }],
      answerOption: [{ valueInteger: 1 }],
    })),
  }),
  'a QuestionnaireResponse': () => ({
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    item: times(9_000, (i) => ({ linkId: `${i}`, answer: [{ valueInteger: i }] })),
  }),
  'a Patient of contacts': () => ({
    resourceType: 'Patient',
    contact: times(15_000, (i) => ({ name: { text: `${i}` } })),
  }),
  'a Claim': () => ({
    resourceType: 'Claim',
    item: times(9_000, (i) => ({ sequence: i + 1, productOrService: { text: 'a' } })),
  }),
  'a Timing of events': () => ({
    resourceType: 'Task',
    status: 'draft',
    intent: 'order',
    input: times(9_000, () => ({ type: { text: 'a' }, valueTiming: { repeat: { count: 1 } } })),
  }),
  'a SearchParameter of a long expression': () => ({
    resourceType: 'SearchParameter',
    url: 'urn:sp',
    name: 'A',
    status: 'draft',
    description: 'a',
    code: 'a',
    base: ['Organization'],
    type: 'string',
    expression: text('a.', 1_800_000),
  }),
  'a document of 9,000 entries': () => ({
    resourceType: 'Bundle',
    type: 'document',
    identifier: { system: 'urn:a', value: 'a' },
    timestamp: '2020-01-01T00:00:00Z',
    entry: times(9_000, (i) => ({
      fullUrl: `urn:uuid:${i}`,
      resource: { resourceType: 'Basic', id: `${i}`, code: { text: 'a' } },
    })),
  }),
  'a Bundle of equal full URLs': () => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: times(12_000, () => ({ fullUrl: 'urn:uuid:0', resource: { resourceType: 'Basic' } })),
  }),
  'a Bundle of references within': () => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: times(4_000, (i) => ({
      fullUrl: `urn:uuid:${i}`,
      resource: { resourceType: 'Basic', code: { text: 'a' }, subject: { reference: `urn:uuid:${(i + 1) % 4_000}` } },
    })),
  }),
  'a Bundle in a Bundle': () =>
    nested(
      30,
      (inner) => ({
        resourceType: 'Bundle',
        type: 'collection',
        entry: [
          { resource: inner },
          ...times(300, () => ({ resource: { resourceType: 'Basic', code: { text: 'a' } } })),
        ],
      }),
      { resourceType: 'Basic', code: { text: 'a' } },
    ),
  '1,000 contained that refer to each other': () =>
    organization({
      contained: times(4_000, (i) => ({
        resourceType: 'Location',
        id: `c${i}`,
        partOf: { reference: `#c${(i + 1) % 4_000}` },
      })),
      extension: [{ url: 'urn:x', valueReference: { reference: '#c0' } }],
    }),
  'a narrative that names 20,000 contained': () =>
    organization({
      contained: times(12_000, (i) => ({ resourceType: 'Location', id: `c${i}` })),
      text: narrative(times(12_000, (i) => `<a href="#c${i}">a</a>`).join('')),
    }),
  'Parameters of 16,000': () => parameters(entries((i) => ({ name: `p${i}`, valueInteger: i })) as JsonObject[]),
  'Parameters 30 deep': () =>
    parameters(times(500, () => nested(28, (inner) => ({ name: 'p', part: [inner] }), { name: 'p', valueInteger: 1 }))),
  'a Binary': () => ({ resourceType: 'Binary', contentType: 'application/pdf', data: text('AAAA', 1_800_000) }),
  'an OperationOutcome of 16,000': () => ({
    resourceType: 'OperationOutcome',
    issue: entries(() => ({ severity: 'error', code: 'invalid' })),
  }),
  'an unknown type': () => ({ resourceType: text('Nothing', 1_800_000) }),
};

const brackets = (depth: number, core: string): string => `${'('.repeat(depth)}${core}${')'.repeat(depth)}`;

/** Paths as long as a patch may have, a hundred of each. */
const paths: Readonly<Record<string, (i: number) => string>> = {
  'of 30 alternatives': (i) => `Organization.telecom.where(${times(30, (j) => `value = '${i}x${j}'`).join(' or ')})`,
  'of 30 alternatives for the engine': (i) =>
    `Organization.telecom.where(${times(30, (j) => `value != '${i}x${j}'`).join(' or ')})`,
  'of 30 filters in a row': (i) => `Organization.telecom${times(30, (j) => `.where(value = '${i + j}')`).join('')}`,
  'of 30 filters in each other': (i) =>
    `Organization.telecom.where(${'$this.where('.repeat(25)}value='${i}'${').exists()'.repeat(25)})`,
  'of filters over the resource': (i) => `Organization.telecom.where(%resource.telecom.where(value = '${i}').exists())`,
  'of counts': (i) => `Organization.telecom.where(%resource.telecom.count() = ${i})`,
  'of brackets': (i) => `Organization.telecom.where(${brackets(30, `value = '${i}'`)})`,
  'of skips': (i) => `Organization.telecom.skip(${i}).skip(1).skip(1).skip(1).take(5).tail().first()`,
  'of a long text': (i) => `Organization.alias.where($this = '${text('a', 900)}${i}')`,
  'of texts contained': (i) => `Organization.telecom.where(value.contains('${text('1', 800)}${i}'))`,
  'of escapes': (i) => `Organization.alias.where($this = '${text("\\'", 900)}${i}')`,
  'of a chain': (i) => `Organization${'.extension'.repeat(90)}[${i}]`,
  'of indexes': (i) => `Organization.telecom${'[0]'.repeat(60)}[${i}]`,
  'of extension()': (i) => `Organization${".extension('urn:x')".repeat(50)}[${i}]`,
};

export function operations(): LoopCase[] {
  const patched = 'patched';
  const needs = ['PUT the longest list that can be patched', 'PUT nested extensions', 'PUT telecoms', 'PUT aliases'];
  const onPatched = (name: string, request: () => LoopRequest): LoopCase => ({ name, request, needs });
  const tags = (count: number): JsonObject => ({ tag: times(count, (i) => ({ system: 'urn:t', code: `${i}` })) });
  const meta = (count: number): JsonObject => parameters([{ name: 'meta', valueMeta: tags(count) }]);
  return [
    ...Object.entries(judged).map(([name, resource]) => ({
      name: `$validate ${name}`,
      request: () => validate(resource()),
    })),
    {
      name: '$validate with an unknown profile in the resource, 1,000 times',
      request: () => validate(organization({ meta: { profile: times(1_000, (i) => `urn:p:${i}`) } })),
    },
    ...['$meta-add', '$meta-delete'].map((name) =>
      onPatched(`${name} of 15,000 tags`, () => post(`/Organization/${patched}/${name}`, meta(15_000))),
    ),
    ...['$meta-add', '$meta-delete', '$meta-add'].map((name, i) =>
      onPatched(`${name} of 999 tags, ${i}`, () => post(`/Organization/${patched}/${name}`, meta(999))),
    ),
    {
      name: '$meta with 15,000 parameters',
      request: () => post('/$meta', parameters(entries((i) => ({ name: `p${i}`, valueCode: 'a' })) as JsonObject[])),
    },
    {
      name: '$validate with 15,000 unknown parameters',
      request: () =>
        post('/$validate', parameters(entries((i) => ({ name: `p${i}`, valueCode: 'a' })) as JsonObject[])),
    },
    {
      name: '$diff of narratives',
      request: () =>
        diff(
          organization({ text: narrative(text('&amp;', HALF - 1_000)) }),
          organization({ text: narrative(text('&#38;', HALF - 1_000)) }),
        ),
    },
    {
      name: '$diff of contained resources',
      request: () =>
        diff(
          organization({ contained: times(4_000, (i) => ({ resourceType: 'Location', id: `${i}`, name: 'a' })) }),
          organization({
            contained: times(4_000, (i) => ({ resourceType: 'Location', id: `${3_999 - i}`, name: `b${i}` })),
          }),
        ),
    },
    {
      name: '$diff of concepts',
      request: () =>
        diff(
          organization({ type: times(4_000, (i) => ({ coding: [{ code: `${i}` }], text: 'a' })) }),
          organization({ type: times(4_000, (i) => ({ coding: [{ code: `${i * 7}` }], text: `${i}` })) }),
        ),
    },
    ...Object.entries(paths).map(([name, path]) =>
      onPatched(`Patch: 100 paths ${name}`, () =>
        fhirPatch(
          patched,
          times(100, (i) => operation('delete', path(i))),
        ),
      ),
    ),
    ...Object.entries(paths).map(([name, path]) =>
      onPatched(`Patch: 100 replacements by paths ${name}`, () =>
        fhirPatch(
          patched,
          times(100, (i) => operation('replace', path(i), named('value', { valueContactPoint: { value: 'a' } }))),
        ),
      ),
    ),
    onPatched('Patch: 100 replacements of the whole list', () =>
      fhirPatch(
        patched,
        times(100, (i) =>
          operation(
            'replace',
            `Organization.telecom[${i * 90}]`,
            named('value', { valueContactPoint: { system: 'phone', value: `${i}` } }),
          ),
        ),
      ),
    ),
    onPatched('Patch: 100 additions of extensions', () =>
      fhirPatch(
        'extensions-nested',
        times(100, (i) =>
          operation(
            'add',
            `Organization.extension[${i}].extension[0].extension[0]`,
            named('name', { valueString: 'extension' }),
            named('value', { valueExtension: { url: 'u', valueCode: 'a' } }),
          ),
        ),
      ),
    ),
    onPatched('Patch: an operation of 15,000 parts', () =>
      fhirPatch(patched, [{ name: 'operation', part: entries((i) => ({ name: `p${i}`, valueCode: 'a' })) }]),
    ),
    onPatched('Patch: a path of 1.8 MB', () => fhirPatch(patched, [operation('delete', text('a.', 1_800_000))])),
    onPatched('Patch: 100 values of 18 KB of accents', () =>
      fhirPatch(
        patched,
        times(100, (i) =>
          operation(
            'add',
            'Organization',
            named('name', { valueString: 'alias' }),
            named('value', { valueString: `${i}${text('ﷺ', 5_000)}` }),
          ),
        ),
      ),
    ),
    onPatched('JSON Patch: 1,000 copies of one entry', () =>
      jsonPatch(
        patched,
        times(90, () => ({ op: 'copy', from: '/telecom/0', path: '/telecom/0' })),
      ),
    ),
    onPatched('JSON Patch: 1,000 replacements in a list', () =>
      jsonPatch(
        patched,
        times(1_000, (i) => ({ op: 'replace', path: `/telecom/${i}/value`, value: `${i}` })),
      ),
    ),
    onPatched('JSON Patch: 1,000 tests of 18 KB', () =>
      jsonPatch(
        patched,
        times(100, () => ({ op: 'test', path: '/telecom', value: times(150, (i) => ({ value: `${i}` })) })),
      ),
    ),
    onPatched('JSON Patch: a pointer of 1.8 MB', () =>
      jsonPatch(patched, [{ op: 'remove', path: text('/a', 1_800_000) }]),
    ),
    onPatched('JSON Patch: a pointer of escapes', () =>
      jsonPatch(patched, [{ op: 'remove', path: `/${text('~1~0', 1_800_000)}` }]),
    ),
    onPatched('JSON Patch: moves into itself', () =>
      jsonPatch(
        patched,
        times(1_000, () => ({ op: 'move', from: '/telecom', path: '/telecom/0' })),
      ),
    ),
    onPatched('XML Patch: 100 predicates', () =>
      xmlPatch(
        patched,
        times(
          100,
          (i) => `<remove sel="f:Organization/f:telecom${times(20, (j) => `[f:value/@value='${i + j}']`).join('')}"/>`,
        ),
      ),
    ),
    onPatched('XML Patch: a selector of 1.8 MB', () =>
      xmlPatch(patched, [`<remove sel="${text('f:a/', 1_800_000)}f:b"/>`]),
    ),
    onPatched('XML Patch: 100 selectors of //', () =>
      xmlPatch(
        patched,
        times(100, () => '<remove sel="//f:value//f:a//f:b"/>'),
      ),
    ),
    onPatched('XML Patch: 100 selectors of stars', () =>
      xmlPatch(
        patched,
        times(100, () => '<remove sel="*/*[*/*]/*[9]"/>'),
      ),
    ),
    onPatched('XML Patch: 100 replacements', () =>
      xmlPatch(
        patched,
        times(100, (i) => `<replace sel="f:Organization/f:telecom[${i + 1}]/f:value/@value">a${i}</replace>`),
      ),
    ),
    onPatched('XML Patch: a value of 1.8 MB', () =>
      xmlPatch(patched, [`<add sel="f:Organization">${text('<f:alias value="a"/>', 1_800_000)}</add>`]),
    ),
  ];
}
