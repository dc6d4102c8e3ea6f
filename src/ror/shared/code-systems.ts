/** Builds the canonical URL of a reference terminology, which contains its number and name twice. */
const terminology = (number: string, name: string): string =>
  `https://mos.esante.gouv.fr/NOS/TRE_${number}-${name}/FHIR/TRE-${number}-${name}`;

/** How a contact point is reached: 1 mobile phone, 2 fixed phone, 3 e-mail, and more. */
export const COMMUNICATION_CHANNEL = terminology('R200', 'CanalCommunication');

/** The other code systems the ROR profiles bind to. */
export const CODE_SYSTEM = {
  additionalBedType: terminology('R334', 'TypeLitSupplementaire'),
  activityField: terminology('R227', 'ChampActivite'),
  capacityClosingType: terminology('R333', 'TypeFermetureCapacite'),
  capacityGender: terminology('R332', 'GenreCapacite'),
  capacityNature: terminology('R329', 'NatureCapacite'),
  capacitySource: terminology('R335', 'TypeSourceCapacite'),
  capacityStatus: terminology('R330', 'TypeStatutCapacite'),
  capacityTemporality: terminology('R331', 'TemporaliteCapacite'),
  careMode: terminology('R213', 'ModePriseEnCharge'),
  closingType: terminology('R286', 'TypeFermeture'),
  commune: terminology('R13', 'CommuneOM'),
  confidentialityLevel: terminology('R283', 'NiveauConfidentialite'),
  contactFunction: terminology('R251', 'FonctionContact'),
  contactNature: terminology('R287', 'NatureContact'),
  crisisType: terminology('R336', 'TypeCrise'),
  dependencyLevel: terminology('R237', 'GroupeTarifaireDependance'),
  equipment: terminology('R212', 'Equipement'),
  equipmentFeature: terminology('R340', 'TypeCaracteristiqueEquipement'),
  establishmentCategory: terminology('R66', 'CategorieEtablissement'),
  exerciseMode: terminology('R23', 'ModeExercice'),
  exerciseTitle: terminology('R11', 'CiviliteExercice'),
  expertiseType: terminology('R04', 'TypeSavoirFaire'),
  financialHelp: terminology('R241', 'AideFinanciere'),
  healthProfession: terminology('G15', 'ProfessionSante'),
  hoursType: terminology('R252', 'TypeHoraire'),
  internalOrganizationType: terminology('R207', 'TypeOrganisationInterne'),
  legalStatus: terminology('R72', 'FinessStatutJuridique'),
  legalStatusGroup: terminology('R69', 'FinessAgregatStatutJuridiqueNiv2'),
  locationFunction: terminology('R343', 'FonctionLieu'),
  locationStatus: terminology('R203', 'StatutLieu'),
  managementType: terminology('R236', 'ModeGestion'),
  offerCategory: terminology('R244', 'CategorieOrganisation'),
  operationalActivity: terminology('R211', 'ActiviteOperationnelle'),
  operationalActivityFamily: terminology('R265', 'PrestationPilotageSerafin'),
  operationalResourceIdentifierType: terminology('R354', 'TypeIdentifiantRessourceOperationnelle'),
  ordinalSpecialty: terminology('R38', 'SpecialiteOrdinale'),
  /** The profile of Organization writes this one with an underscore in the last segment too. */
  otherIdentifierType: terminology('R345', 'TypeIdentifiantAutre').replace('TRE-R345', 'TRE_R345'),
  patientPublic: terminology('R239', 'PublicPrisEnCharge'),
  priceCondition: terminology('R250', 'ConditionTarifaire'),
  priceType: terminology('R246', 'TypeTarif'),
  priceUnit: terminology('R228', 'UnitePrix'),
  receptionModality: terminology('R338', 'ModaliteAccueil'),
  receptionType: terminology('R240', 'TemporaliteAccueil'),
  region: terminology('R30', 'RegionOM'),
  residentialType: terminology('R242', 'TypeHabitation'),
  specificAct: terminology('R210', 'ActeSpecifique'),
  specificCompetence: terminology('R243', 'CompetenceSpecifique'),
  structureIdentifierType: terminology('G07', 'TypeIdentifiantStructure'),
  temporaryAssignment: terminology('R337', 'AffectationTemporaire'),
  territorialDivisionType: terminology('R201', 'TypeDivisionTerritoriale'),
} as const;

/** `Identifier.system` of the identifiers the directory uses. */
export const IDENTIFIER_SYSTEM = {
  finess: 'http://finess.esante.gouv.fr',
  internalOrganization: 'https://oi.esante.gouv.fr',
  nationalPractitioner: 'urn:oid:1.2.250.1.71.4.2.1',
  nationalStructure: 'urn:oid:1.2.250.1.71.4.2.2',
  sirene: 'http://sirene.fr',
} as const;
