/** Asks for resources that together have every value of a search parameter. */
export interface SampleRequest {
  readonly type: string;
  /** Kind of the index entries. */
  readonly kind: 'token' | 'uri';
  /** Code of the search parameter. */
  readonly code: string;
  /** Maximum number of values. */
  readonly limit: number;
}
