import { auditEvent, type AuditLog, type AuditRow } from '../../../fhir';

/** A span of recording times, from `low` to `high` inclusive, in milliseconds since 1970. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

const ROWS_AT_ONCE = 1_000;
const SEALS_AT_ONCE = 200;

/** The log as lines, in batches. */
export type LogLines = AsyncGenerator<{ readonly lines: readonly object[]; readonly rows: number }>;

/** One AuditEvent per line. */
export async function* eventLines(log: AuditLog, span: Span, observer: Parameters<typeof auditEvent>[1]): LogLines {
  let after: string | undefined;
  for (;;) {
    const rows = await log.find({
      clause: { kind: 'time', ...span },
      descending: false,
      count: ROWS_AT_ONCE,
      ...(after !== undefined && { after }),
    });
    yield { lines: rows.map((row) => auditEvent(row, observer)), rows: rows.length };
    after = rows.at(-1)?.id;
    if (rows.length < ROWS_AT_ONCE) return;
  }
}

/** Each seal made in the span, followed by its rows as they were sealed; finally the rows that are not sealed yet. */
export async function* recordLines(log: AuditLog, { low, high }: Span): LogLines {
  let { number } = (await log.head()).cut;
  for (;;) {
    const seals = await log.seals(number, SEALS_AT_ONCE);
    for (const seal of seals) {
      number = seal.number;
      if (seal.at < low || seal.at > high) continue;
      const rows = await log.sealed(number);
      yield { lines: [{ seal }, ...rows.map(asSealed)], rows: rows.length };
    }
    if (seals.length < SEALS_AT_ONCE) break;
  }
  const waiting = (await log.waiting(ROWS_AT_ONCE)).filter(({ recorded }) => recorded >= low && recorded <= high);
  yield { lines: waiting.map(asSealed), rows: waiting.length };
}

/** The row exactly as it goes into the hash of a seal. */
function asSealed({ id, recorded, body }: AuditRow): object {
  return { id, recorded, body };
}
