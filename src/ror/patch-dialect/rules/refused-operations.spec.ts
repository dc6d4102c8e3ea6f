import type { FhirError, JsonObject } from '../../../fhir';
import { inEnglish } from '../../../../test/support/in-english';
import { readDraft } from '../draft';
import { refusedOperations } from './refused-operations';

const page = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition-ror-location-equipment';
const named = (name: string, value: JsonObject): JsonObject => ({ name, ...value });

function refusal(...parts: JsonObject[]) {
  const part = [named('type', { valueCode: 'add' }), named('path', { valueString: 'Location' }), ...parts];
  try {
    refusedOperations.read(readDraft({ part })!, {
      resource: { resourceType: 'Location' },
      resourceType: 'Location',
      expression: 'operation',
      report: () => undefined,
    });
  } catch (error) {
    const { kind, issues } = error as FhirError;
    return { kind, issues: inEnglish(issues).map(({ code, expression }) => `${code} at ${String(expression)}`) };
  }
  return undefined;
}

describe('refused-operations', () => {
  it('tells all faults at once, and not being an operation is the gravest', () => {
    const extension = (...part: JsonObject[]) => named('extension', { part });
    const url = named('url', { valueUri: page });
    expect(
      refusal(
        extension(url, extension(named('url', {}), named('url', {}), named('value', { quantity: [] }))),
        extension(url),
      ),
    ).toEqual({
      kind: 'invalid-request',
      issues: [
        'structure at operation.part[2]',
        'structure at operation.part[2].part[1]',
        'structure at operation.part[2].part[1].part[2]',
        'structure at operation.part[3]',
        'value at operation.part[2].part[0].value',
        'value at operation.part[3].part[0].value',
      ],
    });
  });

  it('is unprocessable when it is an operation', () => {
    const value = named('value', { part: [named('url', { valueUri: page }), named('value', { valueInteger: 1 })] });
    expect(refusal(named('name', { valueString: 'extension' }), value)?.kind).toBe('unprocessable');
  });

  it('tells a part the first shape it has', () => {
    expect(refusal(named('value', { part: [{ url: page, value: 1 }] }))?.issues).toEqual([
      'structure at operation.part[2]',
      'value at operation.part[2].part[0].url',
    ]);
  });

  it('tells a hundred faults and no more', () => {
    const many = Array.from({ length: 300 }, () => named('extension', { part: [named('url', { valueUri: page })] }));
    expect(refusal(...many)?.issues).toHaveLength(100);
  });

  it('says nothing of what can be read', () => {
    expect(refusal(named('name', { valueString: 'name' }), named('value', { valueString: 'x' }))).toBeUndefined();
  });
});
