/** @see https://hl7.org/fhir/R4/search_filter.html */
export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly part: FilterNode }
  | FilterTest;

/** `organization[active eq true].name co "chu"` */
export interface FilterTest {
  readonly kind: 'test';
  readonly path: readonly Segment[];
  readonly operator: Operator;
  readonly value: string;
  /** Position of the path in the text, starting at 0. */
  readonly at: number;
}

/** A part of a path up to the next bracket: `location.organization` */
export interface Segment {
  readonly name: string;
  /** Condition on the resources that the name leads to; on all segments but the last. */
  readonly filter?: FilterNode;
}

export const OPERATORS = [
  'eq', 'ne', 'co', 'sw', 'ew', 'gt', 'lt', 'ge', 'le', 'ap', 'sa', 'eb', 'pr', 'po', 'ss', 'sb', 'in', 're',
] as const; // prettier-ignore

export type Operator = (typeof OPERATORS)[number];
