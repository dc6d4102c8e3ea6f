import 'reflect-metadata';
import {
  type DynamicModule,
  type InjectionToken,
  Module,
  type ModuleMetadata,
  type Provider,
  type Type,
} from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import type { PluginMessages } from '../messages';
import type { PatchDialect } from '../patch/patch-dialect';
import type { DefinitionSource } from '../profile/definition-library';
import type { ResourceController } from '../rest/resource.controller';
import { searchableType, type SearchDialect, type SearchParameterOfOthers } from '../search';
import type { ResourceRepository } from '../service/resource.repository';
import type { ResourceService } from '../service/resource.service';
import { type AssociatedData, requireAssociatedData } from '../plugin/associated-data';
import type { ResourceDefinition } from '../plugin/resource-definition';

const PLUGIN = Symbol('fhir:plugin');

interface PluginFacts<R extends FhirResource = FhirResource> {
  /** Name in logs and errors. Default: the name of its class. */
  readonly name?: string;
  /** The plugin's own version, for logs and errors. */
  readonly version?: string;
  /**
   * Range of framework versions that it works with, such as `^1.0.0`. Any other version stops the application at
   * startup.
   */
  readonly compatibility?: string;
  /**
   * Class of its options, also the token under which `forRoot(options)` provides them. Options that violate the class's
   * class-validator decorators stop the application at startup.
   */
  readonly options?: Type<object>;
  /**
   * The resource type it serves; controller, service and repository are generated from it. Absent for a plugin that
   * only adds behaviour to others.
   */
  readonly resource?: ResourceDefinition<R>;
  /** Replaces the generated controller. Must extend `resourceController(resource)`. */
  readonly controller?: Type<ResourceController<R>>;
  /** Replaces the generated service. Must extend `ResourceService`. */
  readonly service?: Type<ResourceService<R>>;
  /** Replaces the generated repository. Must extend `ResourceRepository`. */
  readonly repository?: Type<ResourceRepository<R>>;
  /**
   * Stores by resource type: the class or token of a provider of this plugin that implements `ResourceStore`. Types of
   * other plugins may be included. Types without an entry are kept in the server's store.
   */
  readonly stores?: Readonly<Record<string, InjectionToken>>;
  /** Additional search parameters for types that other plugins serve. */
  readonly searchParameters?: readonly SearchParameterOfOthers[];
  /** Named sets of related resources that clients can include in an export. */
  readonly associatedData?: readonly AssociatedData[];
  /** Leniencies for FHIRPath Patch, applied unless handling is strict. They apply to every type of the server. */
  readonly patchDialect?: PatchDialect;
  /** Leniencies for searches, applied unless handling is strict. They apply to every type of the server. */
  readonly searchDialect?: SearchDialect;
  /** Profiles, extensions, value sets and code systems. Loaded when the server starts. */
  readonly definitions?: DefinitionSource;
  /** Translations of this plugin's own messages, which are written in English. */
  readonly messages?: PluginMessages;
}

/** A plugin as it is passed to the server: its class, or the result of its `forRoot(options)`. */
export type PluginModule = Type | DynamicModule;

/** What `@FhirPlugin` accepts: the metadata of a Nest module, and what the plugin contributes to the FHIR server. */
export interface FhirPluginMetadata<R extends FhirResource = FhirResource> extends ModuleMetadata, PluginFacts<R> {
  /** Shorthand for `stores`: the store of the type of `resource`. */
  readonly store?: InjectionToken;
}

/**
 * Declares a Nest module that is a plugin of the FHIR server.
 * @throws Error when the module is loaded: `store`, `controller`, `service` or `repository` is given without `resource`
 */
export function FhirPlugin<R extends FhirResource = FhirResource>({
  name,
  version,
  compatibility,
  options,
  resource,
  controller,
  service,
  repository,
  searchParameters,
  associatedData,
  patchDialect,
  searchDialect,
  definitions,
  messages,
  store,
  stores: named = {},
  ...nest
}: FhirPluginMetadata<R>): ClassDecorator {
  return (target) => {
    const orphan = Object.entries({ store, controller, service, repository }).find(([, part]) => part !== undefined);
    if (orphan && !resource) throw new Error(`${target.name} has a ${orphan[0]}, and no resource that it is for`);
    const stores = { ...named, ...(resource && store !== undefined && { [resource.type]: store }) };
    const facts = {
      name, version, compatibility, options,
      resource, controller, service, repository, searchParameters, associatedData,
      patchDialect, searchDialect, definitions, messages, stores,
    } satisfies PluginFacts<R>; // prettier-ignore
    Reflect.defineMetadata(PLUGIN, facts, target);
    Module(withStores(nest, [...new Set(Object.values(stores))]))(target);
  };
}

/**
 * Exports the stores, so that the server can inject them. A store named by its class is also added to the providers.
 */
