import type { RequestInteraction } from '../plugin/request-context';
import type { AuditRow } from '../ports/audit';
import { firstCharacters } from '../ports/sort-position';

/** The record of one interaction, as stored. It is JSON and never changes. */
export interface AuditRecord {
  /** The name of the interaction in R4; `retention` for the removal of old records from the log. */
  readonly interaction: RequestInteraction | 'retention';
  readonly operation?: string;
  readonly type?: string;
  readonly id?: string;
  /** The version that was read, or the current version before a write. */
  readonly before?: string;
  /** The version a write created. */
  readonly after?: string;
  readonly method?: string;
  /** Path and query as sent. */
  readonly url?: string;
  /** Parameters in the body of a search, as sent. */
  readonly form?: string;
  readonly dryRun?: true;
  /** Absent for a write: it is recorded at commit, before its answer is known. */
  readonly status?: number;
  /** R4 issue type code of a failed request. */
  readonly issue?: string;
  readonly aborted?: true;
  readonly requestId: string;
  /** Time since the request context was created, milliseconds. */
  readonly ms?: number;
  readonly client?: string;
  /** `Principal.id`. */
  readonly who?: string;
  readonly issuer?: string;
  /** SHA-256 of the client's certificate, base64url. */
  readonly certificate?: string;
  readonly subject?: string;
  readonly address?: string;
  /** Headers in which the client states on whose behalf it acts. */
  readonly said?: Readonly<Record<string, string>>;
  /** For a retention: the last seal that was removed. */
  readonly upTo?: { readonly number: number; readonly hash: string };
}

const ACTIONS: Readonly<Record<AuditRecord['interaction'], string>> = {
  create: 'C',
  read: 'R',
  vread: 'R',
  'history-instance': 'R',
  'history-type': 'R',
  'history-system': 'R',
  capabilities: 'R',
  update: 'U',
  patch: 'U',
  delete: 'D',
  retention: 'D',
  'search-type': 'E',
  'search-system': 'E',
  transaction: 'E',
  batch: 'E',
  operation: 'E',
  none: 'E',
};

/** Width of a column, characters. */
const WIDTH = 255;

/** The row of a record. Its columns are derived from the record, so a change to a column alone can be detected. */
export function rowOf(id: string, recorded: number, record: AuditRecord): AuditRow {
  return { id, recorded, ...columnsOf(record), body: JSON.stringify(record) };
}

export function columnsOf(record: AuditRecord): Omit<AuditRow, 'id' | 'recorded' | 'body'> {
  const { client, who, address, type, id, after } = record;
  return {
    client: short(client ?? who),
    person: client !== undefined && who !== client ? short(who) : '',
    address: short(address),
    entity: short(type === undefined ? undefined : id === undefined ? type : `${type}/${id}`),
    version: after === undefined ? '' : firstCharacters(after, 64),
    subtype: record.interaction,
    action: ACTIONS[record.interaction],
    outcome: outcomeOf(record),
  };
}

/** @see https://hl7.org/fhir/R4/valueset-audit-event-outcome.html */
function outcomeOf({ status = 200, aborted }: AuditRecord): string {
  if (status >= 500) return '8';
  return status >= 400 || aborted ? '4' : '0';
}

/** @throws Error when the stored text is not a record */
export function recordOf({ body }: Pick<AuditRow, 'body'>): AuditRecord {
  return JSON.parse(body) as AuditRecord;
}

function short(text = ''): string {
  return firstCharacters(text, WIDTH);
}
