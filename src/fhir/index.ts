export {
  type BearerChallenge,
  FhirError,
  type FhirErrorKind,
  type FhirErrorOptions,
  type IssueDetail,
  type TextPosition,
} from './errors/fhir-error';
export {
  AccessControl,
  FhirPolicy,
  NOTHING,
  type AccessChange,
  type AccessPolicy,
  type Denial,
  type Disclosure,
  type LabelledPlace,
  type Labelling,
} from './access';
export { type AuditOptions, AUDIT_OPTIONS } from './audit/audit-options';
export { AuditEventModule, AuditModule, auditPlugins, ProvenanceModule } from './audit/audit.module';
export { auditEvent } from './audit/audit-event';
export { recordOf, type AuditRecord } from './audit/audit-record';
export { AuditTrail } from './audit/audit-trail';
export { ChainHasher } from './audit/chain';
export { type ChainFault, type Verified, verifyChain } from './audit/verify-chain';
export * from './ports/audit';
export * from './ports/capabilities';
export * from './ports/conditions';
export * from './ports/labels';
export * from './ports/page-limits';
export * from './ports/index-change';
export * from './ports/resource-store';
export * from './ports/jobs';
export * from './ports/rates';
export * from './ports/samples';
export * from './ports/search';
export * from './ports/search-index';
export * from './ports/sort-position';
export * from './ports/snapshot';
export * from './ports/unit-of-work';
export * from './ports/history-times';
export * from './ports/versions';
export {
  databaseFull,
  databaseGone,
  databaseHeld,
  databaseLocked,
  databaseOfOthers,
  databaseSilent,
  statementTooSlow,
  databaseSlow,
} from './ports/store-faults';
export { isJsonObject, type JsonObject, type JsonValue } from './json/json-value';
export * from './model/definitions';
export type { AppliedRule, DialectContext, MissingExplanation, PatchDialect } from './patch/patch-dialect';
export { operationOutcome } from './errors/operation-outcome';
export {
  FHIR_OPTIONS,
  type FhirOptions,
  type GivenFhirOptions,
  type Handling,
  type IndexingState,
  type PageLink,
} from './options/fhir-options';
export { FhirModule, type FhirModuleOptions } from './fhir.module';
export { EntityTagCondition, weakETag } from './model/entity-tag';
export { resourcePlugin } from './assembly/resource-plugin';
export type { AssociatedData, AssociatedInclude } from './plugin/associated-data';
export type { JobOptions } from './options/job-options';
export {
  FhirJob,
  JobFailedError,
  JobLostError,
  type JobHandler,
  type JobProgress,
  type JobRun,
} from './service/jobs/fhir-job';
export { JobRunner } from './service/jobs/job-runner';
export { Jobs } from './service/jobs/jobs';
export { FileReply, type FileBody } from './rest/file-reply';
export { FhirPlugin, type FhirPluginMetadata, type PluginModule } from './assembly/fhir-plugin';
export {
  FhirOperation,
  type OperationAnswer,
  type OperationAnswerFacts,
  type OperationCall,
  type OperationEvent,
  type OperationLevel,
  type OperationMethod,
  type OperationOptions,
  type OperationPlans,
  type PlanMaker,
} from './service/operations/fhir-operation';
export { OperationParameter, type OperationParameterFacts } from './service/operations/operation-parameter';
export {
  type AnswerEnd,
  type AnswerFacts,
  Hook,
  type HookListener,
  type HookPoint,
  type HookPoints,
} from './plugin/hooks';
export {
  ClientCertificates,
  type CertificateOptions,
  ClientLimits,
  type ClientLimitsOptions,
  hasPublicKeys,
  type IntrospectionOptions,
  type IssuerOptions,
  TokenAuthenticator,
  type TokenAuthenticatorOptions,
  type TokenRules,
  TrustedProxies,
} from './auth';
export type { Throttle } from './options/throttle';
export type { Authenticator, ClientCertificate, SecurityDescription } from './options/authenticator';
export type {
  Principal,
  RequestContext,
  RequestInteraction,
  RequestMemory,
  RequestOrigin,
  UnitReads,
} from './plugin/request-context';
export {
  defineResource,
  type Interaction,
  type ResourceDefinition,
  type PatchExample,
  type ResourceExamples,
} from './plugin/resource-definition';
export { CLOCK, ID_GENERATOR, type Clock, type IdGenerator } from './ports/clock';
export { FhirExceptionFilter } from './rest/fhir-exception.filter';
export { FhirReply } from './rest/fhir-reply';
export { FhirRoute, type RouteFacts } from './rest/fhir-route';
export { FhirRoutes } from './rest/fhir-routes';
export { contextOf, findContext, setPrincipal } from './rest/request-context';
export type { FhirResult } from './rest/results';
export { requireOneSpelling } from './rest/one-spelling';
export * from './rest/edge';
export { echoRequestId, requestIdOf } from './rest/request-id';
export { resourceController, type ResourceController } from './rest/resource.controller';
export { type Neighbour, type NeighbourSource, Neighbours, type ResourceRules } from './service/resource-rules';
export { isAfter } from './validation/temporal';
export { StoreRegistry } from './service/store-registry';
export { ResourceRepository } from './service/resource.repository';
export { ResourceService } from './service/resource.service';
export { repositoryOf, serviceOf, type TokenOf } from './service/service-of';
export { ServiceRegistry } from './service/service-registry';
export { writeEach } from './service/write-each';
export { ReadyWrites } from './service/ready-writes';
export { WritePipeline } from './service/write-pipeline';
export type { Carried, Finish, MakePlans } from './service/carry-out';
export type { Assumption } from './service/criteria/assumption';
export { ConditionalPlans, type Conditional } from './service/criteria/conditional-plans';
export type {
  DeletePlan,
  Draft,
  KeptPlan,
  Plan,
  PlanOutcome,
  ReadyWrite,
  WriteOutcome,
  WritePlan,
} from './service/write-plan';
export type { PluginUnit, PluginWrite, StagedWrite } from './plugin/plugin-unit';
export { Undocumented } from './plugin/undocumented';
export { Pace } from './service/pace';
export { seed } from './service/seed';
export { stamp, withoutStamp } from './service/stamp';
export { jsonEqual } from './patch/json-equal';
export { buildOpenApi, type OpenApiOptions, serveSwagger, type SwaggerOptions } from './openapi';
export { repairElement } from './lenient';
export { applyFhirPathPatch, encodePatchValue } from './patch';
export { validateResource, type ValidationOptions } from './validation';
export { typeOfKey, valueKey } from './patch/values/patch-value';
export { TELEMETRY, type Telemetry } from './ports/telemetry';
export type { PatchLimits, PatchOptions, PatchResult } from './patch';
export { completeSnapshot } from './profile';
export type { DefinitionSource } from './profile/definition-library';
export { IndexUpkeep, type Rebuild } from './service/index-upkeep';
export type { KeptIndex } from './service/kept-index';
export { ResourceIndex } from './service/resource-index';
export * from './ports/cursor';
export {
  EXPORT_PAGE,
  exportPages,
  exportResources,
  type ExportPage,
  type ExportReading,
  type ExportSource,
} from './bulk/export-resources';
export {
  allFit,
  clauseFits,
  indexChange,
  isAnswered,
  searchableType,
  type Candidate,
  type FilterManner,
  type SearchDialect,
  type SearchDialectContext,
  type SentCriterion,
  type Documentation,
  type Places,
  type SearchableType,
  type SearchParameterDeclaration,
  type SearchParameterOfOthers,
  type Surroundings,
  r4SearchParameters,
} from './search';
export { foldedStart, foldText } from './search/fold-text';
export { remembered } from './search/remembered';
export {
  boxesAround,
  distanceBetween,
  EARTH_RADIUS,
  squareOf,
  unitVector,
  type Box,
  type Position,
} from './search/sphere';
export { entryKey } from './search/entry-key';
export { referencesOf } from './integrity/references';
export {
  htmlSecurityHeaders,
  siteOf,
  titleOf,
  welcomePage,
  type SampleGroup,
  type Site,
  type WelcomeView,
} from './html';
export { FhirDecimal, isJsonNumber, parseStored, stringifyJson } from './json';
export { decodeXml, parseXml, writeXml, type ParsedXml, type ParseXmlOptions, type WriteXmlOptions } from './xml';
export { applyJsonPatch } from './patch/json-patch';
export { diff } from './patch/diff';
export {
  alternatives,
  inLanguage,
  LANGUAGE_TAGS,
  say,
  SentenceError,
  type Language,
  type LanguageTag,
  type Message,
  type PluginMessages,
  type Text,
  type Translations,
} from './messages';
export { LANGUAGES } from './options/tokens';
export { languageFor } from './rest/language';
export { SmartScopesModule } from './smart/smart-plugin';
