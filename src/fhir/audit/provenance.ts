import type { Provenance } from 'fhir/r4';
import type { AuditRow } from '../ports/audit';
import { identified, type Observer } from './audit-event';
import { recordOf, type AuditRecord } from './audit-record';

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';
const ACTIVITIES: Partial<Record<AuditRecord['interaction'], readonly [code: string, display: string]>> = {
  create: ['CREATE', 'create'],
  update: ['UPDATE', 'revise'],
  patch: ['UPDATE', 'revise'],
  delete: ['DELETE', 'delete'],
};

/**
 * The Provenance of a version, built from the record that was written with it.
 * @see https://hl7.org/fhir/R4/provenance.html
 */
export function provenance(row: AuditRow, { baseUrl, name }: Observer): Provenance {
  const record = recordOf(row);
  const { type, id, before, after, who, client, issuer, address } = record;
  const recorded = new Date(row.recorded).toISOString();
  const [code, display] = ACTIVITIES[record.interaction] ?? ['UPDATE', 'revise'];
  const author = who ?? client;
  const isByClient = client !== undefined && who !== undefined && client !== who;
  return {
    resourceType: 'Provenance',
    id: row.id,
    meta: { versionId: '1', lastUpdated: recorded },
    target: [{ reference: `${type}/${id}/_history/${after}`, ...(type !== undefined && { type }) }],
    recorded,
    activity: { coding: [{ system: `${TERMINOLOGY}/v3-DataOperation`, code, display }] },
    agent: [
      {
        type: participant('author', 'Author'),
        who: author === undefined ? { display: address ?? 'inside the server' } : identified(author, issuer),
      },
      ...(isByClient ? [{ type: participant('transmitter', 'Transmitter'), who: identified(client, issuer) }] : []),
      {
        type: participant('custodian', 'Custodian'),
        who: { identifier: { system: 'urn:ietf:rfc:3986', value: baseUrl }, display: name },
      },
    ],
    ...(before !== undefined && {
      entity: [{ role: 'revision' as const, what: { reference: `${type}/${id}/_history/${before}` } }],
    }),
  };
}

function participant(code: string, display: string) {
  return { coding: [{ system: `${TERMINOLOGY}/provenance-participant-type`, code, display }] };
}
