import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import type { RequestContext } from '../plugin/request-context';
import type { ResourceDefinition } from '../plugin/resource-definition';
import type { SearchPage, SearchRequest } from '../ports/search';
import type { StoredVersion } from '../ports/versions';
import { notFound } from '../service/existence-refusals';
import { ResourceRepository } from '../service/resource.repository';
import { ResourceService } from '../service/resource.service';
import { StoreRegistry } from '../service/store-registry';
import { VersionProvenance } from '../service/version-provenance';
import { AuditReader, type AuditedType } from './audit-reader';
import { auditEventDefinition, provenanceDefinition } from './definitions';

/** What a type that the log is shown as is served by: it is read through the log, by those who may. */
function shownLog<R extends FhirResource>(definition: ResourceDefinition<R>) {
  const type = definition.type as AuditedType;

  @Injectable()
  class Repository extends ResourceRepository<R> {
    constructor(@Inject(StoreRegistry) stores: StoreRegistry) {
      super(stores, definition);
    }
  }

  @Injectable()
  class Service extends ResourceService<R> {
    @Inject(AuditReader) protected readonly reader!: AuditReader;

    constructor(@Inject(Repository) repository: Repository) {
      super(definition, repository);
    }

    override async read(context: RequestContext, id: string): Promise<StoredVersion> {
      const version = await this.reader.read(type, context, id);
      if (!version) throw notFound(type, id);
      return version;
    }

    override search(context: RequestContext, request: Omit<SearchRequest, 'type' | 'bytes'>): Promise<SearchPage> {
      return this.reader.search(type, context, request);
    }
  }
  return { Repository, Service };
}

const events = shownLog(auditEventDefinition);
const provenances = shownLog(provenanceDefinition);

export const AuditEventRepository = events.Repository;
export class AuditEventService extends events.Service {}
export const ProvenanceRepository = provenances.Repository;

/** Where it is served, histories lead to it. */
export class ProvenanceService extends provenances.Service implements OnModuleInit {
  @Inject(VersionProvenance) private readonly histories!: VersionProvenance;

  onModuleInit(): void {
    this.histories.tellBy((context, versions) => this.reader.provenanceOf(context, versions));
  }
}
