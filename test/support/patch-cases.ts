import type { JsonObject } from '../../src/fhir/json/json-value';
import { applyFhirPathPatch } from '../../src/fhir/patch/apply-patch';

export type Part = JsonObject;

export const path = (text: string): Part => ({ name: 'path', valueString: text });

export const name = (text: string): Part => ({ name: 'name', valueString: text });

export const operation = (type: string, ...parts: Part[]): JsonObject => ({
  name: 'operation',
  part: [{ name: 'type', valueCode: type }, ...parts],
});

export const value = (content: JsonObject): Part => ({ name: 'value', ...content });

export const text = (content: string): Part => value({ valueString: content });

export const add = (at: string, child: string, what: Part): JsonObject => operation('add', path(at), name(child), what);

export const replace = (at: string, what: Part): JsonObject => operation('replace', path(at), what);

const patient: JsonObject = { resourceType: 'Patient', id: 'p' };

export const organization: JsonObject = { resourceType: 'Organization', id: 'o' };

const numbers = (...values: string[]): JsonObject[] => values.map((each) => ({ value: each }));

export interface Case {
  rule: string;
  before: JsonObject;
  operations: JsonObject[];
  after: JsonObject;
}

/** A case with the members of a Patient or an Organization before and after. */
function on(base: JsonObject) {
  return (rule: string, before: JsonObject, operations: JsonObject[], after: JsonObject): Case => ({
    rule,
    before: { ...base, ...before },
    operations,
    after: { ...base, ...after },
  });
}

export const ofPatient = on(patient);

export const ofOrganization = on(organization);

export const four = { identifier: numbers('1', '2', '3', '4') };

export const order = (...values: string[]): JsonObject => ({ identifier: numbers(...values) });

export const contact = (...parts: Part[]): Part => value({ part: parts });

export const DATA_ABSENT = { extension: [{ url: 'http://example.org/absent', valueCode: 'unknown' }] };

export function does({ before, operations, after }: Case): void {
  const result = applyFhirPathPatch(before, { resourceType: 'Parameters', parameter: operations });
  expect(result).toMatchObject({ ok: true });
  expect(result.ok && result.resource).toEqual(after);
}
