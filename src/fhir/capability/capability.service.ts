import { Inject, Injectable } from '@nestjs/common';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { OperationRegistry } from '../service/operations/operation-registry';
import type { ServedDefinition } from '../plugin/served-definition';
import { RESOURCE_DEFINITIONS } from '../options/tokens';
import { capabilityStatement } from './capability-statement';

/** The CapabilityStatement as JSON text: it cannot change while the process runs, so it is written once, when the operations are known. */
@Injectable()
export class CapabilityService {
  private readonly since = new Date();
  private written: string | undefined;

  constructor(
    @Inject(RESOURCE_DEFINITIONS) private readonly definitions: ReadonlyMap<string, ServedDefinition>,
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly operations: OperationRegistry,
  ) {}

  get json(): string {
    const { definitions, options, operations, since } = this;
    return (this.written ??= JSON.stringify(capabilityStatement(definitions.values(), options, since, operations.all)));
  }
}
