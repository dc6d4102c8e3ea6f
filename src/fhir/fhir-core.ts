import type { DynamicModule, InjectionToken, ModuleMetadata, Provider, Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccessControl, GIVEN_POLICIES, VersionViews, type AccessPolicy } from './access';
import { ApplicationCheck } from './assembly/application-check';
import { PluginCheck, PLUGINS } from './assembly/plugin-check';
import { tokensOfParts, type ResourceParts } from './assembly/resource-parts';
import { CapabilityService } from './capability/capability.service';
import { FHIR_OPTIONS, FHIR_PATH, type FhirOptions } from './options/fhir-options';
import { ReferentialIntegrity } from './service/referential-integrity';
import { ExportJob } from './bulk/export-job';
import { ExportOperation } from './bulk/export.operation';
import { ExportReader } from './bulk/read-export';
import { speakLanguages } from './messages';
import { AsyncJob } from './operations/async-job';
import { AsyncOperation } from './operations/async.operation';
import { DiffOperation } from './operations/diff.operation';
import { MetaOperation } from './operations/meta.operation';
import { OperationDefinitions } from './operations/operation-definitions';
import { OperationRunner } from './operations/operation-runner';
import { ValidateOperation } from './operations/validate.operation';
import { DiffService } from './operations/diff.service';
import { ValidateService } from './operations/validate.service';
import { WriteTrial } from './operations/write-trial';
import { type PluginModule, type PluginSummary } from './assembly/fhir-plugin';
import { ASSOCIATED_DATA } from './plugin/associated-data';
import { HookRegistry } from './plugin/hooks';
import { OperationRegistry } from './service/operations/operation-registry';
import { MOUNTED_MODULES, SERVED_MODULES, ServedProviders } from './plugin/served-providers';
import { CLOCK, ID_GENERATOR, randomId, systemClock } from './ports/clock';
import { RESOURCE_STORE, type ResourceStore } from './ports/resource-store';
import { DEFINITION_SOURCES, DefinitionLibrary } from './profile/definition-library';
import { AsyncAnswers } from './rest/async/async-answers';
import { RouteHandlers } from './rest/async/route-handlers';
import { HistoryAnswers } from './rest/history/history-answers';
import { InFlight } from './rest/edge/in-flight';
import { Batch } from './rest/bundle/batch';
import { EntryAnswers } from './rest/bundle/entry-answers';
import { EntryWorks } from './rest/bundle/entry-work';
import { ReadHandlers } from './rest/bundle/read-handlers';
import { Transaction } from './rest/bundle/transaction';
import { FhirExceptionFilter } from './rest/fhir-exception.filter';
import { Mount } from './rest/mount';
import { MountMiddleware } from './rest/mount.middleware';
import { Refusals } from './rest/refusals';
import { ReplyWriter } from './rest/reply-writer';
import { PATCH_DIALECT } from './rest/resource.controller';
import { PageTokens } from './rest/search/page-tokens';
import { ListCriterion } from './rest/search/list-criterion';
import { SystemSearch } from './rest/search/system-search';
import { SEARCH_DIALECT, SearchAnswers } from './rest/search/search-answers';
import { LANGUAGES, RESOURCE_DEFINITIONS } from './options/tokens';
import { ConditionalPlans } from './service/criteria/conditional-plans';
import { IncludeTargets } from './service/include-targets';
import { Includes } from './service/includes';
import { JobRunner } from './service/jobs/job-runner';
import { Jobs } from './service/jobs/jobs';
import { IndexUpkeep } from './service/index-upkeep';
import { LabelsInForce } from './service/labels-in-force';
import { ResourceIndex } from './service/resource-index';
import { ResourceValidator } from './service/resource-validator';
import { RuleChecker } from './service/rule-checker';
import { MetaInUse } from './service/meta-in-use';
import { Disclosing } from './service/disclosing';
import { Narrowing } from './service/narrowing';
import { VersionProvenance } from './service/version-provenance';
import { VisibleVersions } from './service/visible-versions';
import { PrepareDefinitions } from './service/prepare-definitions';
import { PlanPreparation } from './service/plan-preparation';
import { ReadyWrites } from './service/ready-writes';
import { SeenNeighbours } from './service/seen-neighbours';
import { ServiceRegistry } from './service/service-registry';
import { StoreRegistry } from './service/store-registry';
import { WriteJudge } from './service/write-judge';
import { WrittenView } from './service/written-view';
import { WritePipeline } from './service/write-pipeline';
import { WritePlanner } from './service/write-planner';

