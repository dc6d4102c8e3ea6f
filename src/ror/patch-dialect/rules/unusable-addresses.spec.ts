import type { JsonObject } from '../../../fhir';
import { readBy, refusalOf } from '../../../../test/support/dialect-rule';
import { unusableAddresses } from './unusable-addresses';

const location = { resourceType: 'Location' };
const guide = 'https://interop.esante.gouv.fr/ig/fhir/ror';
const page = `${guide}/StructureDefinition-ror-commune-cog.html`;
const url = `${guide}/StructureDefinition/ror-commune-cog`;
const valueSet = 'https://mos.essai.fr/NOS/JDV_J230-CommuneOM-ROR/FHIR/JDV-J230-CommuneOM-ROR';
const row = (value: JsonObject, path = 'Location') => ({ type: 'add', path, name: 'extension', value });
const coded = (system: string): JsonObject => ({ valueCodeableConcept: { coding: [{ system, code: '1' }] } });

describe('unusable-addresses', () => {
  it.each<[string, ReturnType<typeof row>, string, number]>([
    ['a web page in JSON', row({ part: [{ extension: [{ url: page, valueInteger: 1 }] }] }), url, 3],
    ['a web page without .html', row({ value: { url: page.replace('.html', '') } }), url, 3],
    ['a web page in a part', row({ part: [{ name: 'url', valueUri: page }] }), url, 3],
    ['a web page in the path', row({}, `Location.extension.where(url='${page}')`), url, 1],
    ['a value set as a system', row(coded(valueSet)), 'TRE', 3],
    ['a value set with a slash at its end', row(coded(`${valueSet}/`)), 'TRE', 3],
  ])('refuses %s and says what to send', (_what, sent, hint, part) => {
    const refusal = refusalOf(() => readBy(unusableAddresses, location, sent));
    expect(refusal).toMatchObject({ kind: 'unprocessable', code: 'value' });
    expect(refusal.expression).toBe(`Parameters.parameter[0].part[${part}]`);
    expect(refusal.hint).toContain(hint);
  });

  it.each<[string, ReturnType<typeof row>]>([
    ['a canonical URL', row({ value: { url } }, `Location.extension.where(url='${url}')`)],
    ['a code system', row(coded('https://mos.essai.fr/NOS/TRE_R13-CommuneOM/FHIR/TRE-R13-CommuneOM'))],
    ['a page named in a text', row({ valueString: page })],
    [
      'a value set in the path, where wrong codes are looked for',
      row({}, `Location.type.coding.where(system='${valueSet}')`),
    ],
  ])('lets %s pass', (_what, sent) => {
    expect(readBy(unusableAddresses, location, sent).reading).toBeUndefined();
  });
});
