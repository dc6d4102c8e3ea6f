import type { CodeableConcept, PractitionerRole } from 'fhir/r4';
import { annuaireUrl, codeSystemUrl, rorUrl } from '../../../../src/ror/shared/canonical';
import { REGION, codeable, coding, reference, type Term } from '../../../../src/ror/sample/elements';
import { availableTimeExtensions, coded, contactPoint, creation, flag, lastUpdated, text } from './parts';

const concept = (system: string, term: Term): CodeableConcept => codeable(codeSystemUrl(system), term);

/** A situation with one of every element its profile constrains. */
export const completePractitionerRole: PractitionerRole = {
  resourceType: 'PractitionerRole',
  id: 'complete',
  meta: { lastUpdated, tag: [coding(codeSystemUrl('R30-RegionOM'), REGION.loire.term)] },
  extension: [
    creation,
    coded(annuaireUrl('as-ext-practitionerrole-contracted'), 'R282-CNAMAmeliSecteurConventionnement', 'c1 Secteur 1'),
    flag(annuaireUrl('as-ext-practitionerrole-hascas'), false),
    flag(annuaireUrl('as-ext-practitionerrole-vitale-accepted'), true),
    coded(rorUrl('ror-practitionerrole-unit-exercise-mode'), 'R23-ModeExercice', 'L Libéral'),
    {
      url: rorUrl('ror-practitionerrole-name'),
      extension: [
        coded('exerciseTitle', 'R11-CiviliteExercice', 'DR Docteur'),
        text('exerciseLastName', 'CHANMET'),
        text('exerciseFirstName', 'Cyndi'),
      ],
    },
    text(rorUrl('ror-meta-comment'), 'Remplaçante jusqu’en juin'),
  ],
  identifier: [{ value: 'SIT-52-1' }],
  practitioner: reference('Practitioner', '159'),
  organization: reference('Organization', '3001'),
  code: [concept('G15-ProfessionSante', '10 Médecin')],
  specialty: [
    concept('R04-TypeSavoirFaire', 'S Spécialité ordinale'),
    concept('R38-SpecialiteOrdinale', 'SM54 Médecine générale'),
    concept('R39-Competence', 'C01 Anatomie'),
    concept('R40-CompetenceExclusive', 'CEX24 Gynécologie médicale'),
    concept('G13-OrientationParticuliere', '80 Homéopathie'),
    concept('R43-CapaciteSavoirFaire', 'CAPA06 Gérontologie'),
    concept('R44-QualificationPAC', 'PAC00 Praticien adjoint contractuel'),
    concept('R42-DESCnonQualifiant', 'DSM200 Addictologie'),
    concept('R97-DroitExerciceCompl', 'DEC15 Médecine du sport'),
    concept('R243-CompetenceSpecifique', '01 Langue des signes'),
  ],
  location: [reference('Location', '7001')],
  healthcareService: [reference('HealthcareService', '963')],
  telecom: [contactPoint()],
  availableTime: [
    { extension: availableTimeExtensions(), availableStartTime: '09:00:00', availableEndTime: '12:00:00' },
  ],
};
