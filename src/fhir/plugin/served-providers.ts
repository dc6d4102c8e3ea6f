import { Inject, Injectable, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';

/** Injects the modules of one FHIR server: its plugins and the framework itself. */
export const SERVED_MODULES = Symbol('ServedModules');

/** Injects a function that returns the modules of one FHIR server that have routes, in their order. */
export const MOUNTED_MODULES = Symbol('MountedModules');

type Method = (...args: never[]) => unknown;

/** A method of a provider. */
export interface ServedMethod {
  readonly instance: object;
  readonly name: string;
  readonly method: Method;
  /** Name of the provider class or token. */
  readonly place: string;
  /** There is exactly one instance, and it exists already. */
  readonly isStatic: boolean;
}

/**
 * The providers of this FHIR server's modules. Another FHIR server with its own plugins may run in the same
 * application.
 */
@Injectable()
export class ServedProviders {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    @Inject(SERVED_MODULES) private readonly modules: readonly Type[],
  ) {}

  /** In plugin order. */
  all(): ReturnType<DiscoveryService['getProviders']> {
    return this.modules.flatMap((module) => this.discovery.getProviders({ include: [module] }));
  }

  /** The controllers of the plugins, in plugin order. */
  controllers(): ReturnType<DiscoveryService['getControllers']> {
    return this.modules.flatMap((module) => this.discovery.getControllers({ include: [module] }));
  }

  /** The methods of the providers. A provider registered under several tokens is listed once. */
  *methods(): Iterable<ServedMethod> {
    const seen = new Set<object>();
    for (const provider of this.all()) {
      const instance: unknown = provider.instance;
      if (typeof instance !== 'object' || instance === null || seen.has(instance)) continue;
      seen.add(instance);
      // For a transient provider Nest creates instances on demand; the one held here has no dependencies.
      const isStatic = !provider.isTransient && provider.isDependencyTreeStatic();
      for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
        const method = (instance as Record<string, Method>)[name]!;
        yield { instance, name, method, place: String(provider.name), isStatic };
      }
    }
  }
}
