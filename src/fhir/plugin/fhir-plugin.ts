import 'reflect-metadata';
import { type DynamicModule, Module, type ModuleMetadata, type Type } from '@nestjs/common';
import type { PluginMessages } from '../messages';
import type { PatchDialect } from '../patch/patch-dialect';
import type { DefinitionSource } from '../profile/definition-library';
import type { ResourceDefinition } from './resource-definition';

const PLUGIN = Symbol('fhir:plugin');

interface PluginFacts {
  /** Absent for a plugin that only hooks into others. */
  readonly resource?: ResourceDefinition;
  /** How this plugin's clients write FHIRPath Patch when they are not strict; for every type of the server. */
  readonly patchDialect?: PatchDialect;
  /** Profiles, extensions, value sets and code systems; made when the server starts. */
  readonly definitions?: DefinitionSource;
  /** What this plugin's own messages are in other languages than English. */
  readonly messages?: PluginMessages;
}

/** A plugin as the server is given it: its class, or what its `forRoot(options)` returned. */
export type PluginModule = Type | DynamicModule;

export type FhirPluginMetadata = ModuleMetadata & PluginFacts;

/** A Nest module plus what it brings to the FHIR server. */
export function FhirPlugin({
  resource,
  patchDialect,
  definitions,
  messages,
  ...nest
}: FhirPluginMetadata): ClassDecorator {
  return (target) => {
    Reflect.defineMetadata(PLUGIN, { resource, patchDialect, definitions, messages } satisfies PluginFacts, target);
    Module(nest)(target);
  };
}

export interface PluginSummary {
  readonly definitions: ReadonlyMap<string, ResourceDefinition>;
  readonly patchDialect?: PatchDialect;
  readonly sources: readonly DefinitionSource[];
  readonly messages: readonly PluginMessages[];
}

/** @throws Error at boot when two plugins claim one resource type, or two bring a dialect */
export function summarise(plugins: readonly PluginModule[]): PluginSummary {
  const definitions = new Map<string, ResourceDefinition>();
  const sources: DefinitionSource[] = [];
  const messages: PluginMessages[] = [];
  let patchDialect: PatchDialect | undefined;
  for (const plugin of plugins.map(pluginClass)) {
    const facts = Reflect.getMetadata(PLUGIN, plugin) as PluginFacts | undefined;
    if (!facts) throw new Error(`${plugin.name} is not a plugin: put @FhirPlugin on it`);
    const { resource } = facts;
    if (resource && definitions.has(resource.type)) {
      throw new Error(`${plugin.name}: ${resource.type} is already served by another plugin`);
    }
    if (facts.patchDialect && patchDialect)
      throw new Error(`${plugin.name}: another plugin already brings a patch dialect`);
    if (resource) definitions.set(resource.type, resource);
    patchDialect ??= facts.patchDialect;
    if (facts.definitions) sources.push(facts.definitions);
    if (facts.messages) messages.push(facts.messages);
  }
  return { definitions, sources, messages, ...(patchDialect && { patchDialect }) };
}

export function pluginClass(plugin: PluginModule): Type {
  return 'module' in plugin ? plugin.module : plugin;
}
