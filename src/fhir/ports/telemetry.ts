export const TELEMETRY = Symbol('Telemetry');

/** Port: what happened, for whoever counts. Nothing here may fail or wait. */
export interface Telemetry {
  /** A write was refused because the client's version was stale (412), or lost its race for good (409). */
  conflict(type: string): void;
  /** A write started again because another process was faster. */
  retry(type: string): void;
  /** A leniency was used. */
  ruleApplied(rule: string): void;
}

export const noTelemetry: Telemetry = {
  conflict: () => undefined,
  retry: () => undefined,
  ruleApplied: () => undefined,
};
