import type { Address } from 'fhir/r4';
import { REGION, address, type Region, type Term } from './elements';

/** A geographic place. `commune` is the town with its code in the official geographic code (COG). */
export interface Place {
  readonly region: Region;
  readonly commune: Term;
  readonly address: Address;
  /** WGS 84, decimal degrees. */
  readonly position: readonly [latitude: number, longitude: number];
}

function place(
  region: Region,
  commune: Term,
  postalCode: string,
  street: Parameters<typeof address>[0],
  position: Place['position'],
): Place {
  const city = commune.slice(commune.indexOf(' ') + 1).toUpperCase();
  const state = region.term.slice(region.term.indexOf(' ') + 1);
  return {
    region,
    commune,
    address: { use: 'work', ...address(street, postalCode, city), state, country: 'FR' },
    position,
  };
}

const { idf, bretagne, loire, occitanie, reunion } = REGION;

/** Streets and house numbers are invented; the towns and their codes are real. */
export const PLACE = {
  bourguignons: place(idf, '92009 Bois-Colombes', '92270', ['103', 'RUE', 'des Bourguignons'], [48.9139, 2.2719]),
  boisColombes: place(idf, '92009 Bois-Colombes', '92270', ['45', 'RUE', 'du général Leclerc'], [48.9175, 2.2681]),
  courbevoie: place(idf, '92026 Courbevoie', '92400', ['8', 'PL', 'des Tilleuls'], [48.8973, 2.2522]),
  aubrac: place(idf, '94043 Le Kremlin-Bicêtre', '94270', ['78', 'AV', 'des Coquettes'], [48.81, 2.358]),
  versailles: place(idf, '78646 Versailles', '78000', ['12', 'BD', 'de la Laiterie'], [48.8049, 2.1204]),
  rennes: place(bretagne, '35238 Rennes', '35000', ['2', 'QUAI', 'des Trois-Rivières'], [48.1119, -1.7024]),
  brest: place(bretagne, '29019 Brest', '29200', ['17', 'CHE', 'de Kerbernard'], [48.3904, -4.4861]),
  nantes: place(loire, '44109 Nantes', '44000', ['31', 'RUE', 'des Mariniers'], [47.2301, -1.5498]),
  saintHerblain: place(loire, '44162 Saint-Herblain', '44800', ['5', 'ALL', 'des Peupliers'], [47.2122, -1.6497]),
  toulouse: place(occitanie, '31555 Toulouse', '31000', ['60', 'BD', 'du Canal'], [43.6047, 1.4442]),
  montpellier: place(occitanie, '34172 Montpellier', '34000', ['14', 'AV', 'des Micocouliers'], [43.6108, 3.8767]),
  saintDenis: place(reunion, '97411 Saint-Denis', '97400', ['9', 'RUE', 'des Flamboyants'], [-20.8789, 55.4481]),
  saintPierre: place(reunion, '97416 Saint-Pierre', '97410', ['22', 'CHE', 'des Filaos'], [-21.3393, 55.4781]),
} as const;
