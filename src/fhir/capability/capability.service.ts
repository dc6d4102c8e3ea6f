import { Inject, Injectable } from '@nestjs/common';
import type { SecurityDescription } from '../options/authenticator';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { OperationRegistry } from '../service/operations/operation-registry';
import type { ServedDefinition } from '../plugin/served-definition';
import { RESOURCE_DEFINITIONS } from '../options/tokens';
import { capabilityStatement } from './capability-statement';

/**
 * The CapabilityStatement as JSON text. It is cached, and rendered again when the authenticator's description changes.
 */
@Injectable()
export class CapabilityService {
  private readonly since = new Date();
  private written: { readonly of: SecurityDescription | undefined; readonly json: string } | undefined;

  constructor(
    @Inject(RESOURCE_DEFINITIONS) private readonly definitions: ReadonlyMap<string, ServedDefinition>,
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly operations: OperationRegistry,
  ) {}

  get json(): string {
    const { definitions, options, operations, since } = this;
    const of = options.authenticator?.describe?.();
    if (this.written?.of !== of || !this.written) {
      const statement = capabilityStatement(definitions.values(), options, since, operations.all, of);
      this.written = { of, json: JSON.stringify(statement) };
    }
    return this.written.json;
  }
}
