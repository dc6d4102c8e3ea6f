function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** The resource types of R4, to recognise text that looks like a reference but is not one. */
export const RESOURCE_TYPES: ReadonlySet<string> = words(`
  Account ActivityDefinition AdverseEvent AllergyIntolerance Appointment AppointmentResponse AuditEvent Basic
  Binary BiologicallyDerivedProduct BodyStructure Bundle CapabilityStatement CarePlan CareTeam CatalogEntry
  ChargeItem ChargeItemDefinition Claim ClaimResponse ClinicalImpression CodeSystem Communication
  CommunicationRequest CompartmentDefinition Composition ConceptMap Condition Consent Contract Coverage
  CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue Device DeviceDefinition DeviceMetric
  DeviceRequest DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference EffectEvidenceSynthesis
  Encounter Endpoint EnrollmentRequest EnrollmentResponse EpisodeOfCare EventDefinition Evidence EvidenceVariable
  ExampleScenario ExplanationOfBenefit FamilyMemberHistory Flag Goal GraphDefinition Group GuidanceResponse
  HealthcareService ImagingStudy Immunization ImmunizationEvaluation ImmunizationRecommendation
  ImplementationGuide InsurancePlan Invoice Library Linkage List Location Measure MeasureReport Media Medication
  MedicationAdministration MedicationDispense MedicationKnowledge MedicationRequest MedicationStatement
  MedicinalProduct MedicinalProductAuthorization MedicinalProductContraindication MedicinalProductIndication
  MedicinalProductIngredient MedicinalProductInteraction MedicinalProductManufactured MedicinalProductPackaged
  MedicinalProductPharmaceutical MedicinalProductUndesirableEffect MessageDefinition MessageHeader
  MolecularSequence NamingSystem NutritionOrder Observation ObservationDefinition OperationDefinition
  OperationOutcome Organization OrganizationAffiliation Parameters Patient PaymentNotice PaymentReconciliation
  Person PlanDefinition Practitioner PractitionerRole Procedure Provenance Questionnaire QuestionnaireResponse
  RelatedPerson RequestGroup ResearchDefinition ResearchElementDefinition ResearchStudy ResearchSubject
  RiskAssessment RiskEvidenceSynthesis Schedule SearchParameter ServiceRequest Slot Specimen SpecimenDefinition
  StructureDefinition StructureMap Subscription Substance SubstanceNucleicAcid SubstancePolymer SubstanceProtein
  SubstanceReferenceInformation SubstanceSourceMaterial SubstanceSpecification SupplyDelivery SupplyRequest Task
  TerminologyCapabilities TestReport TestScript ValueSet VerificationResult VisionPrescription
`);

/** Choice elements, whose JSON member name ends in the type: `value` for `valueReference`. */
export const CHOICES: ReadonlySet<string> = words(`
  abatement additive age allowed amount answer asNeeded author born bounds characteristic chargeItem code
  collected content created date deceased defaultValue definingSubstance definition detail diagnosis dose
  doseNumber due effective entity event example fastingStatus fixed identified indication item legallyBinding
  location manufacturer maxValue medication minValue minimumVolume module multipleBirth name occurred occurrence
  offset onset participantEffective pattern performed probability procedure product quantity rate reported
  scheduled seriesDoses serviced source start statusReason studyEffective subject substance target time timing
  topic used value when
`);

/** The types such a member name may end in. */
export const CHOICE_TYPES: ReadonlySet<string> = words(`
  Address Age Annotation Attachment Base64Binary Boolean Canonical Code CodeableConcept Coding ContactDetail
  ContactPoint Contributor Count DataRequirement Date DateTime Decimal Distance Dosage Duration Expression
  HumanName Id Identifier Instant Integer Markdown Meta Money Oid ParameterDefinition Period PositiveInt Quantity
  Range Ratio Reference RelatedArtifact SampledData Signature String Time Timing TriggerDefinition UnsignedInt Uri
  Url UsageContext Uuid
`);

/** Elements whose own name looks like a choice member: `Type.member`, or `Type.parent.member` at deeper levels. */
export const NO_CHOICES: ReadonlySet<string> = words(`
  ActivityDefinition.effectivePeriod BiologicallyDerivedProduct.productCode ChargeItem.definitionCanonical
  ChargeItem.definitionUri ChargeItemDefinition.effectivePeriod ClinicalImpression.finding.itemCodeableConcept
  ClinicalImpression.finding.itemReference Consent.dateTime Contract.valuedItem.effectiveTime
  Device.property.valueCode Device.property.valueQuantity DeviceDefinition.property.valueCode
  DeviceDefinition.property.valueQuantity EffectEvidenceSynthesis.effectivePeriod EventDefinition.effectivePeriod
  Evidence.effectivePeriod EvidenceVariable.effectivePeriod GuidanceResponse.occurrenceDateTime
  ImagingStudy.procedureCode ImagingStudy.procedureReference Immunization.doseQuantity Library.effectivePeriod
  Measure.effectivePeriod MedicinalProduct.manufacturingBusinessOperation.effectiveDate
  MedicinalProduct.marketingStatus.dateRange MedicinalProductPackaged.marketingStatus.dateRange
  NutritionOrder.dateTime OperationDefinition.referencedFrom.sourceId PlanDefinition.effectivePeriod
  Procedure.usedCode Procedure.usedReference Questionnaire.effectivePeriod ResearchDefinition.effectivePeriod
  ResearchElementDefinition.effectivePeriod RiskEvidenceSynthesis.effectivePeriod ServiceRequest.locationCode
  ServiceRequest.locationReference StructureDefinition.element.contentReference TestScript.assert.sourceId
  TestScript.operation.sourceId TestScript.operation.targetId TestScript.variable.sourceId
  VerificationResult.attestation.sourceSignature
`);
