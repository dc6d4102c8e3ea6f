import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { JsonObject } from '../json';
import { OperationRegistry } from '../service/operations/operation-registry';
import { DefinitionLibrary } from '../profile/definition-library';
import { operationDefinition } from './operation-definition';

/** Serves an OperationDefinition for every operation, along with the other definitions. */
@Injectable()
export class OperationDefinitions implements OnApplicationBootstrap {
  constructor(
    private readonly registry: OperationRegistry,
    private readonly library: DefinitionLibrary,
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
  ) {}

  onApplicationBootstrap(): void {
    for (const operation of this.registry.all)
      this.library.serve(operationDefinition(operation, this.options.baseUrl) as unknown as JsonObject);
  }
}
