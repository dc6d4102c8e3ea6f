import type { Practitioner } from 'fhir/r4';
import { IDENTIFIER_SYSTEM } from '../shared/code-systems';
import { REGION, codeable, list, origin, telecom, type Region, type TelecomRow } from './elements';
import { PLACE } from './places';

export function practitioner(
  id: string,
  region: Region,
  nationalNumber: string,
  title: 'M' | 'MME',
  given: string,
  family: string,
  ...telecoms: TelecomRow[]
): Practitioner {
  return {
    resourceType: 'Practitioner',
    id,
    ...origin('practitioner', region),
    identifier: [{ system: IDENTIFIER_SYSTEM.nationalPractitioner, value: nationalNumber }],
    active: true,
    name: [{ family, given: [given], prefix: [title] }],
    ...list('telecom', telecoms.map(telecom)),
    gender: title === 'M' ? 'male' : 'female',
  };
}

const { idf, bretagne, loire, occitanie, reunion } = REGION;

/** The professionals themselves; what they do, and where, is in their roles. */
export const practitioners: readonly Practitioner[] = [
  practitioner('159', loire, '10117598983', 'MME', 'Cyndi', 'CHANMET', ['email', 'cyndi.chanmet@lifen.mssante.fr', 2]),
  practitioner('2524', loire, '10134018780', 'MME', 'Mylène', 'TENOR', ['mobile', '06.39.98.25.24', 2]),
  {
    ...practitioner('2530', loire, '10138750047', 'M', 'Gaël', 'PINSONNEAU'),
    address: [PLACE.nantes.address],
    communication: [codeable('urn:ietf:bcp:47', 'fr français'), codeable('urn:ietf:bcp:47', 'br breton')],
  },
  practitioner('2531', loire, '10143957551', 'MME', 'Solenn', 'GUIBRETEAU', ['email', 'solenn@erdre.example']),
  practitioner('3101', idf, '10131373537', 'MME', 'Hélène', 'ROUQUAYROL', ['mobile', '06.39.98.31.01', 3]),
  practitioner('3102', idf, '10199075116', 'M', 'Idriss', 'BELKADOUR', ['fixed', '01.99.00.31.02', 2]),
  practitioner('3103', idf, '10137265167', 'M', 'Anselme', 'TRIVOLET'),
  practitioner('3104', idf, '10161222029', 'MME', 'Noémie', 'VERCHÈRE', ['email', 'n.verchere@parc.example', 2]),
  practitioner('3201', bretagne, '10172997528', 'M', 'Yannig', 'KERAVELLEC', ['fixed', '02.61.91.32.01']),
  practitioner('3202', bretagne, '10182001826', 'MME', 'Maïwenn', 'TRÉGARVAN', [
    'email',
    'maiwenn@armorique.example',
    2,
  ]),
  practitioner('3203', bretagne, '10133043483', 'MME', 'Rozenn', 'LE BOULZEC'),
  practitioner('3301', occitanie, '10195486205', 'MME', 'Élodie', 'CASTELVIEL', ['fixed', '05.36.49.33.01', 2]),
  practitioner('3302', occitanie, '10179868282', 'M', 'Aurélien', 'PUYDARRIEUX'),
  practitioner('3303', occitanie, '10188072902', 'MME', 'Inès', 'FONTANILLE', ['mobile', '06.39.98.33.03', 3]),
  practitioner('3304', occitanie, '10155512340', 'M', 'Côme', 'SALVAGNAC'),
  practitioner('3401', reunion, '10122791805', 'M', 'Jean-Noël', 'HOARAULT', ['fixed', '02.61.91.34.01', 2]),
  practitioner('3402', reunion, '10188871803', 'MME', 'Marie-Ange', 'PAYÉTAN'),
];
