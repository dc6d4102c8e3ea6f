import { Inject, Injectable, Logger, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { isPolicy } from '../access';
import { FHIR_PATH } from '../options/fhir-options';
import { isHook } from '../plugin/hooks';
import { SERVED_MODULES } from '../plugin/served-providers';
import { operationFactsOf } from '../service/operations/fhir-operation';

type Wrapper = ReturnType<DiscoveryService['getProviders']>[number];

const WHAT_TO_DO =
  'put it among the providers of a class with @FhirPlugin, and that class among the plugins of FhirModule';

/**
 * Finds what only the whole application shows: paths that two FHIR servers share, and providers that are marked for a
 * plugin but belong to none, so that nobody would call them.
 */
@Injectable()
export class ApplicationCheck implements OnApplicationBootstrap {
  private readonly logger = new Logger('FhirModule');

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    @Inject(SERVED_MODULES) private readonly own: readonly Type[],
  ) {}

  /** @throws Error for a shared path, or for an access policy that would not be asked */
  onApplicationBootstrap(): void {
    const providers = this.discovery.getProviders();
    const servers = instancesOf<readonly Type[]>(providers, SERVED_MODULES);
    // The servers of an application would all find the same.
    if (servers[0] !== this.own) return;
    requireOwnPaths(instancesOf<string>(providers, FHIR_PATH));
    const served = new Set(servers.flat().flatMap((module) => [module, Object.getPrototypeOf(module) as Type]));
    const isServed = ({ host }: Wrapper) => host?.metatype !== undefined && served.has(host.metatype);
    const known = new Set(providers.filter(isServed).map(({ instance }: Wrapper) => instance as unknown));
    for (const provider of providers) {
      const instance: unknown = provider.instance;
      if (typeof instance !== 'object' || instance === null || known.has(instance)) continue;
      known.add(instance);
      this.requireNoMarks(instance, String(provider.name));
    }
  }

  private requireNoMarks(instance: object, name: string): void {
    const prototype = Object.getPrototypeOf(instance) as Record<string, unknown> | null;
    // A plain value may lack a constructor.
    if (typeof prototype?.['constructor'] !== 'function') return;
    if (isPolicy(instance))
      throw new Error(`${name} is an access policy of no plugin, so it is not asked: ${WHAT_TO_DO}`);
    for (const method of this.scanner.getAllMethodNames(prototype)) {
      const what = markOf(prototype[method]);
      if (what) this.logger.warn(`${name}.${method} is ${what} of no plugin, so it is never called: ${WHAT_TO_DO}`);
    }
  }
}

function markOf(method: unknown): string | undefined {
  if (typeof method !== 'function') return undefined;
  return isHook(method) ? 'a hook' : operationFactsOf(method) && 'an operation';
}

function instancesOf<T>(providers: readonly Wrapper[], token: symbol): readonly T[] {
  return [...new Set(providers.filter((provider) => provider.token === token))].map(({ instance }) => instance as T);
}

function requireOwnPaths(paths: readonly string[]): void {
  const shared = paths.find((path, at) => paths.indexOf(path) < at);
  if (shared === undefined) return;
  throw new Error(
    `Two FhirModules have the path ${shared}: give one of them another path, and a baseUrl that ends with it`,
  );
}
