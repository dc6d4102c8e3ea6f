import type { Principal } from '../options/authenticator';
import type { Handling } from '../options/fhir-options';
import type { SearchPage, SearchRequest } from '../ports/search';
import type { StoredVersion } from '../ports/versions';

export type { Principal };

/** The memory a request holds of what all requests share. */
export interface RequestMemory {
  /**
   * To be called before so many bytes more are filled, and kept while others have their turn; they are given back with the answer,
   * or before it by as many less than nothing.
   * @throws FhirError `unavailable` when there is no room for them now
   */
  hold(bytes: number): void;
}

/** Reads in the middle of a transaction: what it has written so far counts. */
export interface UnitReads {
  read(type: string, id: string): Promise<StoredVersion | undefined>;
  search(request: SearchRequest): Promise<SearchPage>;
}

/** Where a request came from and how it asked, for whoever keeps a record of it. Found out when it is asked for. */
export interface RequestOrigin {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly url: string;
  /** Of the client, as far as proxies that are trusted tell it. */
  readonly address: string | undefined;
  /** Parameters that stand in the body of a search, as they were sent. */
  readonly form: string | undefined;
  /** On the clock of `performance`. */
  readonly startedAt: number;
  /** What the request wrote has its record. */
  isNoted: boolean;
  /** And so has its answer. */
  isAnswerNoted: boolean;
}

/**
 * What a request is, by the names of the specification; `none` when no route took it.
 * @see https://hl7.org/fhir/R4/valueset-system-restful-interaction.html
 * @see https://hl7.org/fhir/R4/valueset-type-restful-interaction.html
 */
export type RequestInteraction =
  | 'read'
  | 'vread'
  | 'update'
  | 'patch'
  | 'delete'
  | 'history-instance'
  | 'history-type'
  | 'history-system'
  | 'create'
  | 'search-type'
  | 'search-system'
  | 'capabilities'
  | 'transaction'
  | 'batch'
  | 'operation'
  | 'none';

/** What is known of a request before anything of it is read but its head: made once, and the same for everybody. */
export interface RequestContext {
  /** As sent in `X-Request-Id`, or given by the server; safe to log. */
  readonly requestId: string;
  /** Absent where nobody authenticates. */
  readonly principal?: Principal | undefined;
  readonly interaction: RequestInteraction;
  /** Name of the operation, `$validate`; absent for other interactions. */
  readonly operation?: string | undefined;
  /** The resource type of the address; empty where it names none. */
  readonly type: string;
  /** Logical id of the URL; absent on create. */
  readonly id?: string | undefined;
  /** Version of the URL. */
  readonly versionId?: string | undefined;
  /** `Prefer: handling=…`, else the server's setting. */
  readonly handling: Handling;
  /** `_dryRun=true`: everything is checked as for the real request, and nothing is stored. */
  readonly dryRun: boolean;
  /** Request headers, names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** It is the server's own doing, such as an import: no policy is asked. Never of a request. */
  readonly ofServer?: true;
  /** Absent where nobody sent a request, such as in an import. Each entry of a bundle has one of its own. */
  readonly origin?: RequestOrigin | undefined;
  /**
   * Aborted when nobody wants the answer any more: whoever does much asks it between two steps (`assertWanted`), and a write is not
   * committed then. Absent for requests that are answered at once.
   */
  readonly signal?: AbortSignal | undefined;
  /** Absent where nobody counts memory, and for requests that fill none. */
  readonly memory?: RequestMemory | undefined;
  /** Where resources are read for it: in the transaction that it is part of, or with others of its batch. Absent: from their store. */
  readonly unit?: UnitReads | undefined;
}
