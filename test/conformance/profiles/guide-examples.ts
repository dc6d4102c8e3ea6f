import type { Extension, HealthcareService, Organization, Practitioner, Resource } from 'fhir/r4';
import { codeSystemUrl, hl7Url, rorUrl } from '../../../src/ror/shared/canonical';
import { codeable, confidentiality, reference, telecom } from '../../../src/ror/sample/elements';
import { IDENTIFIER_SYSTEM } from '../../../src/ror/shared/code-systems';
import { coded, flag, number, text } from './complete/parts';

const meta = (profile: string) => ({ profile: [rorUrl(profile)], lastUpdated: '2023-12-20T10:00:00+01:00' });
const creation: Extension = { url: rorUrl('ror-meta-creation-date'), valueDateTime: '2023-12-09T14:30:00+01:00' };
const concept = (system: string, term: `${string} ${string}`) => codeable(codeSystemUrl(system), term);

function address(number: string, name: string): Organization['address'] {
  const part = (id: string, value: string): Extension => text(hl7Url(`iso21090-ADXP-${id}`), value);
  const extension = [part('houseNumber', number), part('streetNameType', 'rue'), part('streetNameBase', name)];
  return [
    {
      line: [`${number} rue ${name}, 92270 BOIS-COLOMBES`],
      _line: [{ extension }],
      city: 'BOIS-COLOMBES',
      postalCode: '92270',
    },
  ];
}

function structure(type: `${string} ${string}`, system: string, value: string) {
  return [
    {
      value: type.startsWith('2') ? `2${value}` : `3${value}`,
      type: concept('G07-TypeIdentifiantStructure', '40 Identifiant national de structure'),
      system: IDENTIFIER_SYSTEM.nationalStructure,
    },
    { value, type: concept('G07-TypeIdentifiantStructure', type), system },
  ];
}

/** The guide's pages write this system with a dash, the profile with an underscore. */
function internal(name: string, parent: string, kind: `${string} ${string}`): Organization {
  return {
    resourceType: 'Organization',
    meta: meta('ror-organization'),
    name,
    partOf: reference('Organization', parent),
    identifier: [
      {
        value: 'ZZZ',
        type: concept('R345-TypeIdentifiantAutre', "42 Identifiant fonctionnel de l'OI connu par l'instance ROR"),
        system: IDENTIFIER_SYSTEM.internalOrganization,
      },
    ],
    type: [concept('R207-TypeOrganisationInterne', kind)],
    extension: [creation],
  };
}

const legalEntity: Organization = {
  resourceType: 'Organization',
  meta: meta('ror-organization'),
  name: 'Quiétude',
  identifier: structure('2 SIREN', IDENTIFIER_SYSTEM.sirene, '921317258'),
  type: [
    concept('R72-FinessStatutJuridique', '72 Société à responsabilité limitée (SARL)'),
    concept('R69-FinessAgregatStatutJuridiqueNiv2', '2200 Organisme privé à caractère commercial'),
  ],
  address: address('103', 'des Bourguignons'),
  extension: [creation],
};

const site: Organization = {
  resourceType: 'Organization',
  meta: meta('ror-organization'),
  name: 'Quiétude BOIS COLOMBES',
  partOf: reference('Organization', '1111'),
  identifier: structure('3 SIRET', IDENTIFIER_SYSTEM.sirene, '92131725800020'),
  type: [concept('R66-CategorieEtablissement', '460 Service autonomie aide (SAA)')],
  address: address('45', 'du général Leclerc'),
  contact: [
    {
      purpose: concept('R287-NatureContact', '06 standard'),
      extension: [confidentiality(rorUrl('ror-contact-confidentiality-level'), 1)],
      telecom: [telecom(['fixed', '01.01.01.01.01'])],
    },
  ],
  extension: [
    creation,
    coded(rorUrl('ror-organization-financial-help-type'), 'R241-AideFinanciere', '02 Habilité Aide Sociale'),
    flag(rorUrl('ror-organization-accomodation-family'), false),
  ],
};

const service: HealthcareService = {
  resourceType: 'HealthcareService',
  meta: meta('ror-healthcareservice'),
  name: 'Hospitalisation complète de Neurochirurgie',
  providedBy: reference('Organization', '5958'),
  location: [reference('Location', '5253')],
  identifier: [{ value: 'ZZZ' }],
  type: [concept('R227-ChampActivite', '01 Médecine, Chirurgie, Obstétrique (MCO)')],
  specialty: [
    concept('R211-ActiviteOperationnelle', '183 Traitement neurochirurgical de la douleur'),
    concept('R211-ActiviteOperationnelle', '440 Chirurgie intracrânienne'),
  ],
  characteristic: [
    concept('R213-ModePriseEnCharge', '28 Hospitalisation complète (HC)'),
    // The guide prints it without its ror-act-type, so it belongs to no slice.
    concept('R210-ActeSpecifique', '0320 Neuromodulation sacrée'),
  ],
  availableTime: [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    allDay: true,
    extension: [
      coded(rorUrl('ror-available-time-type-of-time'), 'R252-TypeHoraire', '02 Horaire de fonctionnement'),
      number(rorUrl('ror-available-time-number-days-of-week'), day),
    ],
  })),
  extension: [
    creation,
    flag(rorUrl('ror-healthcareservice-sensitive-unit'), false),
    {
      url: rorUrl('ror-healthcareservice-patient-type'),
      extension: [{ url: 'ageRange', valueRange: { low: { value: 0 }, high: { value: 120 } } }],
    },
  ],
};

const practitioner: Practitioner = {
  resourceType: 'Practitioner',
  meta: meta('ror-practitioner'),
  name: [{ family: 'CHANMET', given: ['Cyndi'] }],
  identifier: [{ value: '11111573474', system: IDENTIFIER_SYSTEM.nationalPractitioner }],
  gender: 'female',
  telecom: [telecom(['email', 'cyndi.chanmet@lifen.mssante.fr', 2])],
  extension: [creation],
};

/** The bodies on the guide's page on creating offers, corrected to R4 JSON where the page deviates from it. */
export const guideExamples: readonly (readonly [title: string, resource: Resource])[] = [
  ['1: a legal entity', legalEntity],
  ['2: a site', site],
  ['4: a pole', internal('Pôle Chirurgical B', '3536', '1 Pôle')],
  ['6: a functional unit', internal('Neurochirurgie', '6963', '3 Unité fonctionnelle')],
  ['7: an offer', service],
  ['9: a professional', practitioner],
];
