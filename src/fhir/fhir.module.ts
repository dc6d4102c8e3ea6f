import { type DynamicModule, Module, type ModuleMetadata, type Provider, type Type } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import type { AccessPolicy } from './access';
import { requireCompatible } from './assembly/plugin-check';
import { moduleOfParts, resourceParts } from './assembly/resource-parts';
import { MetadataController } from './capability/metadata.controller';
import { SmartConfigurationController } from './capability/smart-configuration.controller';
import { OptionsController } from './capability/options.controller';
import { fhirCore } from './fhir-core';
import { FHIR_OPTIONS, type FhirOptions, type GivenFhirOptions, withDefaults } from './options/fhir-options';
import { definitionControllers } from './operations/definition.controllers';
import { BundleController } from './rest/bundle/bundle.controller';
import { OperationController } from './operations/operation.controller';
import { type PluginModule, summarise } from './assembly/fhir-plugin';
import { servedModules } from './assembly/served-modules';
import { SystemController } from './rest/system.controller';
import { UnmatchedController } from './rest/unmatched.controller';

/** The static part of the options, which is needed before dependency injection. */
export interface FhirModuleShape {
  /** Path of the routes below the global prefix of the application. Default: `fhir`. `baseUrl` must end with it. */
  readonly path?: string;
  /** Classes marked with `@FhirPlugin`. */
  readonly plugins: readonly PluginModule[];
  /** A module that exports RESOURCE_STORE. */
  readonly persistence: Type | DynamicModule;
  /**
   * Whether `_content` and `_text` are offered for the types whose definitions have `fullText`. Without them, a write
   * adds no index row for each word. Default: true.
   */
  readonly fullText?: boolean;
  /** Access policies in addition to the providers of plugins marked with `@FhirPolicy()`. */
  readonly policies?: readonly AccessPolicy[];
}

export type FhirModuleOptions = FhirModuleShape & GivenFhirOptions;

export interface FhirModuleAsyncOptions<Deps extends readonly unknown[] = readonly unknown[]> extends FhirModuleShape {
  readonly imports?: ModuleMetadata['imports'];
  /** Tokens of the factory's arguments, in order. */
  readonly inject?: {
    readonly [Index in keyof Deps]: symbol | string | (abstract new (...args: never[]) => Deps[Index]);
  };
  readonly useFactory: (...deps: Deps) => GivenFhirOptions | Promise<GivenFhirOptions>;
}

/**
 * A FHIR server: its plugins, their common store, and everything shared by all resource types. An application may have
 * several, at different paths. A module that imports it can inject what plugins can, such as `RESOURCE_STORE`.
 */
@Module({})
export class FhirModule {
  static forRoot({
    path,
    plugins,
    persistence,
    fullText = true,
    policies = [],
    ...options
  }: FhirModuleOptions): DynamicModule {
    const shape = { plugins, persistence, fullText, policies, ...(path !== undefined && { path }) };
    return compose(shape, { provide: FHIR_OPTIONS, useValue: withDefaults(options) });
  }

  /** The same with options from the application, for example from a ConfigService. */
  static forRootAsync<Deps extends readonly unknown[]>(options: FhirModuleAsyncOptions<Deps>): DynamicModule {
    const { inject = [], useFactory, imports } = options;
    const provider = {
      provide: FHIR_OPTIONS,
      inject: [...inject] as never[],
      useFactory: async (...deps: unknown[]) => withDefaults(await useFactory(...(deps as unknown as Deps))),
    };
    return compose(options, provider, imports);
  }
}

function compose(
  { path: given = 'fhir', plugins, persistence, fullText = true, policies = [] }: FhirModuleShape,
  options: Provider<FhirOptions>,
  imports?: ModuleMetadata['imports'],
): DynamicModule {
  const path = given.replace(/^\/+|\/+$/g, '');
  if (path === '')
    throw new Error('The path of FhirModule must not be empty: it would take all routes of the application');
  const summary = summarise(plugins, { fullText });
  requireCompatible(plugins);
  const parts = resourceParts(plugins);
  const core = fhirCore({
    path, persistence, options, imports, plugins: summary, modules: plugins, policies, parts: parts.values(),
    served: () => served.map(({ module }) => module),
    mounted: () => mounted.map(({ module }) => module),
  }); // prettier-ignore
  const served = servedModules(plugins, core, (plugin) => {
    const made = parts.get(plugin);
    return made ? moduleOfParts(made) : {};
  });
  // Registered first, so that an operation is not taken for the id of a resource; no other route has a `$`.
  const operations: DynamicModule = {
    module: class FhirOperations {},
    imports: [core],
    controllers: [OperationController],
  };
  // The core needs the stores of types, which plugins provide.
  core.imports!.push(operations, ...served);
  const controllers = [
    SystemController,
    MetadataController,
    SmartConfigurationController,
    OptionsController,
    BundleController,
    ...definitionControllers,
  ];
  const routes: DynamicModule = { module: class FhirRoutes {}, imports: [core], controllers };
  // Registered last, for requests that no other route matches.
  const unmatched: DynamicModule = {
    module: class FhirUnmatched {},
    imports: [core],
    controllers: [UnmatchedController],
  };
  const mounted = [operations, ...served, routes, unmatched];
  return {
    module: FhirModule,
    imports: [core, ...mounted, RouterModule.register(mounted.map(({ module }) => ({ path, module })))],
    exports: [core],
  };
}
