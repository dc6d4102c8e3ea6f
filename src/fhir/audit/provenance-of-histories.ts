import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { VersionProvenance } from '../service/version-provenance';
import { AuditReader } from './audit-reader';

/** Where Provenance is served, history entries link to it. */
@Injectable()
export class ProvenanceOfHistories implements OnModuleInit {
  constructor(
    @Inject(VersionProvenance) private readonly histories: VersionProvenance,
    @Inject(AuditReader) private readonly reader: AuditReader,
  ) {}

  onModuleInit(): void {
    this.histories.tellBy((context, versions) => this.reader.provenanceOf(context, versions));
  }
}
