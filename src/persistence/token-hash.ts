import { hash } from 'node:crypto';
import type { TokenValue } from '../fhir';

/**
 * A token as a key of constant length, 64 hexadecimal digits: values may be longer than an index can hold, and
 * MySQL's collations would take `a` and `a ` for the same. As JSON, because no separator is safe: systems and values
 * may contain any.
 */
export function tokenHash({ system, value }: TokenValue): string {
  const text = JSON.stringify(system === undefined ? [value] : [system, value]);
  return hash('sha256', text);
}
