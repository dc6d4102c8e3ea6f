import { explainMissing } from './missing';

const CAPACITY = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity';
const LIST = `Location.extension.where(url='${CAPACITY}')`;
const explained = (path: string, ...there: string[]): { hint: string; expression?: string } | undefined => {
  const told = explainMissing(path, 'Location', (other) => Number(there.includes(other)));
  return told && { ...told, hint: String(told.hint) };
};

describe('explainMissing', () => {
  it.each([
    ['a chain of conditions', `${LIST}.where(extension.where(url = 'capacityStatus'))`],
    ['conditions in one where()', `Location.extension.where(id = 'x' and url = '${CAPACITY}')`],
    ['extension()', `Location.extension('${CAPACITY}').where(id = 'x')`],
    ['a part of the extension', `${LIST}.where(id = 'x').extension.where(url = 'nbCapacity').value`],
    ['the resource under another name', `$this.extension('${CAPACITY}')`],
    ['no name of the resource', `extension('${CAPACITY}')`],
  ])('names the list that an add goes to, from %s', (_, path) => {
    const told = explained(path);
    expect(told?.expression).toBe(LIST);
    expect(told?.hint).toContain(`send add with the path ${LIST}`);
  });

  it.each([
    ['another element', 'Location.telecom[3]'],
    ['an extension without a URL', 'Location.extension[3]'],
    ['no path', 'Location.extension.where('],
  ])('says nothing of %s', (_, path) => {
    expect(explained(path)).toBeUndefined();
  });

  it('says nothing of a part that is missing in an extension that is there', () => {
    expect(explained(`${LIST}.extension.where(url = 'comment').value`, LIST)).toBeUndefined();
  });

  it('gives the path with one level less where that is there', () => {
    const path = (levels: string): string => `Location.extension('urn:a').where(${levels}('urn:b').exists())`;
    expect(explained(path('extension.extension'), path('extension'))?.hint).toBe(
      `The path has one .extension too many; send ${path('extension')}.`,
    );
  });

  it('also at two places at once', () => {
    const sent = "Location.extension.extension('urn:a').value.extension.extension('urn:b')";
    const right = "Location.extension('urn:a').value.extension('urn:b')";
    expect(explained(sent, right)?.hint).toContain(right);
  });
});
