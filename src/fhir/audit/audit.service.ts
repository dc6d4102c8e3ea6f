import { Inject, Injectable, type Type } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import type { RequestContext } from '../plugin/request-context';
import type { ResourceDefinition } from '../plugin/resource-definition';
import type { SearchPage } from '../ports/search';
import type { StoredVersion } from '../ports/versions';
import { notFound } from '../service/existence-refusals';
import { ResourceRepository } from '../service/resource.repository';
import { ResourceService, type AskedPage } from '../service/resource.service';
import { StoreRegistry } from '../service/store-registry';
import { AuditReader, type AuditedType } from './audit-reader';
import { auditEventDefinition, provenanceDefinition } from './definitions';

/** The providers that serve a type backed by the log. */
interface ShownLog<R extends FhirResource> {
  readonly repository: Type<ResourceRepository<R>>;
  readonly service: Type<ResourceService<R>>;
}

/** Creates a repository and a service that read through the log, with its access checks. */
function shownLog<R extends FhirResource>(definition: ResourceDefinition<R>): ShownLog<R> {
  const type = definition.type as AuditedType;

  @Injectable()
  class Repository extends ResourceRepository<R> {
    constructor(@Inject(StoreRegistry) stores: StoreRegistry) {
      super(stores, definition);
    }
  }

  @Injectable()
  class Service extends ResourceService<R> {
    constructor(
      @Inject(Repository) repository: Repository,
      @Inject(AuditReader) private readonly reader: AuditReader,
    ) {
      super(definition, repository);
    }

    override async read(context: RequestContext, id: string): Promise<StoredVersion> {
      const version = await this.reader.read(type, context, id);
      if (!version) throw notFound(type, id);
      return version;
    }

    override maySearch(context: RequestContext): boolean {
      return this.reader.maySee(type, context, 's');
    }

    override search(context: RequestContext, request: AskedPage): Promise<SearchPage> {
      return this.reader.search(type, context, request);
    }
  }
  return { repository: Repository, service: Service };
}

export const shownEvents = shownLog(auditEventDefinition);
export const shownProvenances = shownLog(provenanceDefinition);
