import { Inject, Injectable, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';

/** Injects the modules of one FHIR server: its plugins, and the framework. */
export const SERVED_MODULES = Symbol('ServedModules');

/** Injects a function that tells the modules with routes of one FHIR server, in their order. */
export const MOUNTED_MODULES = Symbol('MountedModules');

type Method = (...args: never[]) => unknown;

/** A method of a provider. */
export interface ServedMethod {
  readonly instance: object;
  readonly name: string;
  readonly method: Method;
  /** Name of the provider. */
  readonly place: string;
  /** There is one instance, which exists already. */
  readonly isStatic: boolean;
}

/** What the modules of this FHIR server provide. Another one may run in the same application, on plugins of its own. */
@Injectable()
export class ServedProviders {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    @Inject(SERVED_MODULES) private readonly modules: readonly Type[],
  ) {}

  /** In the order of the plugins. */
  all(): ReturnType<DiscoveryService['getProviders']> {
    return this.modules.flatMap((module) => this.discovery.getProviders({ include: [module] }));
  }

  /** The controllers of the plugins, in their order. */
  controllers(): ReturnType<DiscoveryService['getControllers']> {
    return this.modules.flatMap((module) => this.discovery.getControllers({ include: [module] }));
  }

  /** Their methods, those of one provider once, by however many tokens it goes. */
  *methods(): Iterable<ServedMethod> {
    const seen = new Set<object>();
    for (const provider of this.all()) {
      const instance: unknown = provider.instance;
      if (typeof instance !== 'object' || instance === null || seen.has(instance)) continue;
      seen.add(instance);
      // Of transient ones, Nest makes one when somebody asks for it: what it holds here has no dependencies.
      const isStatic = !provider.isTransient && provider.isDependencyTreeStatic();
      for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
        const method = (instance as Record<string, Method>)[name]!;
        yield { instance, name, method, place: String(provider.name), isStatic };
      }
    }
  }
}
