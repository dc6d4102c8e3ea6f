import type { AuditClause } from '../../fhir';
import { allOf, anyOf, type Condition, NEVER, where } from '../sql/condition';

/**
 * A condition on the columns of `fhir_audit`. None of them holds NULL, so a condition is true or false, never unknown.
 */
export function auditCondition(clause: AuditClause): Condition {
  switch (clause.kind) {
    case 'in':
      if (clause.values.length === 0) return NEVER;
      return { sql: `${clause.column} IN (${clause.values.map(() => '?').join(', ')})`, values: clause.values };
    case 'starts':
      return anyOf(clause.values.map((text) => between(clause.column, text)));
    case 'time':
      // Ids begin with the instant, so the primary key can answer the condition on them.
      return {
        sql: '(id >= ? AND id < ? AND recorded BETWEEN ? AND ?)',
        values: [firstId(clause.low), firstId(clause.high + 1), clause.low, clause.high],
      };
    case 'all':
      return allOf(clause.clauses.map(auditCondition));
    case 'any':
      return anyOf(clause.clauses.map(auditCondition));
    case 'not': {
      const { sql, values } = auditCondition(clause.clause);
      return { sql: `NOT (${sql})`, values };
    }
  }
}

/** Avoids LIKE, because each engine escapes its patterns differently. */
function between(column: string, text: string): Condition {
  return where(`${column} >= ? AND ${column} < ?`, text, `${text}\u{10FFFF}`);
}

const LAST_INSTANT = 2 ** 48 - 1;

/** A lower bound for the ids of this instant or later. @param instant milliseconds since 1970 */
function firstId(instant: number): string {
  const digits = Math.min(Math.max(0, instant), LAST_INSTANT).toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}`;
}
