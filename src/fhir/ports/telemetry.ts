/** Injects the `Telemetry`; optional. */
export const TELEMETRY = Symbol('Telemetry');

/** Port: events to be counted. Implementations must not throw or block. */
export interface Telemetry {
  /**
   * A write was refused because the client's version was stale (412), or because it lost its race on every attempt
   * (409).
   */
  conflict(type: string): void;
  /** A write was repeated because another process wrote first. */
  retry(type: string): void;
  /** A leniency was applied. */
  ruleApplied(rule: string): void;
}

/** Counts nothing. */
export const noTelemetry: Telemetry = {
  conflict: () => undefined,
  retry: () => undefined,
  ruleApplied: () => undefined,
};
