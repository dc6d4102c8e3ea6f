const ROR = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition';

/** Extension from which a missing `ContactPoint.system` is derived. */
export const TELECOM_COMMUNICATION_CHANNEL = `${ROR}/ror-telecom-communication-channel`;

const ANNUAIRE = 'https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition';
const HL7 = 'http://hl7.org/fhir/StructureDefinition';

/** The other extensions of the ROR profiles, and the foreign ones they use; sub-extensions have relative URLs. */
export const EXTENSION = {
  accomodationFamily: `${ROR}/ror-organization-accomodation-family`,
  actType: `${ROR}/ror-act-type`,
  addressHouseNumber: `${HL7}/iso21090-ADXP-houseNumber`,
  addressStreetNameBase: `${HL7}/iso21090-ADXP-streetNameBase`,
  addressStreetNameType: `${HL7}/iso21090-ADXP-streetNameType`,
  availableTimeDay: `${ROR}/ror-available-time-number-days-of-week`,
  availableTimeType: `${ROR}/ror-available-time-type-of-time`,
  communeCog: `${ROR}/ror-commune-cog`,
  confidentialityLevel: `${ROR}/ror-confidentiality-level`,
  contactConfidentialityLevel: `${ROR}/ror-contact-confidentiality-level`,
  contactFunction: `${ROR}/ror-contact-function-contact`,
  closingType: `${ROR}/ror-organization-closing-type`,
  coordinateReliability: `${ROR}/ror-coordinate-reliability`,
  dropZone: `${ROR}/ror-organization-drop-zone`,
  equipment: `${ROR}/ror-location-equipment`,
  equipmentLimit: `${ROR}/ror-location-equipment-limit`,
  exerciseMode: `${ROR}/ror-practitionerrole-unit-exercise-mode`,
  financialHelp: `${ROR}/ror-organization-financial-help-type`,
  levelOfRecourse: `${ROR}/ror-organization-level-recours-orsan`,
  locationComment: `${ROR}/ror-location-comment`,
  metaCreationDate: `${ROR}/ror-meta-creation-date`,
  organizationCreationDate: `${ROR}/ror-organization-creation-date`,
  organizationPeriod: `${HL7}/organization-period`,
  organizationReopeningDate: `${ROR}/ror-organization-reopening-date`,
  patientType: `${ROR}/ror-healthcareservice-patient-type`,
  practitionerRoleName: `${ROR}/ror-practitionerrole-name`,
  price: `${ROR}/ror-organization-price`,
  psychiatricSector: `${ROR}/ror-healthcareservice-psychiatric-sector`,
  residentialCapacity: `${ROR}/ror-location-residential-capacity`,
  sensitiveUnit: `${ROR}/ror-healthcareservice-sensitive-unit`,
  serviceContact: `${ROR}/ror-healthcareservice-contact`,
  serviceContactTelecom: `${ROR}/ror-healthcareservice-contact-telecom`,
  supportedCapacity: `${ROR}/ror-location-supported-capacity`,
  telecomConfidentialityLevel: `${ROR}/ror-telecom-confidentiality-level`,
  telecomUsage: `${ROR}/ror-telecom-usage`,
  territorialDivision: `${ROR}/ror-territorial-division`,
  vitaleAccepted: `${ANNUAIRE}/as-ext-practitionerrole-vitale-accepted`,
} as const;