function withStores(nest: ModuleMetadata, tokens: readonly InjectionToken[]): ModuleMetadata {
  if (tokens.length === 0) return nest;
  const { providers = [], exports = [] } = nest;
  const provided = new Set(providers.map(tokenOf));
  const classes = tokens.filter((token): token is Type => typeof token === 'function' && !provided.has(token));
  return { ...nest, providers: [...providers, ...classes], exports: [...new Set([...exports, ...tokens])] };
}

function tokenOf(provider: Provider): InjectionToken {
  return typeof provider === 'object' ? provider.provide : provider;
}

/** The contributions of all plugins. */
export interface PluginSummary {
  readonly definitions: ReadonlyMap<string, ResourceDefinition>;
  readonly patchDialect?: PatchDialect;
  readonly searchDialect?: SearchDialect;
  readonly sources: readonly DefinitionSource[];
  readonly messages: readonly PluginMessages[];
  readonly associatedData: readonly AssociatedData[];
  /** Tokens of stores by resource type. */
  readonly stores: ReadonlyMap<string, InjectionToken>;
}

/**
 * Merges what the plugins contribute.
 * @param options `fullText: false` to serve all types without `_content` and `_text`
 * @throws Error at startup when two plugins claim the same resource type or its store, when two provide a dialect, or
 *   when a search parameter or associated data are unusable
 */
export function summarise(
  plugins: readonly PluginModule[],
  { fullText = true }: { readonly fullText?: boolean } = {},
): PluginSummary {
  const definitions = new Map<string, ResourceDefinition>();
  const sources: DefinitionSource[] = [];
  const messages: PluginMessages[] = [];
  const stores = new Map<string, InjectionToken>();
  const searchParameters: SearchParameterOfOthers[] = [];
  const associatedData: AssociatedData[] = [];
  let patchDialect: PatchDialect | undefined;
  let searchDialect: SearchDialect | undefined;
  for (const plugin of plugins.map(pluginClass)) {
    const facts = pluginFacts(plugin);
    const { resource } = facts;
    if (resource && definitions.has(resource.type)) {
      throw new Error(`${plugin.name}: ${resource.type} is already served by another plugin`);
    }
    if (facts.patchDialect && patchDialect)
      throw new Error(`${plugin.name}: another plugin already brings a patch dialect`);
    if (facts.searchDialect && searchDialect)
      throw new Error(`${plugin.name}: another plugin already brings a search dialect`);
    if (resource) definitions.set(resource.type, fullText ? resource : Object.freeze({ ...resource, fullText }));
    patchDialect ??= facts.patchDialect;
    searchDialect ??= facts.searchDialect;
    if (facts.definitions) sources.push(facts.definitions);
    if (facts.messages) messages.push(facts.messages);
    for (const [type, token] of Object.entries(facts.stores ?? {})) {
      if (stores.has(type)) throw new Error(`${plugin.name}: ${type} has a store of another plugin already`);
      stores.set(type, token);
    }
    searchParameters.push(...(facts.searchParameters ?? []));
    associatedData.push(...(facts.associatedData ?? []));
  }
  const stranger = [...stores.keys()].find((type) => !definitions.has(type));
  if (stranger !== undefined) throw new Error(`A plugin names a store for ${stranger}, which no plugin serves`);
  declareOn(definitions, searchParameters);
  requireAssociatedData(associatedData, definitions);
  return {
    definitions,
    sources,
    messages,
    associatedData,
    stores,
    ...(patchDialect && { patchDialect }),
    ...(searchDialect && { searchDialect }),
  };
}

/** Adds the search parameters that plugins declare for each other's types, and checks that all of them are usable. */
function declareOn(
  definitions: Map<string, ResourceDefinition>,
  declarations: readonly SearchParameterOfOthers[],
): void {
  for (const { base, ...declaration } of declarations) {
    for (const type of base) {
      const definition = definitions.get(type);
      if (!definition)
        throw new Error(`The search parameter ${declaration.code} is for ${type}, which no plugin serves`);
      const searchParameters = [...(definition.searchParameters ?? []), declaration];
      definitions.set(type, Object.freeze({ ...definition, searchParameters }));
    }
  }
  for (const definition of definitions.values()) searchableType(definition);
}

/** @throws Error at startup when the class has no `@FhirPlugin` decorator */
export function pluginFacts(plugin: PluginModule): PluginFacts {
  const decorated = pluginClass(plugin);
  const facts = Reflect.getMetadata(PLUGIN, decorated) as PluginFacts | undefined;
  if (!facts) throw new Error(`${decorated.name} is not a plugin: put @FhirPlugin on it`);
  return facts;
}

export function pluginClass(plugin: PluginModule): Type {
  return 'module' in plugin ? plugin.module : plugin;
}
