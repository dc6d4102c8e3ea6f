import type { StructureDefinition } from 'fhir/r4';
import { rorUrl } from '../../shared/canonical';
import { bound, ext } from '../facets';
import type { Cardinality, Rule } from '../notation';
import { part, type Context } from '../structure-definition';
import type { NationalValueSet } from '../value-sets';
import { complex, simple } from './builders';

const LOCATION: readonly Context[] = ['element:Location'];

const code = (name: string, range: Cardinality, set: NationalValueSet): Rule =>
  part(name, range, 'CodeableConcept', bound(set));

export const locationExtensions: readonly StructureDefinition[] = [
  simple('ror-commune-cog', 'RORCommuneCog', LOCATION, 'CodeableConcept', bound('J230-CommuneOM')),
  simple('ror-location-comment', 'RORLocationComment', LOCATION, 'string'),
  simple(
    'ror-coordinate-reliability',
    'RORCoordinateReliability',
    ['element:Address', 'element:Location.position'],
    'boolean',
  ),
  complex(
    'ror-location-equipment',
    'RORLocationEquipment',
    LOCATION,
    code('equipmentType', '1..1', 'J18-EquipementSpecifique'),
    part('nbInService', '0..1', 'integer'),
    ext('ror-location-equipment-limit', '0..*'),
  ),
  complex(
    'ror-location-equipment-limit',
    'RORLocationEquipmentLimit',
    [`extension:${rorUrl('ror-location-equipment')}`],
    code('equipmentFeature', '1..1', 'J228-TypeCaracteristiqueEquipement'),
    part('limitValue', '1..1', 'Quantity'),
  ),
  complex(
    'ror-location-residential-capacity',
    'RORLocationResidentialCapacity',
    LOCATION,
    code('residentialType', '1..1', 'J32-TypeHabitation'),
    part('residentialNumber', '0..1', 'integer'),
  ),
  complex(
    'ror-location-supported-capacity',
    'RORLocationSupportedCapacity',
    LOCATION,
    code('capacityType', '1..1', 'J187-NatureCapacite'),
    code('capacityStatus', '1..1', 'J188-TypeStatutCapacite'),
    code('temporalityCapacity', '1..1', 'J189-TemporaliteCapacite'),
    part('nbCapacity', '1..1', 'integer'),
    code('capacitySourceType', '1..1', 'J193-TypeSourceCapacite'),
    code('genderCapacityAvailable', '0..1', 'J190-GenreCapacite'),
    part('capacityUpdateDate', '1..1', 'dateTime'),
    code('capacityClosingType', '0..1', 'J191-TypeFermetureCapacite'),
    code('additionalBedType', '0..1', 'J192-TypeLitSupplementaire'),
    code('crisisType', '0..1', 'J194-TypeCrise'),
    code('temporaryAssignement', '1..1', 'J195-AffectationTemporaire'),
    part('comment', '0..1', 'string'),
  ),
];
