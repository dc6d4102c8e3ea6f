import type { Interaction } from './resource-definition';

export type Handling = 'strict' | 'lenient';

/** The memory a request holds of what all requests share. */
export interface RequestMemory {
  /**
   * To be called before so many bytes more are filled, and kept while others have their turn; they are given back with the answer.
   * @throws FhirError `unavailable` when there is no room for them now
   */
  hold(bytes: number): void;
}

/** What is known of a request once its route is; hooks get it too. */
export interface RequestContext {
  /** As sent in `X-Request-Id`, or given by the server; safe to log. */
  readonly requestId: string;
  readonly interaction: Interaction;
  readonly type: string;
  /** Logical id of the URL; absent on create. */
  readonly id?: string;
  /** `Prefer: handling=…`, else the server's setting. */
  readonly handling: Handling;
  /** `_dryRun=true`: everything is checked as for the real request, and nothing is stored. */
  readonly dryRun: boolean;
  /** Request headers, names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Absent where nobody counts memory, and for requests that fill none. */
  readonly memory?: RequestMemory | undefined;
}
