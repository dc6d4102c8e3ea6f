import type { UnitOfWork } from './unit-of-work';

/** One thing that somebody did, or tried to do. What can be searched for stands in members of its own, `''` where there is none. */
export interface AuditRow {
  /** UUID of version 7: it begins with the instant, so that the order of ids is that of time. */
  readonly id: string;
  /** Milliseconds since 1970, UTC; the same as in the id. */
  readonly recorded: number;
  /** The software that asked, 255 characters at most, as those that follow. */
  readonly client: string;
  /** Who asked, where that is somebody else than the software. */
  readonly person: string;
  readonly address: string;
  /** `Type/id`, or the type alone. */
  readonly entity: string;
  /** The version that was made. */
  readonly version: string;
  /** The interaction, by its name in R4. */
  readonly subtype: string;
  /** `C`, `R`, `U`, `D` or `E`. */
  readonly action: string;
  /** `0`, `4`, `8` or `12`. */
  readonly outcome: string;
  /** All that is known of it: JSON text. */
  readonly body: string;
}

/** The members of a row that a search compares as they stand. */
export type AuditColumn = Exclude<keyof AuditRow, 'recorded' | 'body'>;

/** What rows have to be. */
export type AuditClause =
  | { readonly kind: 'in'; readonly column: AuditColumn; readonly values: readonly string[] }
  /** The text begins with one of these. */
  | { readonly kind: 'starts'; readonly column: AuditColumn; readonly values: readonly string[] }
  /** Recorded between these, both included: milliseconds since 1970. */
  | { readonly kind: 'time'; readonly low: number; readonly high: number }
  | { readonly kind: 'all' | 'any'; readonly clauses: readonly AuditClause[] }
  | { readonly kind: 'not'; readonly clause: AuditClause };

export interface AuditQuery {
  readonly clause: AuditClause;
  readonly descending: boolean;
  readonly count: number;
  /** Only rows beyond this id, in the order that is asked for. */
  readonly after?: string;
}

/** A link of the chain: what all rows up to it come to. */
export interface AuditSeal {
  /** Counted from 1. */
  readonly number: number;
  /** Hash of the seal before, hexadecimal; of the first: zeros. */
  readonly previous: string;
  /** Rows that it seals. */
  readonly count: number;
  /** Hash over these rows. */
  readonly root: string;
  /** When it was made, milliseconds since 1970. */
  readonly at: number;
  /** Which key it was made with, as it can be told from others; empty: with none. */
  readonly key: string;
  readonly hash: string;
}

/** A place in the chain. */
export interface ChainPlace {
  readonly number: number;
  readonly hash: string;
}

/** Where the chain ends, and where it begins. */
export interface ChainHead extends ChainPlace {
  /** When the last seal was made; 0: none was. */
  readonly at: number;
  /** Which process made it. */
  readonly holder: string;
  /** The last seal that was removed with its rows, since they had been kept for long enough; number 0: none was. */
  readonly cut: ChainPlace;
}

export interface AuditCounts {
  /** Rows that are kept, sealed or not. */
  readonly rows: number;
  /** Of these, the ones that wait for their seal. */
  readonly waiting: number;
}

/** What is to be removed, and what tells of it. */
export interface AuditCut {
  /** The last seal that goes. */
  readonly to: ChainPlace;
  /** Kept in its place, not sealed yet. */
  readonly told: AuditRow;
}

/** Port: what was done, for auditors. Rows are added and never changed; they are sealed in blocks, each block after the one before. */
export interface AuditLog {
  /**
   * Adds rows in a unit of work: they are kept when it commits, and gone when it does not.
   * @returns false: the unit belongs to another database, and nothing was added
   */
  addIn(unit: UnitOfWork, rows: readonly AuditRow[]): Promise<boolean>;
  /** Adds rows: all of them, or none. @throws FhirError `unavailable` */
  add(rows: readonly AuditRow[]): Promise<void>;
  /** @returns rows in the order of their ids */
  find(query: AuditQuery): Promise<readonly AuditRow[]>;
  /** How many rows fit. @param upTo counting ends there */
  count(clause: AuditClause, upTo?: number): Promise<number>;
  counts(): Promise<AuditCounts>;
  head(): Promise<ChainHead>;
  /** Rows that wait for their seal, ascending by id. */
  waiting(most: number): Promise<readonly AuditRow[]>;
  /**
   * Seals rows, where the chain still ends at `before`.
   * @param holder the process that does
   * @returns false: somebody else was faster, and nothing was changed
   */
  seal(before: ChainHead, seal: AuditSeal, ids: readonly string[], holder: string): Promise<boolean>;
  /** Seals in the order of their numbers. @param after a number */
  seals(after: number, count: number): Promise<readonly AuditSeal[]>;
  /** The rows of a seal, ascending by id. */
  sealed(number: number): Promise<readonly AuditRow[]>;
  /** Removes seals and rows from the beginning of the chain, where it still begins at `head.cut`. @returns false: it does not */
  cut(head: ChainHead, cut: AuditCut): Promise<boolean>;
}
