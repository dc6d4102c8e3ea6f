import type { CodeableConcept, Extension, HealthcareService } from 'fhir/r4';
import { codeSystemUrl, rorUrl } from '../../../../src/ror/shared/canonical';
import { REGION, codeable, coding, reference, type Term } from '../../../../src/ror/sample/elements';
import {
  availableTimeExtensions,
  coded,
  contactPoint,
  creation,
  flag,
  lastUpdated,
  telecomExtensions,
  text,
} from './parts';

const ror = (id: string): string => rorUrl(`ror-healthcareservice-${id}`);
const concept = (system: string, term: Term): CodeableConcept => codeable(codeSystemUrl(system), term);

const act = (term: Term, valueCode: string): CodeableConcept => ({
  extension: [{ url: rorUrl('ror-act-type'), valueCode }],
  ...concept('R210-ActeSpecifique', term),
});

const contact: Extension = {
  url: ror('contact'),
  extension: [
    { url: 'name', valueHumanName: { family: 'ROUQUAYROL', given: ['Hélène'] } },
    coded(rorUrl('ror-contact-function-contact'), 'R251-FonctionContact', '08 Infirmier coordonnateur'),
    coded('purposeContact', 'R287-NatureContact', '06 Standard'),
    text('description', 'En semaine'),
    coded(rorUrl('ror-confidentiality-level'), 'R283-NiveauConfidentialite', '1 Accès libre'),
    { url: ror('contact-telecom'), extension: [...telecomExtensions, text('telecomAddress', '01.99.00.07.41')] },
  ],
};

/** An offer with one of every element its profile constrains. */
export const completeHealthcareService: HealthcareService = {
  resourceType: 'HealthcareService',
  id: 'complete',
  meta: { lastUpdated, tag: [coding(codeSystemUrl('R30-RegionOM'), REGION.idf.term)] },
  extension: [
    creation,
    {
      url: rorUrl('ror-territorial-division'),
      extension: [
        coded('typeTerritorialDivision', 'R201-TypeDivisionTerritoriale', '3 Commune'),
        coded('codeTerritorialDivision', 'R13-CommuneOM', '92009 Bois-Colombes'),
      ],
    },
    flag(ror('sensitive-unit'), false),
    flag(ror('no-consent-habilitation'), false),
    text(ror('psychiatric-sector'), '92G09'),
    {
      url: ror('patient-type'),
      extension: [
        coded('supportedPatientInfo', 'R239-PublicPrisEnCharge', '01 Personnes âgées'),
        { url: 'ageRange', valueRange: { low: { value: 60 }, high: { value: 120 } } },
      ],
    },
    contact,
    {
      url: rorUrl('meta-questionnaire-used-as-a-template'),
      valueCanonical: 'https://example.org/Questionnaire/offer|1.0',
    },
  ],
  identifier: [{ value: 'OF-11-1' }],
  providedBy: reference('Organization', '2424'),
  category: [concept('R244-CategorieOrganisation', '30 SAAD')],
  type: [concept('R227-ChampActivite', '04 Médico-social (MS)')],
  specialty: [
    concept('R211-ActiviteOperationnelle', '298 Accompagnements pour vivre dans un logement'),
    concept('R265-PrestationPilotageSerafin', '019 Accompagnements pour vivre dans un logement'),
  ],
  location: [reference('Location', '654')],
  name: 'Aide à domicile',
  telecom: [contactPoint()],
  coverageArea: [reference('Location', '655')],
  characteristic: [
    concept('R240-TemporaliteAccueil', '02 Permanent'),
    concept('R213-ModePriseEnCharge', '59 Équipe mobile'),
    concept('R338-ModaliteAccueil', '05 Visite à domicile'),
    concept('R236-ModeGestion', '02 Mandataire'),
    act('0784 Entretien du logement', 'specificAct'),
    act('1282 Éducation thérapeutique', 'outsideOfficeAct'),
    concept('R245-SpecialisationDePriseEnCharge', '01 Déficience visuelle'),
    concept('R238-OuvertureAnnuelle', '03 Année complète (365 jours par an)'),
    concept('G15-ProfessionSante', '60 Infirmier'),
    concept('R243-CompetenceSpecifique', '01 Langue des signes'),
    concept('R253-TypeMaternite', '01 Maternité de type 1'),
    concept('R286-TypeFermeture', 'PRO Provisoire'),
  ],
  availableTime: [
    {
      extension: availableTimeExtensions(),
      daysOfWeek: ['mon'],
      availableStartTime: '08:00:00',
      availableEndTime: '18:00:00',
    },
  ],
  notAvailable: [{ id: 'closingReopeningDate', description: 'Travaux', during: { start: '2026-07-27' } }],
};
