import type { AuditEvent, AuditEventAgent, AuditEventEntity, Coding, FhirResource, Reference } from 'fhir/r4';
import type { AuditRow } from '../ports/audit';
import { recordOf, type AuditRecord } from './audit-record';

/** How the server identifies itself in audit events. */
export interface Observer {
  readonly baseUrl: string;
  readonly name: string;
}

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';
const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';
const BALP = 'https://profiles.ihe.net/ITI/BALP';
const SOURCE = coding(DICOM, '110153', 'Source Role ID');
const DESTINATION = coding(DICOM, '110152', 'Destination Role ID');

/** Roles of the client, the server and the user on whose behalf the client acts. */
interface Parts {
  readonly client: Coding;
  readonly server: Coding;
  readonly user: Coding;
  /** Last part of the profile's URL; absent when no profile exists for the pattern. */
  readonly profile?: string;
}

const RECIPIENT = coding(`${TERMINOLOGY}/v3-ParticipationType`, 'IRCP', 'information recipient');
const AUTHOR = coding(`${TERMINOLOGY}/v3-ParticipationType`, 'AUT', 'author (originator)');

/** Patterns of IHE Basic Audit Log Patterns, by interaction. In a read, data flow from the server to the client. */
const READ: Parts = { client: DESTINATION, server: SOURCE, user: RECIPIENT, profile: 'Read' };
const WRITE: Parts = { client: SOURCE, server: DESTINATION, user: AUTHOR };
const QUERY: Parts = { client: SOURCE, server: DESTINATION, user: RECIPIENT };
const PARTS: Partial<Record<AuditRecord['interaction'], Parts>> = {
  read: READ,
  vread: READ,
  create: { ...WRITE, profile: 'Create' },
  update: { ...WRITE, profile: 'Update' },
  patch: { ...WRITE, profile: 'Update' },
  delete: {
    client: coding(DICOM, '110150', 'Application'),
    server: coding(`${TERMINOLOGY}/provenance-participant-type`, 'custodian', 'Custodian'),
    user: AUTHOR,
    profile: 'Delete',
  },
  'search-type': { ...QUERY, profile: 'Query' },
  'search-system': { ...QUERY, profile: 'Query' },
};

/** @see https://hl7.org/fhir/R4/auditevent.html and https://profiles.ihe.net/ITI/BALP/ */
export function auditEvent(row: AuditRow, observer: Observer): AuditEvent {
  const record = recordOf(row);
  const { interaction, ms } = record;
  const parts = PARTS[interaction] ?? QUERY;
  const recorded = new Date(row.recorded).toISOString();
  const isDone = row.outcome === '0';
  return {
    resourceType: 'AuditEvent',
    id: row.id,
    meta: {
      versionId: '1',
      lastUpdated: recorded,
      ...(isDone &&
        parts.profile !== undefined && {
          profile: [`${BALP}/StructureDefinition/IHE.BasicAudit.${parts.profile}`],
        }),
    },
    type:
      interaction === 'retention'
        ? coding(`${TERMINOLOGY}/iso-21089-lifecycle`, 'destroy', 'Destroy/Delete Record Lifecycle Event')
        : coding(`${TERMINOLOGY}/audit-event-type`, 'rest', 'Restful Operation'),
    ...(isRestful(interaction) && {
      subtype: [{ system: 'http://hl7.org/fhir/restful-interaction', code: interaction, display: interaction }],
    }),
    action: row.action as AuditEvent['action'],
    ...(ms !== undefined && { period: { start: new Date(row.recorded - ms).toISOString(), end: recorded } }),
    recorded,
    outcome: row.outcome as AuditEvent['outcome'],
    ...outcomeDesc(record),
    agent: agents(record, parts, observer),
    source: {
      observer: server(observer),
      type: [coding(`${TERMINOLOGY}/security-source-type`, '4', 'Application Server')],
    },
    entity: entities(record),
  };
}

function isRestful(interaction: AuditRecord['interaction']): boolean {
  return interaction !== 'retention' && interaction !== 'none';
}

