import { BROKEN, invariants, mutated, Org } from '../../../test/fixtures/r4/broken';
import { VALID } from '../../../test/fixtures/r4/valid-resources';
import { inEnglish } from '../../../test/support/in-english';
import type { JsonObject, JsonValue } from '../json/json-value';
import { validateResource as validate, type ValidationOptions } from './validate-resource';

const validateResource = (resource: JsonObject, options?: ValidationOptions) => inEnglish(validate(resource, options));

describe('validateResource', () => {
  it.each(Object.entries(VALID))('finds nothing in a valid %s', (_, resource) => {
    expect(validateResource(resource)).toEqual([]);
  });

  it.each(Object.entries(BROKEN).flatMap(([group, rows]) => rows.map((row) => [group, ...row] as const)))(
    '%s: %s in %s.%s',
    (_group, _rule, base, place, value, code, expression) => {
      const issues = validateResource(mutated(base, place, value));
      expect(issues.map(({ code, expression }) => ({ code, expression }))).toEqual([{ code, expression }]);
      expect(issues[0]).toMatchObject({
        text: expect.stringMatching(/\S[.?]$/),
        hint: expect.stringMatching(/\S[.?]$/),
        path: expect.any(Array),
      });
    },
  );

  it('names the invariant that does not hold', () => {
    for (const [rule, base, place, value] of invariants) {
      expect(String(validateResource(mutated(base, place, value))[0]!.text)).toContain(/^\w+-\d+/.exec(rule)![0]);
    }
  });

  it.each([
    [
      'the nearest element',
      { resourceType: 'Organization', name: 'a', adress: [] },
      'Organization has an unknown element `adress`; did you mean `address`?',
      'Rename it to `address`, or remove it.',
    ],
    [
      'the list',
      { resourceType: 'Organization', name: 'a', type: { coding: {} } },
      '`type` must be a list, not an object.',
      'Write [ { … } ] around it, also for a single value.',
    ],
    [
      'the nearest type',
      { resourceType: 'Organisation' },
      '"Organisation" is not a resource type of FHIR R4.',
      'Did you mean Organization?',
    ],
    [
      'the nearest code',
      { resourceType: 'Practitioner', gender: 'femal' },
      '"femal" is not a code of the value set administrative-gender.',
      'Did you mean "female"? Use one of: male, female, other, unknown.',
    ],
    [
      'a missing type',
      {},
      'The resource does not say its type.',
      'Add "resourceType": "Organization", or the type it has.',
    ],
    [
      'the types of a choice',
      { resourceType: 'Patient', deceasedDate: '2024' },
      'Patient has an unknown element `deceasedDate`; did you mean `deceasedDateTime`?',
      'The name of this element ends with the type of its value: deceasedBoolean, deceasedDateTime.',
    ],
    [
      'the day that is not',
      { resourceType: 'Practitioner', birthDate: '2023-02-30' },
      '"2023-02-30" is not a date.',
      'The month has no day 30.',
    ],
    [
      'a number without quotes',
      { resourceType: 'Practitioner', telecom: [{ rank: '1' }] },
      '`rank` must be a number, not a string.',
      'Write 1 without quotes.',
    ],
  ] as [string, JsonObject, string, string][])('hints at %s', (_, resource, text, hint) => {
    expect(validateResource(resource)[0]).toMatchObject({ text, hint });
  });

  it('gives the place as JSON members too; of a missing element, the place of its owner', () => {
    const paths = (base: string, place: string, value?: JsonValue) =>
      validateResource(mutated(base, place, value)).map(({ path }) => path);
    expect(paths(Org, 'address.0._line.0.extension.0.valueString', 1)).toEqual([
      ['address', 0, '_line', 0, 'extension', 0, 'valueString'],
    ]);
    expect(paths(Org, 'extension.0.url')).toEqual([['extension', 0]]);
    expect(paths(Org, 'contained.1.nom', 'x')).toEqual([['contained', 1, 'nom']]);
  });

  it('checks a required binding of a concept', () => {
    const allergy = (clinicalStatus: JsonObject): JsonObject => ({
      resourceType: 'AllergyIntolerance',
      patient: { display: 'x' },
      clinicalStatus,
    });
    expect(validateResource(allergy({ coding: [{ code: 'active' }] }))).toEqual([]);
    expect(validateResource(allergy({ text: 'x' }))).toMatchObject([
      { code: 'code-invalid', expression: 'AllergyIntolerance.clinicalStatus' },
    ]);
    expect(validateResource(allergy({ coding: [{ code: 'activ' }] }))).toMatchObject([{ code: 'code-invalid' }]);
  });

  it('keeps the contained resources of nested resources apart', () => {
    const bundle: JsonObject = {
      resourceType: 'Bundle',
      id: 'b',
      type: 'collection',
      entry: [{ resource: { resourceType: 'Location' } }],
    };
    const contained = [bundle, { resourceType: 'Organization', id: 'parent', name: 'x' }];
    const extension = [{ url: 'urn:x', valueReference: { reference: '#b' } }];
    expect(
      validateResource({
        resourceType: 'Organization',
        name: 'a',
        contained,
        extension,
        partOf: { reference: '#parent' },
      }),
    ).toEqual([]);
  });

  it.each(['<a href="#b">x</a>', "<img alt='x' src='#b'/>"])('counts a narrative as a reference: %s', (content) => {
    const contained: JsonObject[] = [{ resourceType: 'Location', id: 'b' }];
    const text = { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${content} y</div>` };
    expect(validateResource({ resourceType: 'Organization', name: 'a', text, contained })).toEqual([]);
  });

  it('lets a transaction ask for what a reference means', () => {
    const resource = { resourceType: 'Organization', name: 'a', partOf: { reference: 'Organization?identifier=a' } };
    const entry = [{ resource, request: { method: 'POST', url: 'Organization' } }];
    expect(validateResource({ resourceType: 'Bundle', type: 'transaction', entry })).toEqual([]);
  });

  it('finds every fault, in the order of the JSON', () => {
    const issues = validateResource({
      resourceType: 'Organization',
      nom: 1,
      telecom: { value: '1', use: 'x' },
      active: 'oui',
    });
    expect(issues.map(({ expression }) => expression)).toEqual([
      'Organization.nom',
      'Organization.telecom',
      'Organization.telecom.use',
      'Organization.telecom',
      'Organization.active',
      'Organization',
    ]);
  });

  it('stops at the limit and says so', () => {
    const telecom = Array.from({ length: 500 }, () => ({ value: '1' }));
    const issues = validateResource({ resourceType: 'Organization', name: 'a', telecom }, { maxIssues: 7 });
    expect(issues).toHaveLength(8);
    expect(issues[7]).toMatchObject({ severity: 'information', code: 'informational' });
    expect(validateResource({ resourceType: 'Organization', name: 'a', telecom })).toHaveLength(101);
    expect(
      validateResource({ resourceType: 'Organization', name: 'a', telecom: telecom.slice(0, 7) }, { maxIssues: 7 }),
    ).toHaveLength(7);
  });

  it('keeps control characters and long texts of a client out of its messages', () => {
    const [issue] = validateResource({ resourceType: 'Organization', name: 'a', [`x\r\ny${'z'.repeat(5000)}`]: 1 });
    expect(issue!.text).not.toMatch(/[\r\n]/);
    expect(issue!.text.length).toBeLessThan(200);
    expect(issue!.expression!.length).toBeLessThan(200);
  });
});
