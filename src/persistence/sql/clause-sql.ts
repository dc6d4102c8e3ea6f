import {
  boxesAround,
  foldedStart,
  squareOf,
  unitVector,
  type CircleValue,
  type DateValue,
  type IndexKind,
  type QuantityValue,
  type EntryClause,
  type SearchPrefix,
  type TokenValue,
} from '../../fhir';
import { tokenHash, valueKey } from '../token-hash';
import { INDEX_TABLES } from './index-tables';
import { ALL_SEEN, oneOf, type Part, type RowMask } from './part';
import { inDocument } from './word-documents';
import type { SqlValue } from './sql-database';

/** A clause that is answered by rows of one table of the search index. */
export interface IndexLookup {
  readonly table: string;
  readonly code: string;
  /**
   * Conditions on a row, one of which must hold; each is covered by an index of the table. Empty when any row will do.
   */
  readonly branches: readonly Part[];
  /** True when there must be no such row. */
  readonly absent: boolean;
  /** Rows that it hides are ignored. */
  readonly unseen: RowMask;
  /**
   * Rough selectivity, by experience: the clause with the lowest rank matches the fewest resources and is looked up
   * first.
   */
  readonly rank: number;
}

/**
 * Lengths of value lists; a shorter list is padded with its last value. Prepared statements are cached by their text,
 * so there should be few different ones.
 */
const SIZES = [1, 10, 100, 400, 1_000];
/** Sorts after every character of a folded text: the upper bound of the texts with a given beginning. */
const LAST_CHARACTER = '\u{10FFFF}';

/**
 * @param clause must have values if its kind takes any
 * @param unseen what is hidden of the rows of this type
 * @param isSqlite its words are documents
 */
export function lookupOf(clause: EntryClause, unseen = ALL_SEEN, isSqlite = false): IndexLookup {
  const { code } = clause;
  const lookup = (kind: IndexKind, rank: number, branches: readonly Part[], absent = false): IndexLookup => ({
    table: INDEX_TABLES[kind].name,
    code,
    branches,
    absent,
    unseen,
    rank,
  });
  if (clause.kind === 'missing') return lookup(clause.of, 9, [], clause.missing);
  if (clause.kind === 'unlike') return unlike(lookupOf({ ...clause.clause }, unseen, isSqlite));
  switch (clause.kind) {
    case 'token':
      return lookup('token', rankOfToken(code), tokenBranches(clause.values), clause.not);
    case 'uri':
      return lookup('uri', 8, uriBranches(clause.values, clause.below));
    case 'reference':
      return lookup('reference', 1, referenceBranches(clause.values));
    case 'position':
      return lookup('position', 2, [anyOf(clause.values, circlePart)]);
    case 'words':
      return lookup('words', 4, [
        anyOf(shortest(clause.values), isSqlite ? inDocument : (value) => startsPart('words', value)),
      ]);
    case 'string':
      return lookup('string', clause.match === 'contains' ? 7 : 3, [textBranch(clause.match, clause.values)]);
    case 'quantity':
      return lookup('quantity', 5, [anyOf(clause.values, quantityPart)]);
    case 'date':
      return lookup('date', 6, [anyOf(clause.values, (value) => spanPart(value, 'low', 'high'))]);
  }
}

/** An identifier matches one resource, a code many, and a label (`_tag`) most. */
function rankOfToken(code: string): number {
  if (code === 'identifier') return 0;
  return code.startsWith('_') ? 6.5 : 2.5;
}

/**
 * Rows that match none of the branches. No index finds them, so the condition is checked on what another clause found.
 */
function unlike(lookup: IndexLookup): IndexLookup {
  const { sql, values } = oneOf(lookup.branches);
  return { ...lookup, branches: [{ sql: `NOT (${sql})`, values }], rank: 9 };
}

/** When a resource was written, as a condition on its row. */
export function lastUpdatedPart(values: readonly DateValue[]): Part {
  return anyOf(values, (value) => spanPart(value, 'last_updated', 'last_updated', INSTANTS));
}

