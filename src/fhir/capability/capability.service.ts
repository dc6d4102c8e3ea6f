import { Inject, Injectable } from '@nestjs/common';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { ServedDefinition } from '../plugin/served-definition';
import { RESOURCE_DEFINITIONS } from '../options/tokens';
import { capabilityStatement } from './capability-statement';

/** The CapabilityStatement as JSON text: it cannot change while the process runs, so it is written once. */
@Injectable()
export class CapabilityService {
  readonly json: string;

  constructor(
    @Inject(RESOURCE_DEFINITIONS) definitions: ReadonlyMap<string, ServedDefinition>,
    @Inject(FHIR_OPTIONS) options: FhirOptions,
  ) {
    this.json = JSON.stringify(capabilityStatement(definitions.values(), options, new Date()));
  }
}
