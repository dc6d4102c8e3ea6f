/** What the audit log records, how long, and who may read it. */
export interface AuditOptions {
  /**
   * `batched`: records of reads and failures are written in batches, at most `BATCH_MS` after the answer; a process
   * that is killed loses the last batch. `sync`: an answer is sent only once its record is stored. `off`: successful
   * reads are not recorded. Writes are always recorded in the transaction that makes them.
   */
  readonly reads: 'batched' | 'sync' | 'off';
  /** What happens when records can no longer be stored: refuse requests (503), or drop records and count them. */
  readonly whenFull: 'refuse' | 'drop';
  /** Bytes of records that may be queued. */
  readonly queueBytes: number;
  /** Retention period, milliseconds; 0 to keep records for ever. */
  readonly keptMs: number;
  /** Secret that makes the hashes of the chain unforgeable without it; at least 32 characters. */
  readonly key?: string;
  /** `auditors`: clients that have the scope `system/AuditEvent.rs` explicitly; wildcard scopes do not count. */
  readonly readers: 'auditors' | 'everybody';
  /** Proxies whose `X-Forwarded-For` is trusted. Default: none. */
  readonly proxies?: { has(address: string | undefined): boolean };
  /** Lower-case names of headers in which clients state on whose behalf they act. */
  readonly headers?: readonly string[];
}

export const AUDIT_OPTIONS = Symbol('AuditOptions');

/** Maximum delay between an answer and its record when records are batched, milliseconds. */
export const BATCH_MS = 100;
