import { extensionValueType } from './extension-types';

const guide = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition';
const equipment = `Location.extension.where(url='${guide}/ror-location-equipment')`;

describe('extensionValueType', () => {
  it.each([
    ['a part', `${equipment}.extension.where(url='nbInService')`, 'integer'],
    ['its value', `${equipment}.extension.where(url='nbInService').value`, 'integer'],
    ['a part by extension()', `${equipment}.extension('limitValue')`, 'Quantity'],
    ['an extension with a value', `Location.extension.where(url='${guide}/ror-commune-cog')`, 'CodeableConcept'],
    ['an extension made of parts', equipment, undefined],
    ['an extension the guide does not define', "Location.extension.where(url='urn:x')", undefined],
    ['another path', 'Location.name', undefined],
  ])('%s', (_what, path, type) => {
    expect(extensionValueType(path)).toBe(type);
  });
});
