import { Inject, Injectable } from '@nestjs/common';
import type { AuditEvent, FhirResource, Provenance } from 'fhir/r4';
import type { RequestContext } from '../plugin/request-context';
import type { ResourceDefinition } from '../plugin/resource-definition';
import type { SearchPage, SearchRequest } from '../ports/search';
import type { StoredVersion } from '../ports/versions';
import { notFound } from '../service/existence-refusals';
import { ResourceRepository } from '../service/resource.repository';
import { ResourceService } from '../service/resource.service';
import { StoreRegistry } from '../service/store-registry';
import { AuditReader, type AuditedType } from './audit-reader';
import { auditEventDefinition, provenanceDefinition } from './definitions';

/** A type that the log is shown as: it is read through the log, by those who may. */
abstract class ShownLog<R extends FhirResource> extends ResourceService<R> {
  protected constructor(
    definition: ResourceDefinition<R>,
    repository: ResourceRepository<R>,
    private readonly reader: AuditReader,
  ) {
    super(definition, repository);
  }

  override async read(context: RequestContext, id: string): Promise<StoredVersion> {
    const version = await this.reader.read(this.type as AuditedType, context, id);
    if (!version) throw notFound(this.type, id);
    return version;
  }

  override search(context: RequestContext, request: Omit<SearchRequest, 'type' | 'bytes'>): Promise<SearchPage> {
    return this.reader.search(this.type as AuditedType, context, request);
  }
}

@Injectable()
export class AuditEventRepository extends ResourceRepository<AuditEvent> {
  constructor(@Inject(StoreRegistry) stores: StoreRegistry) {
    super(stores, auditEventDefinition);
  }
}

@Injectable()
export class AuditEventService extends ShownLog<AuditEvent> {
  constructor(
    @Inject(AuditEventRepository) repository: AuditEventRepository,
    @Inject(AuditReader) reader: AuditReader,
  ) {
    super(auditEventDefinition, repository, reader);
  }
}

@Injectable()
export class ProvenanceRepository extends ResourceRepository<Provenance> {
  constructor(@Inject(StoreRegistry) stores: StoreRegistry) {
    super(stores, provenanceDefinition);
  }
}

@Injectable()
export class ProvenanceService extends ShownLog<Provenance> {
  constructor(
    @Inject(ProvenanceRepository) repository: ProvenanceRepository,
    @Inject(AuditReader) reader: AuditReader,
  ) {
    super(provenanceDefinition, repository, reader);
  }
}