/** `column IN (…)`. */
export function among(column: string, values: readonly string[]): Part {
  const all = filled(values);
  return { sql: `${column} IN (${all.map(() => '?').join(', ')})`, values: all };
}

function tokenBranches(values: readonly TokenValue[]): Part[] {
  const [ofAny, ofOne] = [
    values.filter(({ system }) => system === undefined),
    values.filter(({ system }) => system !== undefined),
  ];
  return [
    ...(ofOne.length > 0 ? [wholeTokens(ofOne)] : []),
    ...(ofAny.length > 0
      ? [
          among(
            'value_hash',
            ofAny.map(({ value }) => valueKey(value)),
          ),
        ]
      : []),
  ];
}

/** The hash alone decides; the other column is the one with an index. */
function wholeTokens(tokens: readonly TokenValue[]): Part {
  return both(among('value_hash', tokens.map(({ value }) => valueKey(value))), among('token_hash', tokens.map(tokenHash)));
} // prettier-ignore

function wholeTexts(texts: readonly string[]): Part {
  return both(
    among('folded', texts.map(foldedStart)),
    among(
      'text_hash',
      texts.map((value) => tokenHash({ value })),
    ),
  );
}

function both(one: Part, other: Part): Part {
  return { sql: `(${one.sql} AND ${other.sql})`, values: [...one.values, ...other.values] };
}

function referenceBranches(values: Extract<EntryClause, { kind: 'reference' }>['values']): Part[] {
  const byType = new Map<string | undefined, string[]>();
  for (const { type, id } of values) byType.set(type, [...(byType.get(type) ?? []), id]);
  return [...byType].map(([type, ids]) => {
    const part = among('target_id', ids);
    return type === undefined ? part : { sql: `target_type = ? AND ${part.sql}`, values: [type, ...part.values] };
  });
}

function uriBranches(values: readonly string[], below = false): Part[] {
  const under = (value: string): Part => startsPart('uri', `${value}/`);
  return [among('uri', values), ...(below ? [anyOf(values, under)] : [])];
}

/** Avoids LIKE, so that `%` and `_` are ordinary characters. */
function textBranch(match: Extract<EntryClause, { kind: 'string' }>['match'], values: readonly string[]): Part {
  if (match === 'exact') return wholeTexts(values);
  if (match === 'equals') return among('folded', values);
  if (match === 'contains') return anyOf(values, (value) => ({ sql: 'INSTR(folded, ?) > 0', values: [value] }));
  return anyOf(shortest(values), (value) => startsPart('folded', value));
}

/** Without values that begin with another one, because that one finds the same and more. */
export function shortest(beginnings: readonly string[]): readonly string[] {
  if (beginnings.length < 2) return beginnings;
  const kept: string[] = [];
  for (const each of beginnings.toSorted()) {
    if (kept.length === 0 || !each.startsWith(kept.at(-1)!)) kept.push(each);
  }
  return kept;
}

function startsPart(column: string, value: string): Part {
  return { sql: `(${column} >= ? AND ${column} < ?)`, values: [value, value + LAST_CHARACTER] };
}

/** Bounding boxes for the index, and the squared straight-line distance for what is inside them. */
function circlePart({ radius, ...centre }: CircleValue): Part {
  const boxes = boxesAround(centre, radius);
  const [x, y, z] = unitVector(centre);
  const inBox = boxes.map(() => '(latitude >= ? AND latitude <= ? AND longitude >= ? AND longitude <= ?)').join(' OR ');
  const square = (['x', 'y', 'z'] as const).map((axis) => `(${axis} - ?) * (${axis} - ?)`).join(' + ');
  return {
    sql: `((${inBox}) AND ${square} <= ?)`,
    values: [...boxes.flatMap(({ south, north, west, east }) => [south, north, west, east]), x, x, y, y, z, z, squareOf(radius)],
  }; // prettier-ignore
}

