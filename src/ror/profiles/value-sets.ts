import type { ValueSet } from 'fhir/r4';
import { codeSystemUrl, guideUrl, idOfUrl, valueSetUrl } from '../shared/canonical';

/**
 * The national value sets the ROR binds to, each with its code systems. Codes follow the system when the set is short
 * and closed; otherwise only the system of a coding can be checked. An empty row is a set bound to strings, or one
 * whose content is unknown.
 */
export const NATIONAL_VALUE_SETS = {
  'J16-ActeSpecifique': ['R210-ActeSpecifique'],
  'J17-ActiviteOperationnelle': ['R211-ActiviteOperationnelle'],
  'J18-EquipementSpecifique': ['R212-Equipement'],
  'J19-ModePriseEnCharge': ['R213-ModePriseEnCharge'],
  'J20-ChampActivite': ['R227-ChampActivite 01 02 03 04 05'],
  'J26-ModeGestion': ['R236-ModeGestion'],
  'J27-GroupeTarifaireDependance': ['R237-GroupeTarifaireDependance'],
  'J28-OuvertureAnnuelle': ['R238-OuvertureAnnuelle 01 02 03 04 05'],
  'J29-PublicPrisEnCharge': ['R239-PublicPrisEnCharge'],
  'J30-TemporaliteAccueil': ['R240-TemporaliteAccueil'],
  'J31-AideFinanciere': ['R241-AideFinanciere'],
  'J32-TypeHabitation': ['R242-TypeHabitation'],
  'J33-CompetenceSpecifique': ['R243-CompetenceSpecifique'],
  'J35-SpecialisationDePriseEnCharge': ['R245-SpecialisationDePriseEnCharge'],
  'J36-TypeTarif': ['R246-TypeTarif'],
  'J39-ConditionTarifaire': ['R250-ConditionTarifaire'],
  'J41-TypeHoraire': ['R252-TypeHoraire'],
  'J50-AccessibiliteLieu': ['R202-AccessibiliteLieu'],
  'J51-FamilleActiviteOperationnelle': ['R265-PrestationPilotageSerafin'],
  'J55-CategorieEG': ['R66-CategorieEtablissement'],
  'J185-TypeFermeture': ['R286-TypeFermeture DEF PRO'],
  'J186-ProfessionRessource': [
    'R356-ProfessionRessource',
    'G15-ProfessionSante',
    'G16-ProfessionFormation',
    'R85-RolePriseCharge',
    'R94-ProfessionSocial',
    'R95-UsagerTitre',
    'R96-AutreFonctionSanitaire',
  ],
  'J187-NatureCapacite': ['R329-NatureCapacite 01 02 03'],
  'J188-TypeStatutCapacite': ['R330-TypeStatutCapacite 01 02 03 04 05 06'],
  'J189-TemporaliteCapacite': ['R331-TemporaliteCapacite'],
  'J190-GenreCapacite': ['R332-GenreCapacite 01 02 03 04'],
  'J191-TypeFermetureCapacite': ['R333-TypeFermetureCapacite'],
  'J192-TypeLitSupplementaire': ['R334-TypeLitSupplementaire'],
  'J193-TypeSourceCapacite': ['R335-TypeSourceCapacite'],
  'J194-TypeCrise': ['R336-TypeCrise'],
  'J195-AffectationTemporaire': ['R337-AffectationTemporaire'],
  'J198-FonctionLieu': ['R343-FonctionLieu'],
  'J199-StatutJuridique': ['R72-FinessStatutJuridique'],
  'J200-SousEnsembleAgregatStatutJuridique': ['R69-FinessAgregatStatutJuridiqueNiv2'],
  'J201-TypeFermeture': ['R286-TypeFermeture CHP DEF EML ERR NDI PRO'],
  'J202-ESPIC': ['R73-ESPIC 0 1 2 3 4 5 6 7 9'],
  'J203-TypeOrganisationInterne': ['R207-TypeOrganisationInterne 1 2 3 4'],
  'J204-NiveauRecoursORSAN': ['R284-NiveauRecoursORSAN'],
  'J205-UnitePrix': ['R228-UnitePrix'],
  'J206-PrestationNonObligatoireIncluse': ['R264-PrestationNonObligatoireIncluse'],
  'J207-Civilite': [],
  'J208-CiviliteExercice': ['R11-CiviliteExercice'],
  'J209-TypeSavoirFaire': ['R04-TypeSavoirFaire C CAPA CEX DEC DNQ FQ OP PAC S SH'],
  'J210-SpecialiteOrdinale': ['R38-SpecialiteOrdinale'],
  'J211-CompetenceExclusive': ['R40-CompetenceExclusive CEX22 CEX24 CEX26 CEX64'],
  'J212-OrientationParticuliere': ['G13-OrientationParticuliere 80 81'],
  'J213-CapaciteSavoirFaire': ['R43-CapaciteSavoirFaire'],
  'J214-QualificationPAC': ['R44-QualificationPAC PAC00'],
  'J215-DESCnonQualifiant': ['R42-DESCnonQualifiant'],
  'J216-DroitExerciceCompl': ['R97-DroitExerciceCompl'],
  'J217-ModeExercice': ['R23-ModeExercice'],
  'J218-CNAMAmeliSecteurConventionnement': ['R282-CNAMAmeliSecteurConventionnement c1 c2 c3 nc'],
  'J219-TypeVoie': [],
  'J220-FonctionContact': ['R251-FonctionContact'],
  'J221-NatureContact': ['R287-NatureContact'],
  'J222-NiveauConfidentialite': ['R283-NiveauConfidentialite 1 2 3'],
  'J223-TypeDivisionTerritoriale': ['R201-TypeDivisionTerritoriale 1 2 3 4 5 6'],
  'J224-StatutLieu': ['R203-StatutLieu 1 2 3'],
  'J225-CanalCommunication': ['R200-CanalCommunication 1 2 3 4 5 6 7 8 9'],
  'J226-ModaliteAccueil': ['R338-ModaliteAccueil'],
  'J227-NiveauExpertise': ['R344-NiveauExpertise', 'R253-TypeMaternite'],
  'J228-TypeCaracteristiqueEquipement': ['R340-TypeCaracteristiqueEquipement'],
  'J229-ProfessionSante': ['G15-ProfessionSante'],
  'J230-CommuneOM': ['R13-CommuneOM', 'R13-Commune'],
  'J232-Competence': ['R39-Competence'],
  'J237-RegionOM': ['R30-RegionOM'],
  'J238-TypeOffre': ['R244-CategorieOrganisation'],
} as const satisfies Record<string, readonly string[]>;

