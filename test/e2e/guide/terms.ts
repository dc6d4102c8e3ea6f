/** Code systems by the number the guide's pages use as abbreviation: `T(TRE_R211)`. */
const NAMES = {
  R13: 'CommuneOM', R30: 'RegionOM', R66: 'CategorieEtablissement', R210: 'ActeSpecifique', R211: 'ActiviteOperationnelle',
  R212: 'Equipement', R213: 'ModePriseEnCharge', R236: 'ModeGestion', R240: 'TemporaliteAccueil', R244: 'CategorieOrganisation',
  R246: 'TypeTarif', R253: 'TemporaliteActivite', R329: 'NatureCapacite', R330: 'TypeStatutCapacite', R331: 'TemporaliteCapacite',
  R332: 'GenreCapacite', R333: 'TypeFermetureCapacite', R338: 'ModaliteAccueil', R340: 'TypeCaracteristiqueEquipement',
  R343: 'FonctionLieu', R242: 'TypeHabitation', R247: 'TarifParticulier', R248: 'NiveauDependance', R249: 'TypeAccueil',
} as const; // prettier-ignore
export type Terminology = keyof typeof NAMES;

export function T(number: Terminology): string {
  const name = `${number}-${NAMES[number]}`;
  return `https://mos.esante.gouv.fr/NOS/TRE_${name}/FHIR/TRE-${name}`;
}

export const coded = (number: Terminology, code: string) => ({ coding: [{ system: T(number), code }] });

/** The includes that most pages use for an offer. */
export const INC = [
  '_include=HealthcareService:organization',
  '_include:iterate=Organization:partof',
  '_include=HealthcareService:location',
  '_revinclude=PractitionerRole:service',
  '_include=PractitionerRole:practitioner',
].join('&');
/** The same as older pages write it. */
export const OLD_INC = INC.replace('_include=HealthcareService:org', '_include:iterate=HealthcareService:org');

export const WITH_OFFERS = '_revinclude=HealthcareService:location';
