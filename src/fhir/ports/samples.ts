/** Some resources that together have every value of a search parameter. */
export interface SampleRequest {
  readonly type: string;
  /** Of the entries that are looked at. */
  readonly kind: 'token' | 'uri';
  /** Of the search parameter. */
  readonly code: string;
  /** Values at most. */
  readonly limit: number;
}