type Bounds = readonly [sql: string, ...values: ('low' | 'high')[]];

/**
 * Conditions on `l` and `h`, the bounds of the value in the resource; the names after each are the bounds of the value
 * searched for. A comparison that follows from the others is there for an index to use.
 * @see https://hl7.org/fhir/R4/search.html#prefix
 */
const SPANS: Readonly<Record<SearchPrefix, Bounds>> = {
  eq: ['(l >= ? AND l <= ? AND h <= ?)', 'low', 'high', 'high'],
  ne: ['(l < ? OR h > ?)', 'low', 'high'],
  gt: ['h > ?', 'high'],
  lt: ['l < ?', 'low'],
  ge: ['(h >= ? AND (h > ? OR l >= ?))', 'low', 'high', 'low'],
  le: ['(l <= ? AND (l < ? OR h <= ?))', 'high', 'low', 'high'],
  sa: ['l > ?', 'high'],
  eb: ['h < ?', 'low'],
  ap: ['(l <= ? AND h >= ?)', 'high', 'low'],
};

/** The same where both bounds are one instant; counting takes half the time without what follows from the others. */
const INSTANTS: typeof SPANS = {
  ...SPANS,
  eq: ['(l >= ? AND l <= ?)', 'low', 'high'],
  ge: ['l >= ?', 'low'],
  le: ['l <= ?', 'high'],
};

function spanPart(value: DateValue, low: string, high: string, conditions = SPANS): Part {
  const [sql, ...bounds] = conditions[value.prefix];
  return { sql: named(sql, low, high), values: bounds.map((bound) => value[bound]) };
}

const NUMBERS: Readonly<Record<SearchPrefix, readonly [sql: string, ...values: ('low' | 'high' | 'value')[]]>> = {
  eq: ['(l >= ? AND l < ? AND h < ?)', 'low', 'high', 'high'],
  ne: ['(l < ? OR h >= ?)', 'low', 'high'],
  gt: ['h > ?', 'value'],
  lt: ['l < ?', 'value'],
  ge: ['h >= ?', 'value'],
  le: ['l <= ?', 'value'],
  sa: ['l > ?', 'value'],
  eb: ['h < ?', 'value'],
  ap: ['(l <= ? AND h >= ?)', 'high', 'low'],
};

function quantityPart(value: QuantityValue): Part {
  const [sql, ...bounds] = NUMBERS[value.prefix];
  const part: Part = { sql: named(sql, 'low', 'high'), values: bounds.map((bound) => value[bound]) };
  if (!value.unit) return part;
  const column = value.unit.system === undefined ? 'symbol_hash' : 'unit_hash';
  return { sql: `(${part.sql} AND ${column} = ?)`, values: [...part.values, tokenHash(value.unit)] };
}

function named(sql: string, low: string, high: string): string {
  return sql.replace(/\b[lh]\b/g, (end) => (end === 'l' ? low : high));
}

function anyOf<T>(values: readonly T[], partOf: (value: T) => Part): Part {
  const parts = filled(values).map(partOf);
  return {
    sql: either(parts.map(({ sql }) => sql)),
    values: parts.flatMap((part): readonly SqlValue[] => part.values),
  };
}

/** Alternatives within one pair of brackets. SQLite nests them and refuses more than 1,000 levels. */
const MOST_IN_A_ROW = 50;

function either(alternatives: readonly string[]): string {
  if (alternatives.length <= MOST_IN_A_ROW) return alternatives.join(' OR ');
  const groups: string[] = [];
  for (let at = 0; at < alternatives.length; at += MOST_IN_A_ROW) {
    groups.push(`(${alternatives.slice(at, at + MOST_IN_A_ROW).join(' OR ')})`);
  }
  return groups.join(' OR ');
}

function filled<T>(values: readonly T[]): readonly T[] {
  const size = SIZES.find((each) => each >= values.length) ?? values.length;
  return [...values, ...Array<T>(size - values.length).fill(values.at(-1)!)];
}
