import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import type { AuditClause, AuditColumn } from '../ports/audit';
import type { DateValue, ReferenceValue, SearchClause, TokenValue } from '../ports/search';

/** What a search parameter refers to in the log. */
export type Looked =
  | { readonly as: 'time' }
  | { readonly as: 'agent' }
  | { readonly as: 'entity' }
  | { readonly as: 'text'; readonly column: AuditColumn }
  /** A code held in a column. */
  | { readonly as: 'code'; readonly column: AuditColumn; readonly system: string }
  /** A code that is the same for all rows except those of a retention. */
  | { readonly as: 'type'; readonly usual: TokenValue; readonly other: TokenValue };

export type LookedAt = Readonly<Record<string, Looked>>;

const NEVER: AuditClause = { kind: 'any', clauses: [] };
const AGENTS = ['client', 'person'] as const satisfies readonly AuditColumn[];

/**
 * Translates a search clause into a clause of the log.
 * @param types the served types; an entity without a type may be of any of them
 * @throws FhirError `invalid-request` when the log cannot be searched this way
 */
export function auditClause(clause: SearchClause, looked: LookedAt, types: readonly string[]): AuditClause {
  switch (clause.kind) {
    case 'id':
      return { kind: 'in', column: 'id', values: clause.ids };
    case 'lastUpdated':
      return anyOf(clause.values.map(spanClause));
    case 'all':
    case 'any':
      return { kind: clause.kind, clauses: clause.clauses.map((each) => auditClause(each, looked, types)) };
    case 'not':
      return { kind: 'not', clause: auditClause(clause.clause, looked, types) };
    case 'date':
      if (looked[clause.code]?.as === 'time') return anyOf(clause.values.map(spanClause));
      break;
    case 'reference':
      if (looked[clause.code]?.as === 'agent') return named(clause.values.filter(isSoftware).map(({ id }) => id));
      if (looked[clause.code]?.as === 'entity') return entities(clause.values, types);
      break;
    case 'token': {
      const found = tokens(clause.code, clause.values, looked);
      if (found) return clause.not ? { kind: 'not', clause: found } : found;
      break;
    }
    case 'string': {
      const look = looked[clause.code];
      if (look?.as !== 'text' || clause.match === 'contains') break;
      return { kind: clause.match === 'starts' ? 'starts' : 'in', column: look.column, values: clause.values };
    }
    case 'above':
    case 'below':
    case 'missing':
    case 'position':
    case 'quantity':
    case 'referredBy':
    case 'refersTo':
    case 'together':
    case 'unlike':
    case 'uri':
    case 'whole':
    case 'words':
      break;
  }
  throw unanswerable('code' in clause ? clause.code : clause.kind);
} // prettier-ignore

function tokens(code: string, values: readonly TokenValue[], looked: LookedAt): AuditClause | undefined {
  const [parameter = '', modifier] = code.split(':');
  const look = looked[parameter];
  if (modifier === 'identifier' && look?.as === 'agent') return named(values.map(({ value }) => value));
  if (modifier !== undefined) return undefined;
  if (look?.as === 'code') {
    const meant = values.filter(({ system }) => system === undefined || system === look.system);
    return { kind: 'in', column: look.column, values: meant.map(({ value }) => value) };
  }
  if (look?.as !== 'type') return undefined;
  const retention: AuditClause = { kind: 'in', column: 'subtype', values: ['retention'] };
  return anyOf([
    ...(values.some((value) => isSame(value, look.usual)) ? [{ kind: 'not', clause: retention } as const] : []),
    ...(values.some((value) => isSame(value, look.other)) ? [retention] : []),
  ]);
}

/**
 * The requester is not a resource of this server. A reference without a type is therefore read like one to a Device.
 */
function isSoftware({ type }: ReferenceValue): boolean {
  return type === undefined || type === 'Device';
}

function isSame({ system, value }: TokenValue, wanted: TokenValue): boolean {
  return value === wanted.value && (system === undefined || system === wanted.system);
}

function named(names: readonly string[]): AuditClause {
  return anyOf(AGENTS.map((column): AuditClause => ({ kind: 'in', column, values: names })));
}

function entities(values: readonly ReferenceValue[], types: readonly string[]): AuditClause {
  const names = values.flatMap(({ type, id }) => (type === undefined ? types : [type]).map((each) => `${each}/${id}`));
  return { kind: 'in', column: 'entity', values: names };
}

/** Log rows have instants, so the prefixes compare instants. @see https://hl7.org/fhir/R4/search.html#prefix */
function spanClause({ prefix, low, high }: DateValue): AuditClause {
  const within = (from: number, to: number): AuditClause => ({ kind: 'time', low: from, high: to });
  switch (prefix) {
    case 'eq':
    case 'ap':
      return within(low, high);
    case 'ne':
      return { kind: 'not', clause: within(low, high) };
    case 'gt':
    case 'sa':
      return within(high + 1, FOR_EVER);
    case 'lt':
    case 'eb':
      return within(0, low - 1);
    case 'ge':
      return within(low, FOR_EVER);
    case 'le':
      return within(0, high);
  }
}

/** The last instant that a time-ordered id can represent. */
const FOR_EVER = 2 ** 48 - 2;

function anyOf(clauses: readonly AuditClause[]): AuditClause {
  const [first = NEVER, ...others] = clauses;
  return others.length === 0 ? first : { kind: 'any', clauses };
}

function unanswerable(code: string): FhirError {
  const text = say`The audit log cannot be searched by ${code} in this way`;
  return new FhirError('invalid-request', text, [{ code: 'not-supported', text, expression: `http.${code}` }]);
}
