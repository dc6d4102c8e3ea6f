import { coded, ext, extensions, references, slicedBy } from './facets';
import { cardinality, differential, el, slice } from './notation';

const ROR = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition';

describe('differential', () => {
  it('gives elements the ids and paths of the standard, slices in slices included', () => {
    const rules = [
      el('characteristic', '1..*', slicedBy('value:coding.system'), [
        slice(
          'specificAct',
          '0..* MS',
          extensions('1..*', ext('ror-act-type', '1..1', el('value[x]', { patternCode: 'x' }))),
        ),
      ]),
    ];
    expect(differential('HealthcareService', rules).map(({ id, path, sliceName }) => [id, path, sliceName])).toEqual([
      ['HealthcareService', 'HealthcareService', undefined],
      ['HealthcareService.characteristic', 'HealthcareService.characteristic', undefined],
      ['HealthcareService.characteristic:specificAct', 'HealthcareService.characteristic', 'specificAct'],
      [
        'HealthcareService.characteristic:specificAct.extension',
        'HealthcareService.characteristic.extension',
        undefined,
      ],
      [
        'HealthcareService.characteristic:specificAct.extension:ror-act-type',
        'HealthcareService.characteristic.extension',
        'ror-act-type',
      ],
      [
        'HealthcareService.characteristic:specificAct.extension:ror-act-type.value[x]',
        'HealthcareService.characteristic.extension.value[x]',
        undefined,
      ],
    ]);
  });

  it('leaves out an element of which nothing is said but what it holds', () => {
    const [, city, ...more] = differential('Organization', [el('address', el('city', 'MS'))]);
    expect(city).toEqual({ id: 'Organization.address.city', path: 'Organization.address.city', mustSupport: true });
    expect(more).toEqual([]);
  });
});

it.each([
  ['1..1 MS', { min: 1, max: '1', mustSupport: true }],
  ['0..*', { min: 0, max: '*' }],
  ['MS', { mustSupport: true }],
] as const)('cardinality(%s)', (text, facets) => {
  expect(cardinality(text)).toEqual(facets);
});

describe('facets', () => {
  it('a reference allows the profile of the directory and the type', () => {
    expect(references('HealthcareService')).toEqual({
      type: [
        {
          code: 'Reference',
          targetProfile: [`http://hl7.org/fhir/StructureDefinition/HealthcareService`, `${ROR}/ror-healthcareservice`],
        },
      ],
    });
  });

  it('a coded slice is bound to its value set', () => {
    const [, , kind] = differential('Organization', [
      el('type', 'MS', coded('OIType', '0..1', 'J203-TypeOrganisationInterne')),
    ]);
    expect(kind).toMatchObject({
      sliceName: 'OIType',
      binding: {
        strength: 'required',
        valueSet:
          'https://mos.esante.gouv.fr/NOS/JDV_J203-TypeOrganisationInterne-ROR/FHIR/JDV-J203-TypeOrganisationInterne-ROR',
      },
    });
  });
});
