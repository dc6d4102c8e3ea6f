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
  /** How logs and errors call it; default: its class. */
  readonly name?: string;
  /** Its own, for logs and errors. */
  readonly version?: string;
  /** Versions of the framework that it is written for, as a range: `^1.0.0`. Another one stops the boot. */
  readonly compatibility?: string;
  /**
   * The class of its options, which is their token too: `forRoot(options)` provides it. What the decorators of
   * class-validator on it do not allow stops the boot.
   */
  readonly options?: Type<object>;
  /** What it serves: all that this takes is made from it. Absent for a plugin that only hooks into others. */
  readonly resource?: ResourceDefinition<R>;
  /** In place of the one that is made: extends `resourceController(resource)`. */
  readonly controller?: Type<ResourceController<R>>;
  /** In place of the one that is made: extends `ResourceService`. */
  readonly service?: Type<ResourceService<R>>;
  /** In place of the one that is made: extends `ResourceRepository`. */
  readonly repository?: Type<ResourceRepository<R>>;
  /**
   * Where resources are kept, by type: a class or a token of a provider of this plugin that is a `ResourceStore`. Types of
   * other plugins may be named too; what nobody names lives in the store of the server.
   */
  readonly stores?: Readonly<Record<string, InjectionToken>>;
  /** What types that other plugins serve can be searched by besides what those declare. */
  readonly searchParameters?: readonly SearchParameterOfOthers[];
  /** What can be exported with the resources of a type, by the names that clients give it. */
  readonly associatedData?: readonly AssociatedData[];
  /** How this plugin's clients write FHIRPath Patch when they are not strict; for every type of the server. */
  readonly patchDialect?: PatchDialect;
  /** How this plugin's clients write searches when they are not strict; for every type of the server. */
  readonly searchDialect?: SearchDialect;
  /** Profiles, extensions, value sets and code systems; made when the server starts. */
  readonly definitions?: DefinitionSource;
  /** What this plugin's own messages are in other languages than English. */
  readonly messages?: PluginMessages;
}

/** A plugin as the server is given it: its class, or what its `forRoot(options)` returned. */
export type PluginModule = Type | DynamicModule;

export interface FhirPluginMetadata<R extends FhirResource = FhirResource> extends ModuleMetadata, PluginFacts<R> {
  /** In short for `stores`: where the type of `resource` is kept. */
  readonly store?: InjectionToken;
}

/**
 * A Nest module plus what it brings to the FHIR server. A type without behaviour of its own is its definition and one line.
 * @throws Error at load when something is named that a resource has, and no resource
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

/** The server asks for the stores, so the plugin exports them; of a class it is enough to name it. */
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

export interface PluginSummary {
  readonly definitions: ReadonlyMap<string, ResourceDefinition>;
  readonly patchDialect?: PatchDialect;
  readonly searchDialect?: SearchDialect;
  readonly sources: readonly DefinitionSource[];
  readonly messages: readonly PluginMessages[];
  readonly associatedData: readonly AssociatedData[];
  /** Tokens of stores, by type. */
  readonly stores: ReadonlyMap<string, InjectionToken>;
}

/**
 * @throws Error at boot when two plugins claim one resource type or its store, or two bring a dialect, or a search parameter
 * cannot be used
 */
export function summarise(plugins: readonly PluginModule[]): PluginSummary {
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
    if (resource) definitions.set(resource.type, resource);
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

/** Adds what plugins declare for each other's types, and sees that all of it can be used. */
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

/** @throws Error at boot for a class without the decorator */
export function pluginFacts(plugin: PluginModule): PluginFacts {
  const decorated = pluginClass(plugin);
  const facts = Reflect.getMetadata(PLUGIN, decorated) as PluginFacts | undefined;
  if (!facts) throw new Error(`${decorated.name} is not a plugin: put @FhirPlugin on it`);
  return facts;
}

export function pluginClass(plugin: PluginModule): Type {
  return 'module' in plugin ? plugin.module : plugin;
}
