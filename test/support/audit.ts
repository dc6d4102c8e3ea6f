import { AuditTrail, recordOf, type AuditLog, type AuditRecord, type AuditRow } from '../../src/fhir';
import type { TestApp } from './test-app';

/** The audit log of a server, including everything answered so far. */
export async function auditRows(server: TestApp): Promise<readonly AuditRow[]> {
  const trail = server.app.get(AuditTrail, { strict: false });
  await trail.flush();
  return trail.log.find({ clause: { kind: 'all', clauses: [] }, descending: false, count: 10_000 });
}

/** The records of a request, in order. Waits for them, as an answer may arrive before its record is in the queue. */
export async function recordsOf(server: TestApp, requestId: string, count = 1): Promise<readonly AuditRecord[]> {
  for (let tries = 0; ; tries += 1) {
    const records = (await auditRows(server)).map(recordOf).filter((record) => record.requestId === requestId);
    if (records.length >= count || tries === 500) return records;
    await new Promise(setImmediate);
  }
}

export function logOf(server: TestApp): AuditLog {
  return server.app.get(AuditTrail, { strict: false }).log;
}
