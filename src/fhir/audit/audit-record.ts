import type { RequestInteraction } from '../plugin/request-context';
import type { AuditRow } from '../ports/audit';
import { firstCharacters } from '../ports/sort-position';

/** What is known of one thing that was done, as it is kept: JSON, and never changed. */
export interface AuditRecord {
  /** By its name in R4; `retention` for what was removed from the log itself. */
  readonly interaction: RequestInteraction | 'retention';
  readonly operation?: string;
  readonly type?: string;
  readonly id?: string;
  /** The version that was read, or that a write found. */
  readonly before?: string;
  /** The version that a write made. */
  readonly after?: string;
  readonly method?: string;
  /** Path and query, as they were sent. */
  readonly url?: string;
  /** Parameters that stood in the body of a search, as they were sent. */
  readonly form?: string;
  readonly dryRun?: true;
  /** Absent: of a write that was committed, whose answer was not known then. */
  readonly status?: number;
  /** Code of R4's issue types, of what was refused. */
  readonly issue?: string;
  readonly aborted?: true;
  readonly requestId: string;
  /** From the context of the request on, milliseconds. */
  readonly ms?: number;
  readonly client?: string;
  /** `Principal.id`. */
  readonly who?: string;
  readonly issuer?: string;
  /** SHA-256 of the client's certificate, base64url. */
  readonly certificate?: string;
  readonly subject?: string;
  readonly address?: string;
  /** Headers in which the client says for whom it asks. */
  readonly said?: Readonly<Record<string, string>>;
  /** Of a retention: the seal up to which all was removed. */
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

/** Characters of a column. */
const WIDTH = 255;

/** The row of a record. What stands in columns is taken from the record and can be taken again: nobody can change one alone. */
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

/** @throws Error what is kept is not what was written */
export function recordOf({ body }: Pick<AuditRow, 'body'>): AuditRecord {
  return JSON.parse(body) as AuditRecord;
}

function short(text = ''): string {
  return firstCharacters(text, WIDTH);
}
