import { type DynamicModule, Inject, Module, type OnModuleInit, type Type } from '@nestjs/common';
import { APP_FILTER, DiscoveryModule, HttpAdapterHost, RouterModule } from '@nestjs/core';
import { CapabilityService } from './capability/capability.service';
import { MetadataController } from './capability/metadata.controller';
import { OptionsController } from './capability/options.controller';
import { FHIR_OPTIONS, type FhirOptions } from './fhir-options';
import { ReferentialIntegrity } from './integrity/referential-integrity';
import { speakLanguages, type Language } from './messages';
import { definitionControllers } from './operations/definition.controllers';
import { ValidateController } from './operations/validate.controller';
import { ValidateService } from './operations/validate.service';
import { WriteTrial } from './operations/write-trial';
import { DiffController } from './operations/diff.controller';
import { DiffService } from './operations/diff.service';
import { pluginClass, type PluginModule, summarise } from './plugin/fhir-plugin';
import { HookRegistry } from './plugin/hooks';
import type { ResourceDefinition } from './plugin/resource-definition';
import { CLOCK, ID_GENERATOR, randomId, systemClock } from './ports/clock';
import { RESOURCE_STORE, type ResourceStore } from './ports/resource-store';
import { DEFINITION_SOURCES, DefinitionLibrary } from './profile/definition-library';
import { InFlight } from './rest/edge/in-flight';
import { FhirExpressAdapter } from './rest/fhir-express.adapter';
import { FhirExceptionFilter } from './rest/fhir-exception.filter';
import { BASE_PATH, LANGUAGES, RESOURCE_DEFINITIONS } from './rest/tokens';
import { PATCH_DIALECT } from './rest/resource.controller';
import { PlanPreparation } from './service/plan-preparation';
import { ResourceIndex } from './service/resource-index';
import { ResourceJudge } from './service/resource-judge';
import { RuleJudge } from './service/rule-judge';
import { ServiceRegistry } from './service/service-registry';
import { StoreRegistry } from './service/store-registry';
import { WritePipeline } from './service/write-pipeline';

export interface FhirModuleOptions extends FhirOptions {
  /** Classes marked with `@FhirPlugin`. */
  readonly plugins: readonly PluginModule[];
  /** A module that exports RESOURCE_STORE to everybody. */
  readonly persistence: Type | DynamicModule;
}

/** The FHIR server: its plugins, the store they share, and what is the same for all resource types. */
@Module({})
export class FhirModule implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    @Inject(LANGUAGES) private readonly languages: readonly Language[],
    @Inject(RESOURCE_DEFINITIONS) private readonly definitions: ReadonlyMap<string, ResourceDefinition>,
    private readonly inFlight: InFlight,
  ) {}

  onModuleInit(): void {
    const { httpAdapter } = this.adapterHost;
    if (!(httpAdapter instanceof FhirExpressAdapter)) return;
    httpAdapter.speak(this.languages);
    httpAdapter.offer(this.definitions);
    httpAdapter.weigh(this.inFlight);
  }

  static forRoot({ plugins, persistence, ...options }: FhirModuleOptions): DynamicModule {
    const { definitions, patchDialect, sources, messages, stores } = summarise(plugins);
    const served = [FhirModule, ...plugins.map(pluginClass)].map((module) => ({ path: BASE_PATH, module }));
    return {
      module: FhirModule,
      global: true,
      imports: [DiscoveryModule, persistence, ...plugins, RouterModule.register(served)],
      controllers: [
        MetadataController,
        OptionsController,
        DiffController,
        ValidateController,
        ...definitionControllers,
      ],
      providers: [
        CapabilityService,
        DiffService,
        ValidateService,
        WriteTrial,
        ServiceRegistry,
        HookRegistry,
        ReferentialIntegrity,
        ResourceIndex,
        ResourceJudge,
        RuleJudge,
        PlanPreparation,
        WritePipeline,
        { provide: FHIR_OPTIONS, useValue: options },
        { provide: InFlight, useValue: new InFlight(options.memoryBudget) },
        {
          provide: StoreRegistry,
          inject: [RESOURCE_STORE, ...stores.values()],
          useFactory: (main: ResourceStore, ...own: ResourceStore[]) =>
            new StoreRegistry({
              main,
              own: new Map([...stores.keys()].map((type, index) => [type, own[index]!])),
              definitions: definitions.values(),
              updateCreate: options.updateCreate,
            }),
        },
        {
          provide: RESOURCE_DEFINITIONS,
          inject: [StoreRegistry],
          useFactory: ({ served }: StoreRegistry) => served,
        },
        DefinitionLibrary,
        { provide: DEFINITION_SOURCES, useValue: sources },
        { provide: LANGUAGES, useValue: speakLanguages(options.language ?? 'en', messages) },
        { provide: PATCH_DIALECT, useValue: patchDialect },
        { provide: CLOCK, useValue: systemClock },
        { provide: ID_GENERATOR, useValue: randomId },
        { provide: APP_FILTER, useClass: FhirExceptionFilter },
      ],
      exports: [
        FHIR_OPTIONS,
        InFlight,
        RESOURCE_DEFINITIONS,
        PATCH_DIALECT,
        ID_GENERATOR,
        CLOCK,
        CapabilityService,
        DiffService,
        ServiceRegistry,
        StoreRegistry,
        HookRegistry,
        ResourceIndex,
        ResourceJudge,
        RuleJudge,
        WritePipeline,
      ],
    };
  }
}
