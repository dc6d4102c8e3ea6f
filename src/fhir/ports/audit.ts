import type { UnitOfWork } from './unit-of-work';

/**
 * One recorded action, or attempt at one. Each value that can be searched has its own member; `''` when there is none.
 */
export interface AuditRow {
  /** UUID version 7. It starts with the instant, so sorting by id sorts by time. */
  readonly id: string;
  /** Milliseconds since 1970, UTC; the same instant as in the id. */
  readonly recorded: number;
  /** The client software. At most 255 characters, like the text members below. */
  readonly client: string;
  /** The user, when that is not the client itself. */
  readonly person: string;
  /** Network address of the client. */
  readonly address: string;
  /** `Type/id`, or just the type. */
  readonly entity: string;
  /** The `versionId` that was created. */
  readonly version: string;
  /** The R4 name of the interaction. */
  readonly subtype: string;
  /** `AuditEvent.action`: `C`, `R`, `U`, `D` or `E`. */
  readonly action: string;
  /** `AuditEvent.outcome`: `0`, `4`, `8` or `12`. */
  readonly outcome: string;
  /** The whole record as JSON text. */
  readonly body: string;
}

/** The members that a search compares as they are. */
export type AuditColumn = Exclude<keyof AuditRow, 'recorded' | 'body'>;

/** A condition on rows. */
export type AuditClause =
  | { readonly kind: 'in'; readonly column: AuditColumn; readonly values: readonly string[] }
  /** The text starts with one of these. */
  | { readonly kind: 'starts'; readonly column: AuditColumn; readonly values: readonly string[] }
  /** Recorded between these instants, both inclusive; milliseconds since 1970. */
  | { readonly kind: 'time'; readonly low: number; readonly high: number }
  | { readonly kind: 'all' | 'any'; readonly clauses: readonly AuditClause[] }
  | { readonly kind: 'not'; readonly clause: AuditClause };

/** A search of the audit log. */
export interface AuditQuery {
  /** The condition that rows must meet. */
  readonly clause: AuditClause;
  /** Whether the newest rows come first. */
  readonly descending: boolean;
  /** Maximum number of rows. */
  readonly count: number;
  /** Only rows after this id, in the requested order. */
  readonly after?: string;
}

/** A link of the hash chain. Its hash covers, through `previous`, every row sealed so far. */
export interface AuditSeal {
  /** Counted from 1. */
  readonly number: number;
  /** Hash of the preceding seal, hexadecimal; zeros for the first seal. */
  readonly previous: string;
  /** Number of rows sealed. */
  readonly count: number;
  /** Hash of these rows. */
  readonly root: string;
  /** When the seal was created; milliseconds since 1970. */
  readonly at: number;
  /** Fingerprint of the key; empty when the seal was made without one. */
  readonly key: string;
  /** Hash of the members above, hexadecimal: SHA-256, or HMAC-SHA-256 when there is a key. */
  readonly hash: string;
}

/** A position in the chain. */
export interface ChainPlace {
  readonly number: number;
  readonly hash: string;
}

/** The end of the chain, and its beginning. */
export interface ChainHead extends ChainPlace {
  /** When the last seal was created, milliseconds since 1970; 0 when there is none. */
  readonly at: number;
  /** The process that created it. */
  readonly holder: string;
  /** The last seal removed with its rows because their retention period was over; `number` is 0 when none was. */
  readonly cut: ChainPlace;
}

/** The size of the audit log. */
export interface AuditCounts {
  /** Rows kept, sealed or not. */
  readonly rows: number;
  /** Rows not sealed yet. */
  readonly waiting: number;
}

/** What to remove, and the row that records the removal. */
export interface AuditCut {
  /** The last seal to remove. */
  readonly to: ChainPlace;
  /** Added in the same step; not sealed yet. */
  readonly told: AuditRow;
}

/** Port: the audit log. Rows are added and never changed. They are sealed in blocks, each linked to the one before. */
export interface AuditLog {
  /**
   * Adds rows in a unit of work. They are kept if it commits and lost if it does not.
   * @returns false when the unit belongs to another database; nothing was added
   */
  addIn(unit: UnitOfWork, rows: readonly AuditRow[]): Promise<boolean>;
  /**
   * Adds all rows or none.
   * @throws FhirError `unavailable`
   */
  add(rows: readonly AuditRow[]): Promise<void>;
  /** @returns rows ordered by id */
  find(query: AuditQuery): Promise<readonly AuditRow[]>;
  /**
   * The number of matching rows.
   * @param upTo counting stops here
   */
  count(clause: AuditClause, upTo?: number): Promise<number>;
  counts(): Promise<AuditCounts>;
  /** The current end of the chain, and its beginning. */
  head(): Promise<ChainHead>;
  /** Rows not sealed yet, ascending by id. */
  waiting(most: number): Promise<readonly AuditRow[]>;
  /**
   * Seals rows, provided that the chain still ends at `before`.
   * @param holder the process that seals
   * @returns false when another process was faster; nothing was changed
   */
  seal(before: ChainHead, seal: AuditSeal, ids: readonly string[], holder: string): Promise<boolean>;
  /**
   * Seals ordered by number.
   * @param after only seals with a higher number
   */
  seals(after: number, count: number): Promise<readonly AuditSeal[]>;
  /** The rows under a seal, ascending by id. */
  sealed(number: number): Promise<readonly AuditRow[]>;
  /**
   * Removes seals and their rows from the start of the chain, provided that it still starts at `head.cut`.
   * @returns false when it does not; nothing was changed
   */
  cut(head: ChainHead, cut: AuditCut): Promise<boolean>;
}