export type NationalValueSet = keyof typeof NATIONAL_VALUE_SETS;

/** The value sets with a known code system, followed by the guide's own. */
export function valueSets(): ValueSet[] {
  const national = Object.entries<readonly string[]>(NATIONAL_VALUE_SETS).filter(([, systems]) => systems.length > 0);
  const communes = valueSet(COMMUNE, 'JDV_J124-Commune', NATIONAL_VALUE_SETS['J230-CommuneOM'].map(inclusion));
  return [...national.map(nationalValueSet), communes, ...OWN_VALUE_SETS];
}

function nationalValueSet([name, systems]: [string, readonly string[]]): ValueSet {
  return valueSet(valueSetUrl(name), `JDV_${name}_ROR`, systems.map(inclusion));
}

/** The code system of a set, if there is only one. */
export function systemOf(set: NationalValueSet): string | undefined {
  const [only, ...more]: readonly string[] = NATIONAL_VALUE_SETS[set];
  return only === undefined || more.length > 0 ? undefined : inclusion(only).system;
}

type Inclusion = NonNullable<ValueSet['compose']>['include'][number];

function inclusion(row: string): Inclusion {
  const [system, ...codes] = row.split(' ');
  return { system: codeSystemUrl(system!), ...(codes.length > 0 && { concept: codes.map((code) => ({ code })) }) };
}

function valueSet(url: string, name: string, include: Inclusion[]): ValueSet {
  return {
    resourceType: 'ValueSet',
    id: idOfUrl(url),
    url,
    name: name.replace(/-/g, '_'),
    status: 'active',
    compose: { include },
  };
}

/** A national value set outside the ROR, whose URL lacks the suffix. */
const COMMUNE = 'https://mos.esante.gouv.fr/NOS/JDV_J124-Commune/FHIR/JDV-J124-Commune';

/** The guide's three own sets: two cover its own code systems, one combines all lists of territories. */
const OWN_VALUE_SETS: readonly ValueSet[] = [
  valueSet(guideUrl('ValueSet/act-type-ror-valueset'), 'ActTypeRORValueSet', [
    { system: guideUrl('CodeSystem/act-type-ror-codesystem') },
  ]),
  valueSet(guideUrl('ValueSet/ror-include-associated-data-vs'), 'RORIncludeAssociatedDataValueSet', [
    { system: guideUrl('CodeSystem/ror-include-associated-data-code-system') },
  ]),
  valueSet(
    guideUrl('ValueSet/code-region-territorial-division-ror-valueset'),
    'CodeRegionTerritorialDivisionRORValueSet',
    [
      { valueSet: [COMMUNE] },
      ...['J248-DepartementOM', 'J237-RegionOM', 'J249-TerritoireSante', 'J247-Pays'].map((name) => ({
        valueSet: [valueSetUrl(name)],
      })),
    ],
  ),
];
