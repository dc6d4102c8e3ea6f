import type { JsonObject } from '../../../fhir';
import { readBy, refusalOf } from '../../../../test/support/dialect-rule';
import { refusedOperations } from './refused-operations';

const location = { resourceType: 'Location' };
const guide = 'https://interop.esante.gouv.fr/ig/fhir/ror';
const page = `${guide}/StructureDefinition-ror-commune-cog.html`;
const url = `${guide}/StructureDefinition/ror-commune-cog`;
const valueSet = 'https://mos.essai.fr/NOS/JDV_J230-CommuneOM-ROR/FHIR/JDV-J230-CommuneOM-ROR';
const some: JsonObject = { valueString: 'x' };
const row = (value: JsonObject, path = 'Location') => ({ type: 'add', path, name: 'extension', value });
const coded = (system: string): JsonObject => ({ valueCodeableConcept: { coding: [{ system, code: '1' }] } });

describe('unusable-addresses', () => {
  it.each<[string, ReturnType<typeof row>, string, string]>([
    [
      'a web page in JSON',
      row({ part: [{ extension: [{ url: page, valueInteger: 1 }] }] }),
      url,
      'part[3].part[0].extension[0].url',
    ],
    ['a web page without .html', row({ value: { url: page.replace('.html', '') } }), url, 'part[3].value.url'],
    ['a web page in a part', row({ part: [{ name: 'url', valueUri: page }] }), url, 'part[3].part[0].value'],
    ['a web page in the path', row(some, `Location.extension.where(url='${page}')`), url, 'part[1]'],
    ['a value set as a system', row(coded(valueSet)), 'TRE', 'part[3].value.coding[0].system'],
    ['a value set with a slash at its end', row(coded(`${valueSet}/`)), 'TRE', 'part[3].value.coding[0].system'],
  ])('refuses %s and says what to send', (_what, sent, hint, place) => {
    const refusal = refusalOf(() => readBy(refusedOperations, location, sent));
    expect(refusal).toMatchObject({ kind: 'unprocessable', code: 'value' });
    expect(refusal.expression).toBe(`Parameters.parameter[0].${place}`);
    expect(refusal.hint).toContain(hint);
  });

  it.each<[string, ReturnType<typeof row>]>([
    ['a canonical URL', row({ value: { url } }, `Location.extension.where(url='${url}')`)],
    ['a code system', row(coded('https://mos.essai.fr/NOS/TRE_R13-CommuneOM/FHIR/TRE-R13-CommuneOM'))],
    ['a page named in a text', row({ valueString: page })],
    [
      'a value set in the path, where wrong codes are looked for',
      row(some, `Location.type.coding.where(system='${valueSet}')`),
    ],
  ])('lets %s pass', (_what, sent) => {
    expect(readBy(refusedOperations, location, sent).reading).toBeUndefined();
  });
});
