import { FhirError } from '../../src/fhir/errors/fhir-error';
import type { JsonObject } from '../../src/fhir/json/json-value';
import { DEFAULT_LIMITS } from '../../src/fhir/patch/patch-options';
import { Budget } from '../../src/fhir/patch/path/evaluator';
import { pathOf } from '../../src/fhir/patch/path/location';
import { compilePath } from '../../src/fhir/patch/path/patch-path';

export const compile = (text: string): ReturnType<typeof compilePath> => compilePath(text, DEFAULT_LIMITS, 'here');

export const budget = (deadlineMs = 1000): Budget => new Budget(deadlineMs);

export const locate = (text: string, resource: JsonObject): string[] =>
  compile(text).locate(resource, budget()).map(pathOf);

export const EQUIPMENT = 'https://example.org/equipment';

export const organization: JsonObject = {
  resourceType: 'Organization',
  name: 'n',
  _name: { extension: [{ url: 'p', valueCode: 'c' }] },
  alias: ['a', null, 'c'],
  _alias: [null, { extension: [{ url: 'p', valueString: 'x' }] }, null],
  identifier: [
    { system: 'x', value: '1' },
    { system: 'y', value: '2', period: { start: '2020-01-01' } },
  ],
  type: [{ coding: [{ system: 's', code: 'a' }] }, { coding: [{ system: 's', code: 'b' }, { code: 'c' }] }],
  text: { status: 'generated', div: '<div>x</div>' },
  contained: [{ resourceType: 'Patient', id: 'c', name: [{ family: 'f' }], deceasedBoolean: true }],
  extension: [
    {
      url: EQUIPMENT,
      extension: [
        { url: 'kind', valueCodeableConcept: { coding: [{ code: '089' }] } },
        { url: 'count', valueInteger: 3 },
      ],
    },
    {
      url: EQUIPMENT,
      extension: [
        { url: 'kind', valueCodeableConcept: { coding: [{ code: '001' }] } },
        { url: 'count', valueInteger: 5 },
      ],
    },
    { url: 'q', valueQuantity: { value: 300, unit: 'kg' } },
  ],
};

export function faultOf(text: string): FhirError | undefined {
  try {
    compile(text).locate(organization, budget(DEFAULT_LIMITS.deadlineMs));
    return undefined;
  } catch (fault) {
    if (fault instanceof FhirError) return fault;
    throw fault;
  }
}
