import { Controller, Inject, type ModuleMetadata, type Provider, type Type } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import { pluginClass, pluginFacts, type PluginModule } from './fhir-plugin';
import type { ResourceDefinition } from '../plugin/resource-definition';
import { definitionOfController, resourceController, type ResourceController } from '../rest/resource.controller';
import { ResourceRepository } from '../service/resource.repository';
import { ResourceService } from '../service/resource.service';
import { repositoryOf, serviceOf } from '../service/service-of';
import { StoreRegistry } from '../service/store-registry';

/** The classes that serve a plugin's resource type: its own, or generated from the definition. */
export interface ResourceParts {
  readonly definition: ResourceDefinition;
  readonly controller: Type<ResourceController<FhirResource>>;
  readonly service: Type<ResourceService<FhirResource>>;
  readonly repository: Type<ResourceRepository<FhirResource>>;
}

/**
 * Collects the parts of every plugin that serves a type.
 * @throws Error at startup, with an explanation, when a class named by a plugin does not fit its type
 */
export function resourceParts(plugins: readonly PluginModule[]): ReadonlyMap<Type, ResourceParts> {
  const parts = new Map<Type, ResourceParts>();
  for (const plugin of plugins) {
    refuseHidden(plugin);
    const { resource, controller, service, repository } = pluginFacts(plugin);
    if (!resource) continue;
    const { name } = pluginClass(plugin);
    if (controller) requireController(name, controller, resource);
    if (service) requireBase(name, service, ResourceService);
    if (repository) requireBase(name, repository, ResourceRepository);
    const stored = repository ?? repositoryFor(resource);
    const serving = service ?? serviceFor(resource, stored);
    parts.set(pluginClass(plugin), {
      definition: resource,
      repository: stored,
      service: serving,
      controller: controller ?? controllerFor(resource, serving),
    });
  }
  return parts;
}

/** What to add to a plugin's module. */
export function moduleOfParts({ controller, service, repository }: ResourceParts): ModuleMetadata {
  return { controllers: [controller], providers: [service, repository], exports: [service, repository] };
}

/** Providers for `serviceOf(type)` and `repositoryOf(type)`. */
export function tokensOfParts({ definition, service, repository }: ResourceParts): readonly Provider[] {
  const type = definition.type;
  const checked = <T extends { readonly type: string }>(part: T): T => {
    if (part.type === type) return part;
    throw new Error(`${part.constructor.name} is for ${part.type}, and its plugin serves ${type}`);
  };
  return [
    { provide: serviceOf(type), inject: [service], useFactory: checked },
    { provide: repositoryOf(type), inject: [repository], useFactory: checked },
  ];
}

function repositoryFor(definition: ResourceDefinition): ResourceParts['repository'] {
  class Repository extends ResourceRepository<FhirResource> {
    constructor(stores: StoreRegistry) {
      super(stores, definition);
    }
  }
  Inject(StoreRegistry)(Repository, undefined, 0);
  return named(Repository, `${definition.type}Repository`);
}

function serviceFor(definition: ResourceDefinition, stored: ResourceParts['repository']): ResourceParts['service'] {
  class Service extends ResourceService<FhirResource> {
    constructor(repository: ResourceRepository<FhirResource>) {
      super(definition, repository);
    }
  }
  Inject(stored)(Service, undefined, 0);
  return named(Service, `${definition.type}Service`);
}

function controllerFor(definition: ResourceDefinition, serving: ResourceParts['service']): ResourceParts['controller'] {
  class Made extends resourceController<FhirResource>(definition) {
    constructor(service: ResourceService<FhirResource>) {
      super(service);
    }
  }
  Inject(serving)(Made, undefined, 0);
  Controller(definition.type)(Made);
  return named(Made, `${definition.type}Controller`);
}

/** Sets the class name that Nest shows in logs and errors. */
function named<C extends object>(made: C, name: string): C {
  return Object.defineProperty(made, 'name', { value: name });
}

function requireController(plugin: string, controller: Type, definition: ResourceDefinition): void {
  const { type } = definition;
  if (definitionOfController(controller) !== definition)
    throw new Error(`${plugin}: ${controller.name} must extend resourceController(…) of the definition of ${type}`);
  const path: unknown = Reflect.getMetadata('path', controller);
  if (path !== type) throw new Error(`${plugin}: put @Controller('${type}') on ${controller.name}`);
}

function requireBase(plugin: string, part: Type, base: { readonly name: string; readonly prototype: object }): void {
  if (part.prototype instanceof (base as never)) return;
  throw new Error(`${plugin}: ${part.name} must extend ${base.name}`);
}

/** Refuses parts that are listed among controllers or providers, because they would exist beside the generated ones. */
function refuseHidden(plugin: PluginModule): void {
  const { name } = pluginClass(plugin);
  const listed = listedBy(plugin);
  for (const each of listed.controllers) {
    if (definitionOfController(each)) throw misplaced(name, each, 'controller');
  }
  for (const each of listed.providers) {
    if (typeof each !== 'function') continue;
    if (each.prototype instanceof ResourceService) throw misplaced(name, each, 'service');
    if (each.prototype instanceof ResourceRepository) throw misplaced(name, each, 'repository');
  }
}

function listedBy(plugin: PluginModule): { controllers: readonly Type[]; providers: readonly Provider[] } {
  const declared = <T>(key: string) => (Reflect.getMetadata(key, pluginClass(plugin)) as T[] | undefined) ?? [];
  const { controllers = [], providers = [] } = 'module' in plugin ? plugin : {};
  return {
    controllers: [...declared<Type>('controllers'), ...controllers],
    providers: [...declared<Provider>('providers'), ...providers],
  };
}

function misplaced(plugin: string, part: Type, as: 'controller' | 'service' | 'repository'): Error {
  return new Error(
    `${plugin}: name ${part.name} as ${as} beside resource, and not among the ${as === 'controller' ? 'controllers' : 'providers'}`,
  );
}
