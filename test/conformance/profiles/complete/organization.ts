import type { Extension, Identifier, Organization } from 'fhir/r4';
import { codeSystemUrl, hl7Url, rorUrl } from '../../../../src/ror/shared/canonical';
import { REGION, codeable, coding, reference, type Term } from '../../../../src/ror/sample/elements';
import { IDENTIFIER_SYSTEM } from '../../../../src/ror/shared/code-systems';
import { addressLine, creation, coded, contactPoint, flag, lastUpdated, number, text } from './parts';

const ror = (id: string): string => rorUrl(`ror-organization-${id}`);

const identifier = (value: string, system: string, type: Term, types = 'G07-TypeIdentifiantStructure'): Identifier => ({
  type: codeable(codeSystemUrl(types), type),
  system,
  value,
});

const price: Extension = {
  url: ror('price'),
  extension: [
    coded('priceType', 'R246-TypeTarif', '02 Hébergement'),
    coded('priceUnit', 'R228-UnitePrix', '2 Tarif journalier'),
    { url: 'amount', valueMoney: { value: 61.5, currency: 'EUR' } },
    { url: 'startDate', valueDateTime: '2026-01-01' },
    flag('under60', false),
    coded('deliveryIncluded', 'R264-PrestationNonObligatoireIncluse', '01 Entretien du linge'),
    text('othersDeliveryIncluded', 'Coiffure une fois par mois'),
    coded('residentialType', 'R242-TypeHabitation', '02 Chambre simple'),
    coded('specialPrice', 'R250-ConditionTarifaire', '01 Aide sociale'),
    coded('welcomeType', 'R240-TemporaliteAccueil', '02 Permanent'),
    text('mealDeliveryName', 'Repas du soir'),
    coded('dependencyLevel', 'R237-GroupeTarifaireDependance', '01 GIR 1 et 2'),
    text('humanHelpPriceName', 'Aide à la toilette'),
    coded('managementType', 'R236-ModeGestion', '02 Mandataire'),
    text('otherAdditionalServiceName', 'Télévision'),
    coded('additionalServiceName', 'R264-PrestationNonObligatoireIncluse', '02 Téléphone'),
  ],
};

/** An organization with one of every element its profile constrains. */
export const completeOrganization: Organization = {
  resourceType: 'Organization',
  id: 'complete',
  meta: { lastUpdated, tag: [coding(codeSystemUrl('R30-RegionOM'), REGION.bretagne.term)] },
  extension: [
    creation,
    price,
    {
      url: rorUrl('ror-territorial-division'),
      extension: [
        coded('typeTerritorialDivision', 'R201-TypeDivisionTerritoriale', '3 Commune'),
        coded('codeTerritorialDivision', 'R13-CommuneOM', '35238 Rennes'),
      ],
    },
    coded(ror('financial-help-type'), 'R241-AideFinanciere', '02 Habilité Aide Sociale'),
    flag(ror('accomodation-family'), true),
    number(ror('nb-permanent-social-help-place'), 12),
    number(ror('nb-temporary-social-help-place'), 2),
    coded(ror('accessibility-location'), 'R202-AccessibiliteLieu', '01 Accessible'),
    coded(ror('level-recours-orsan'), 'R284-NiveauRecoursORSAN', '1 Premier recours'),
    flag(ror('drop-zone'), true),
    { url: ror('reopening-date'), valueDate: '2026-09-01' },
    { url: ror('creation-date'), valueDate: '1998-05-04' },
    coded(ror('closing-type'), 'R286-TypeFermeture', 'PRO Provisoire'),
    { url: hl7Url('organization-period'), valuePeriod: { start: '1998-05-04' } },
    text(rorUrl('ror-meta-comment'), 'Fiche relue en janvier'),
    text(ror('comment'), 'Entrée par la cour'),
  ],
  identifier: [
    identifier('1350000001', IDENTIFIER_SYSTEM.nationalStructure, '40 Identifiant national de structure'),
    identifier('350000001', IDENTIFIER_SYSTEM.finess, '1 FINESS'),
    identifier('350000002', IDENTIFIER_SYSTEM.sirene, '2 SIREN'),
    identifier('10000000001', 'http://rppsrang.esante.gouv.fr', '4 Identifiant RPPS rang'),
    identifier('350000003', 'http://adelirang.esante.gouv.fr', '0 Identifiant ADELI rang'),
    identifier('35000000200011', IDENTIFIER_SYSTEM.sirene, '3 SIRET'),
    identifier('OI-1', IDENTIFIER_SYSTEM.internalOrganization, '42 Identifiant', 'R345-TypeIdentifiantAutre'),
  ],
  type: [
    codeable(codeSystemUrl('R72-FinessStatutJuridique'), '14 Etablissement public'),
    codeable(codeSystemUrl('R69-FinessAgregatStatutJuridiqueNiv2'), '1200 Etablissement Public'),
    codeable(codeSystemUrl('R66-CategorieEtablissement'), '355 Centre Hospitalier'),
    codeable(codeSystemUrl('R73-ESPIC'), '1 Etablissement public de santé'),
    codeable(codeSystemUrl('R207-TypeOrganisationInterne'), '2 Service'),
  ],
  name: 'Hôpital des Trois-Rivières',
  _name: { extension: [text(ror('additional-name'), 'Site nord')] },
  alias: ['Trois-Rivières'],
  telecom: [contactPoint()],
  address: [
    {
      extension: [
        {
          url: hl7Url('geolocation'),
          extension: [
            { url: 'latitude', valueDecimal: 48.1 },
            { url: 'longitude', valueDecimal: -1.7 },
            flag(rorUrl('ror-confidence-geolocation'), true),
          ],
        },
      ],
      ...addressLine,
      city: 'RENNES',
      postalCode: '35000',
    },
  ],
  partOf: reference('Organization', '2000'),
  contact: [
    {
      extension: [
        coded(rorUrl('ror-contact-function-contact'), 'R251-FonctionContact', '01 Directeur'),
        text(rorUrl('ror-contact-description'), 'Le matin'),
        coded(rorUrl('ror-contact-confidentiality-level'), 'R283-NiveauConfidentialite', '2 Accès restreint'),
      ],
      purpose: codeable(codeSystemUrl('R287-NatureContact'), '06 Standard'),
      name: { family: 'LE GOALLEC' },
      telecom: [contactPoint()],
    },
  ],
};
