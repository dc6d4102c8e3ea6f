import type { INestApplication, InjectionToken } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { AccessControl } from '../access';
import { FHIR_OPTIONS, FHIR_PATH, type FhirOptions } from '../options/fhir-options';
import { RESOURCE_DEFINITIONS } from '../options/tokens';
import type { ResourceDefinition } from '../plugin/resource-definition';
import { DefinitionLibrary } from '../profile/definition-library';
import { OperationRegistry } from '../service/operations/operation-registry';

/** A FhirModule of an application, with what is needed to document its API. */
export interface DocumentedServer {
  /** The `path` of its options, without leading and trailing slashes. */
  readonly name: string;
  readonly options: FhirOptions;
  /** Path including the application's prefix: `/fhir`. */
  readonly base: string;
  readonly definitions: readonly ResourceDefinition[];
  readonly operations: OperationRegistry;
  readonly library: DefinitionLibrary;
  readonly access: AccessControl;
}

/**
 * The FhirModules of an application, in the order in which they were imported.
 * @param path `path` of one of them; all when absent
 * @throws Error when no FhirModule has this path, which is a mistake in the application
 */
export function documentedServers(app: INestApplication, path?: string): readonly DocumentedServer[] {
  const all = [...app.get(ModulesContainer).values()]
    .filter((module) => module.providers.has(FHIR_PATH))
    .map((module) => documentedServer((token) => module.getProviderByKey<never>(token).instance));
  if (path === undefined) return all;
  const name = path.replace(/^\/+|\/+$/g, '');
  const found = all.filter((each) => each.name === name);
  if (found.length > 0) return found;
  throw new Error(
    `No FhirModule has the path ${path}; those of this application: ${all.map((each) => each.name).join(', ')}`,
  );
}

function documentedServer(injected: <T>(token: InjectionToken<T>) => T): DocumentedServer {
  const options = injected<FhirOptions>(FHIR_OPTIONS);
  return {
    name: injected<string>(FHIR_PATH),
    options,
    base: new URL(options.baseUrl).pathname,
    definitions: [...injected<ReadonlyMap<string, ResourceDefinition>>(RESOURCE_DEFINITIONS).values()],
    operations: injected(OperationRegistry),
    library: injected(DefinitionLibrary),
    access: injected(AccessControl),
  };
}
