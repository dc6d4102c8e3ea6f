import { type DynamicModule } from '@nestjs/common';
import { FhirPlugin, type PluginModule } from '../assembly/fhir-plugin';
import { AUDIT_OPTIONS, type AuditOptions } from './audit-options';
import { AuditReader } from './audit-reader';
import { AuditTrail } from './audit-trail';
import { shownEvents, shownProvenances } from './audit.service';
import { ClosedStore } from './closed-store';
import { auditEventDefinition, provenanceDefinition } from './definitions';
import { NothingUnrecorded } from './nothing-unrecorded';
import { ProvenanceOfHistories } from './provenance-of-histories';
import { RecordedAnswers } from './recorded-answers';

/** Records interactions. */
@FhirPlugin({ name: 'audit' })
export class AuditModule {
  static forRoot(options: AuditOptions): DynamicModule {
    return {
      module: AuditModule,
      providers: [
        { provide: AUDIT_OPTIONS, useValue: options },
        AuditTrail,
        AuditReader,
        ...(options.whenFull === 'refuse' ? [NothingUnrecorded] : []),
        ...(options.reads === 'sync' ? [RecordedAnswers] : []),
      ],
      exports: [AuditTrail, AuditReader],
    };
  }
}

const AUDIT_EVENTS = Symbol('AuditEventStore');
const PROVENANCES = Symbol('ProvenanceStore');
const SORTED = ['_id', '_lastUpdated'];

/** Serves the records as AuditEvent. */
@FhirPlugin({
  name: 'audit events',
  resource: auditEventDefinition,
  ...shownEvents,
  store: AUDIT_EVENTS,
  imports: [AuditModule],
  providers: [
    {
      provide: AUDIT_EVENTS,
      useValue: new ClosedStore(
        ['_id', '_lastUpdated', 'date', 'agent', 'agent:identifier', 'entity', 'address', 'type', 'subtype', 'action', 'outcome'],
        [...SORTED, 'date'],
      ),
    },
  ],
})
export class AuditEventModule {} // prettier-ignore

/** Serves the origin of versions as Provenance. */
@FhirPlugin({
  name: 'provenance',
  resource: provenanceDefinition,
  ...shownProvenances,
  store: PROVENANCES,
  imports: [AuditModule],
  providers: [
    ProvenanceOfHistories,
    {
      provide: PROVENANCES,
      useValue: new ClosedStore(
        ['_id', '_lastUpdated', 'target', 'recorded', 'agent', 'agent:identifier'],
        [...SORTED, 'recorded'],
      ),
    },
  ],
})
export class ProvenanceModule {}

/**
 * @param shown whether the log can be read through the API. The server's store must provide a log
 * (`ResourceStore.audit`).
 */
export function auditPlugins(options: AuditOptions, shown: boolean): readonly PluginModule[] {
  return [AuditModule.forRoot(options), ...(shown ? [AuditEventModule, ProvenanceModule] : [])];
}
