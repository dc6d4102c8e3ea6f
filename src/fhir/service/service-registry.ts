import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import { FhirError } from '../errors/fhir-error';
import { ServedProviders } from '../plugin/served-providers';
import { typesServed } from './types-served';
import { ResourceService } from './resource.service';
import { say } from '../messages';

/** The service of each type, for code that is not bound to one type. */
@Injectable()
export class ServiceRegistry implements OnApplicationBootstrap {
  private readonly services = new Map<string, ResourceService<FhirResource>>();

  constructor(private readonly served: ServedProviders) {}

  onApplicationBootstrap(): void {
    for (const { instance } of this.served.all() as { instance?: unknown }[]) {
      if (instance instanceof ResourceService)
        this.services.set(instance.type, instance as ResourceService<FhirResource>);
    }
  }

  /** Undefined when the type is not served or not a type. */
  find(type: unknown): ResourceService<FhirResource> | undefined {
    return this.services.get(type as string);
  }

  /** @throws FhirError `not-found` when the type is not served */
  of(type: string): ResourceService<FhirResource> {
    const service = this.services.get(type);
    if (service) return service;
    const text = say`${type.slice(0, 80)} is not served here`;
    throw new FhirError('not-found', text, [{ text, hint: typesServed(this.services.keys()) }]);
  }
}
