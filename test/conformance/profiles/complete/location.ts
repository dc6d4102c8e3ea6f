import type { Extension, Location } from 'fhir/r4';
import { codeSystemUrl, rorUrl } from '../../../../src/ror/shared/canonical';
import { REGION, codeable, coding, reference } from '../../../../src/ror/sample/elements';
import { addressLine, coded, contactPoint, creation, flag, lastUpdated, number, text } from './parts';

const ror = (id: string): string => rorUrl(`ror-location-${id}`);

const capacity: Extension = {
  url: ror('supported-capacity'),
  extension: [
    coded('capacityType', 'R329-NatureCapacite', '01 Lit'),
    coded('capacityStatus', 'R330-TypeStatutCapacite', '05 Fermé'),
    coded('temporalityCapacity', 'R331-TemporaliteCapacite', '01 Courant'),
    number('nbCapacity', 3),
    coded('capacitySourceType', 'R335-TypeSourceCapacite', '02 Bed management'),
    coded('genderCapacityAvailable', 'R332-GenreCapacite', '03 Indifférencié'),
    { url: 'capacityUpdateDate', valueDateTime: '2026-01-15T06:30:00+01:00' },
    coded('capacityClosingType', 'R333-TypeFermetureCapacite', '01 Réactivable'),
    coded('additionalBedType', 'R334-TypeLitSupplementaire', '01 Lit supplémentaire'),
    coded('crisisType', 'R336-TypeCrise', '01 Crise sanitaire'),
    coded('temporaryAssignement', 'R337-AffectationTemporaire', '01 Aucune'),
    text('comment', 'Réouverture prévue lundi'),
  ],
};

const equipment: Extension = {
  url: ror('equipment'),
  extension: [
    coded('equipmentType', 'R212-Equipement', '089 Lit bariatrique'),
    number('nbInService', 2),
    {
      url: ror('equipment-limit'),
      extension: [
        coded('equipmentFeature', 'R340-TypeCaracteristiqueEquipement', '001 Poids maximum'),
        { url: 'limitValue', valueQuantity: { value: 300, unit: 'kg' } },
      ],
    },
  ],
};

/** A place with one of every element its profile constrains. */
export const completeLocation: Location = {
  resourceType: 'Location',
  id: 'complete',
  meta: { lastUpdated, tag: [coding(codeSystemUrl('R30-RegionOM'), REGION.bretagne.term)] },
  extension: [
    creation,
    coded(rorUrl('ror-commune-cog'), 'R13-CommuneOM', '35238 Rennes'),
    equipment,
    {
      url: ror('residential-capacity'),
      extension: [
        coded('residentialType', 'R242-TypeHabitation', '02 Chambre simple'),
        number('residentialNumber', 48),
      ],
    },
    capacity,
    text(ror('comment'), 'Entrée par la cour'),
  ],
  identifier: [
    {
      type: codeable(codeSystemUrl('R354-TypeIdentifiantRessourceOperationnelle'), '26 Zone d’hébergement'),
      value: '1350000001/USIC',
    },
    {
      type: codeable(codeSystemUrl('R354-TypeIdentifiantRessourceOperationnelle'), '25 Lieu de réalisation'),
      value: 'LR-53-1',
    },
  ],
  operationalStatus: coding(codeSystemUrl('R203-StatutLieu'), '3 Opérationnel'),
  name: 'Soins intensifs, niveau 1',
  description: 'Douze lits',
  type: [codeable(codeSystemUrl('R343-FonctionLieu'), '001 Hébergement')],
  telecom: [contactPoint()],
  address: { ...addressLine, city: 'RENNES', postalCode: '35000' },
  position: { extension: [flag(rorUrl('ror-coordinate-reliability'), true)], longitude: -1.7, latitude: 48.1 },
  managingOrganization: reference('Organization', '2001'),
  partOf: reference('Location', '6000'),
};