function outcomeDesc({ status, issue, aborted, dryRun }: AuditRecord): Pick<AuditEvent, 'outcomeDesc'> {
  const words = [
    ...(status === undefined ? [] : [String(status)]),
    ...(issue === undefined ? [] : [issue]),
    ...(aborted ? ['aborted'] : []),
    ...(dryRun ? ['dry run'] : []),
  ];
  return words.length === 0 ? {} : { outcomeDesc: words.join(' ') };
}

function agents(record: AuditRecord, { client, server: served, user }: Parts, observer: Observer): AuditEventAgent[] {
  const { who, issuer, certificate, address, said = {} } = record;
  const name = record.client ?? who;
  const isOther = record.client !== undefined && who !== undefined && who !== record.client;
  const roles = Object.entries(said).map(([header, value]) => ({ text: [header, value].join(': ') }));
  return [
    {
      type: { coding: [client] },
      who: name === undefined ? { display: address ?? 'inside the server' } : identified(name, issuer),
      ...(certificate !== undefined && { altId: certificate }),
      requestor: !isOther && roles.length === 0,
      ...(address !== undefined && { network: { address, type: '2' as const } }),
    },
    {
      type: { coding: [served] },
      who: server(observer),
      requestor: false,
      network: { address: observer.baseUrl, type: '5' as const },
    },
    ...(isOther || roles.length > 0
      ? [
          {
            type: { coding: [user] },
            who: isOther ? identified(who, issuer) : { display: 'as the client says' },
            requestor: true,
            ...(roles.length > 0 && { role: roles }),
          },
        ]
      : []),
  ];
}

/** The requester is known only by a name and by the issuer of that name. */
export function identified(value: string, issuer: string | undefined): Reference {
  return { identifier: { ...(issuer !== undefined && { system: issuer }), value }, display: value };
}

function server({ baseUrl, name }: Observer): Reference {
  return { identifier: { system: 'urn:ietf:rfc:3986', value: baseUrl }, display: name };
}

function entities(record: AuditRecord): AuditEventEntity[] {
  const { type, id, before, after, url, form, operation, requestId, upTo } = record;
  const object = coding(`${TERMINOLOGY}/audit-entity-type`, '2', 'System Object');
  const version = after ?? before;
  const query = record.interaction.startsWith('search') || url?.includes('?') ? queryOf(url, form) : undefined;
  return [
    ...(type !== undefined && id !== undefined
      ? [
          {
            what: { reference: `${type}/${id}${version === undefined ? '' : `/_history/${version}`}`, type },
            type: object,
            role: coding(`${TERMINOLOGY}/object-role`, '4', 'Domain Resource'),
            ...(after !== undefined && before !== undefined && { detail: [{ type: 'version before', valueString: before }] }),
          },
        ]
      : []),
    ...(query !== undefined
      ? [{ type: object, role: coding(`${TERMINOLOGY}/object-role`, '24', 'Query'), query }]
      : []),
    ...(operation !== undefined
      ? [{ type: object, role: coding(`${TERMINOLOGY}/object-role`, '20', 'Job'), name: operation }]
      : []),
    ...(upTo
      ? [
          {
            type: object,
            name: 'audit records kept for long enough',
            detail: [
              { type: 'last seal removed', valueString: String(upTo.number) },
              { type: 'its hash', valueString: upTo.hash },
            ],
          },
        ]
      : []),
    {
      what: { identifier: { value: requestId } },
      type: coding(`${BALP}/CodeSystem/BasicAuditEntityType`, 'XrequestId', 'X-Request-Id'),
    },
  ];
} // prettier-ignore

/** The query exactly as it was sent. */
function queryOf(url = '', form: string | undefined): string {
  return Buffer.from(form === undefined ? url : `${url}\n${form}`).toString('base64');
}

function coding(system: string, code: string, display: string): Coding {
  return { system, code, display };
}

/** Converts a row into a resource. */
export type RowResource = (row: AuditRow, observer: Observer) => FhirResource;