export interface CoreOptions {
  readonly path: string;
  readonly persistence: Type | DynamicModule;
  /** Provider of FHIR_OPTIONS. */
  readonly options: Provider<FhirOptions>;
  /** Modules that the provider of the options needs. */
  readonly imports: ModuleMetadata['imports'];
  readonly plugins: PluginSummary;
  /** The plugin modules as they were given. */
  readonly modules: readonly PluginModule[];
  /** Policies in addition to those of the plugins. */
  readonly policies: readonly AccessPolicy[];
  /** The classes that serve each type. */
  readonly parts: Iterable<ResourceParts>;
  /** The modules of the plugins; available once they have been created, which needs this module. */
  served(): readonly Type[];
  /** The modules with routes; available like `served`. */
  mounted(): readonly Type[];
}

/** The part of a FHIR server shared by all resource types: everything that its plugins can have injected. */
export function fhirCore({
  path,
  persistence,
  options,
  imports = [],
  plugins,
  modules,
  policies,
  parts,
  served,
  mounted,
}: CoreOptions): DynamicModule {
  class FhirCore {}
  const { definitions, patchDialect, searchDialect, sources, messages, associatedData, stores } = plugins;
  const providers: Provider[] = [
    options,
    { provide: FHIR_PATH, useValue: path },
    { provide: MOUNTED_MODULES, useValue: mounted },
    { provide: SERVED_MODULES, useFactory: () => [...served(), FhirCore] },
    {
      provide: StoreRegistry,
      inject: [FHIR_OPTIONS, RESOURCE_STORE, ...stores.values()],
      useFactory: ({ updateCreate }: FhirOptions, main: ResourceStore, ...own: ResourceStore[]) =>
        new StoreRegistry({
          main,
          own: new Map([...stores.keys()].map((type, index) => [type, own[index]!])),
          definitions: definitions.values(),
          updateCreate,
        }),
    },
    { provide: RESOURCE_DEFINITIONS, inject: [StoreRegistry], useFactory: ({ served }: StoreRegistry) => served },
    { provide: PLUGINS, useValue: modules },
    { provide: GIVEN_POLICIES, useValue: policies },
    { provide: DEFINITION_SOURCES, useValue: sources },
    { provide: ASSOCIATED_DATA, useValue: associatedData },
    { provide: PATCH_DIALECT, useValue: patchDialect },
    { provide: SEARCH_DIALECT, useValue: searchDialect },
    { provide: CLOCK, useValue: systemClock },
    { provide: ID_GENERATOR, useValue: randomId },
    {
      provide: InFlight,
      inject: [FHIR_OPTIONS],
      useFactory: ({ memoryBudget }: FhirOptions) => new InFlight(memoryBudget),
    },
    {
      provide: LANGUAGES,
      inject: [FHIR_OPTIONS],
      useFactory: ({ language = 'en', messages: own = {} }: FhirOptions) =>
        speakLanguages(language, [...messages, own]),
    },
    ...SERVICES,
    ...[...parts].flatMap(tokensOfParts),
  ];
  return {
    module: FhirCore,
    imports: [DiscoveryModule, persistence, ...imports],
    providers,
    exports: [...providers.map(tokenOf), persistence],
  };
}

const SERVICES: readonly Type[] = [
  AccessControl,
  AsyncAnswers,
  AsyncJob,
  AsyncOperation,
  Batch,
  CapabilityService,
  ConditionalPlans,
  DefinitionLibrary,
  DiffOperation,
  DiffService,
  EntryAnswers,
  EntryWorks,
  ExportJob,
  ExportOperation,
  ExportReader,
  FhirExceptionFilter,
  HistoryAnswers,
  HookRegistry,
  IncludeTargets,
  Includes,
  IndexUpkeep,
  JobRunner,
  Jobs,
  LabelsInForce,
  ListCriterion,
  MetaInUse,
  MetaOperation,
  Mount,
  MountMiddleware,
  Disclosing,
  Narrowing,
  OperationDefinitions,
  OperationRegistry,
  OperationRunner,
  PageTokens,
  PlanPreparation,
  ApplicationCheck,
  PluginCheck,
  PrepareDefinitions,
  ReadHandlers,
  ReadyWrites,
  ReferentialIntegrity,
  Refusals,
  ReplyWriter,
  ResourceIndex,
  ResourceValidator,
  RouteHandlers,
  RuleChecker,
  SearchAnswers,
  SeenNeighbours,
  ServedProviders,
  ServiceRegistry,
  SystemSearch,
  Transaction,
  ValidateOperation,
  ValidateService,
  VersionProvenance,
  VersionViews,
  VisibleVersions,
  WriteJudge,
  WritePipeline,
  WritePlanner,
  WriteTrial,
  WrittenView,
];

function tokenOf(provider: Provider): InjectionToken {
  return typeof provider === 'function' ? provider : provider.provide;
}
