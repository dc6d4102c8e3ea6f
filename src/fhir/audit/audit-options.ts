/** What is kept of what was done, and who may read it. */
export interface AuditOptions {
  /**
   * `batched`: reads and refusals are kept some at a time, up to `BATCH_MS` after their answers; a process that is killed loses those of
   * that time. `sync`: an answer waits until its record is kept. `off`: writes alone are kept. Writes are always kept with what they wrote.
   */
  readonly reads: 'batched' | 'sync' | 'off';
  /** What happens when records cannot be kept any more: requests are refused (503), or records are lost and counted. */
  readonly whenFull: 'refuse' | 'drop';
  /** Bytes of records that may wait. */
  readonly queueBytes: number;
  /** How long records are kept, milliseconds; 0: for ever. */
  readonly keptMs: number;
  /** Makes the hashes of the chain impossible to whoever does not have it, 32 characters or more. */
  readonly key?: string;
  /** `auditors`: who has the scope `system/AuditEvent.rs`, by name. */
  readonly readers: 'auditors' | 'everybody';
  /** Proxies that are believed when they say from where a request comes (`X-Forwarded-For`); default: none is. */
  readonly proxies?: { has(address: string | undefined): boolean };
  /** Names of headers in which clients say for whom they ask, in lower case. */
  readonly headers?: readonly string[];
}

export const AUDIT_OPTIONS = Symbol('AuditOptions');

/** Longest time between an answer and its record, where those are kept some at a time. */
export const BATCH_MS = 100;
