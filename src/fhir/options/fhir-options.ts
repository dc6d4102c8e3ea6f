import type { LanguageTag, PluginMessages, Text } from '../messages';
import type { Authenticator } from './authenticator';
import type { Throttle } from './throttle';
import type { JobOptions } from './job-options';

/** Injects `FhirOptions`. */
export const FHIR_OPTIONS = Symbol('FhirOptions');
/** Injects the path of the FHIR routes, relative to the application's prefix, without leading and trailing slashes. */
export const FHIR_PATH = Symbol('FhirPath');

/** The value of `Prefer: handling`: whether unambiguous mistakes are repaired. */
export type Handling = 'strict' | 'lenient';

/** A link in the header of the HTML pages. */
export interface PageLink {
  readonly label: Text;
  /** Must come from the server's configuration, never from a resource. */
  readonly url: string;
}

/** How searches are answered. */
export interface SearchOptions {
  /** Default number of resources per page, at most 1,000. Default: 200. */
  readonly pageSize?: number;
  /** Maximum number of resources that one search returns over all its pages; 0: no limit. Default: 10,000. */
  readonly mostResults?: number;
  /** How long the links to further pages are valid, hours. Default: 24. */
  readonly linkHours?: number;
  /**
   * Key that signs the links to further pages; must be the same in all processes. Default: a value kept in the
   * database.
   */
  readonly linkKey?: string;
  /** `_explain=true` returns the cost of a search: statements, plans and rows read. For operators. Default: false. */
  readonly explain?: boolean;
}

/** Limits of batches and transactions. */
export interface BundleOptions {
  /** Maximum number of entries. Default: 1,000. */
  readonly mostEntries?: number;
  /** Maximum duration of a Bundle, seconds. Default: 20. A transaction that takes longer is rolled back. */
  readonly seconds?: number;
  /** Command for importing files with many resources; recommended to clients that send such a file. */
  readonly importer?: string;
}

/** How far the rebuild of a search index is. */
export interface IndexingState {
  readonly type: string;
  /** Resources indexed by this process. */
  readonly done: number;
  /** Resources of the type; absent when an interrupted rebuild is continued, since it is not known how many are left. */
  readonly of?: number;
}

/** Configuration of a FHIR server: its address, strictness, limits and description. */
export interface FhirOptions {
  /**
   * The server's base URL as clients use it, without a trailing slash: `https://example.org/fhir`. The routes are under
   * its path.
   */
  readonly baseUrl: string;
  /** Whether PUT with an unknown id creates the resource. When false, only the server assigns ids. */
  readonly updateCreate: boolean;
  /** `required`: updates of an existing resource without `If-Match` are refused (400). */
  readonly ifMatch: 'optional' | 'required';
  /** Used when a request has no `Prefer: handling`. */
  readonly handling: Handling;
  /**
   * `structure`: the structure of FHIR JSON. `base`: also invariants, required bindings and reference targets of R4.
   * `profile`: also the profiles, whose violations are otherwise warnings unless the client asks for strict handling.
   */
  readonly validationLevel: 'structure' | 'base' | 'profile';
  /**
   * Whether references to resources of this server must resolve. `write` refuses (422) a reference to a resource that
   * does not exist; `delete` refuses (409) to delete a resource that others refer to; `on` does both. Default:
   * `delete`.
   */
  readonly referentialIntegrity?: 'off' | 'write' | 'delete' | 'on';
  /** Maximum number of resources that a conditional delete may delete. Default: 1. */
  readonly conditionalDelete?: number;
  /**
   * What happens when a write breaks a business rule of a plugin: it is refused (`on`, default), the client is warned
   * (`warn`), or the rule is not checked (`off`).
   */
  readonly businessRules?: 'on' | 'warn' | 'off';
  /**
   * When search indexes are rebuilt after search parameters have changed: `boot`, before the server accepts requests
   * (default); `beside`, while it serves; `off`, never by this process.
   */
  readonly indexUpkeep?: 'boot' | 'beside' | 'off';
  /**
   * Whether a start without access policies may rebuild an index that hides what policies hid. Default: false, and the
   * start fails, since servers with policies may be running on the database.
   */
  readonly givesUpLabels?: boolean;
  /**
   * Whether the process leaves it to others which access policies index entries have labels of; for one that writes no
   * resources. Default: false, and other processes with other labels can no longer write once this one has started.
   */
  readonly keepsLabels?: boolean;
  /** Called while search indexes are rebuilt; with undefined when that is done. */
  readonly onIndexing?: (state: IndexingState | undefined) => void;
  /** Folder of FHIR packages (`*.tgz`) and loose definitions (`*.json`) to load when the server starts. */
  readonly packagesFolder?: string;
  /** Total bytes that bodies, what is derived from them, and answers may occupy at a time. Default: no limit. */
  readonly memoryBudget?: number;
  /** Maximum bytes of a body, both as announced and after decompression. Default: 2 MiB. */
  readonly bodyLimit?: number;
  /** Authenticates clients. Default: clients are not authenticated, and a host may call `setPrincipal`. */
  readonly authenticator?: Authenticator;
  /** Limits how often clients may send requests. Default: no limits. */
  readonly throttle?: Throttle;
  /** Limits of work that continues after the request, such as exports. */
  readonly jobs?: JobOptions;
  /** Language of messages when a client accepts none of the available languages. Default: `en`. */
  readonly language?: LanguageTag;
  /** Translations of messages of the host, such as the labels of `navigation`. */
  readonly messages?: PluginMessages;
  /** Additional links in the header of the HTML pages, beside the one to the CapabilityStatement. */
  readonly navigation?: readonly PageLink[];
  /** How searches are answered. */
  readonly search?: SearchOptions;
  /** Limits of batches and transactions. */
  readonly bundles?: BundleOptions;
  /** The product, as described in the CapabilityStatement. */
  readonly software: {
    readonly name: string;
    readonly version: string;
    /** What this installation serves. Default: the name of the product. */
    readonly description?: string;
  };
}

const DEFAULTS = {
  updateCreate: false,
  ifMatch: 'optional',
  handling: 'lenient',
  validationLevel: 'base',
} as const satisfies Partial<FhirOptions>;
type Defaulted = keyof typeof DEFAULTS;

/**
 * The options as a host passes them. Defaults: `updateCreate` false, `ifMatch` optional, `handling` lenient,
 * `validationLevel` base.
 */
export type GivenFhirOptions = Omit<FhirOptions, Defaulted> & Partial<Pick<FhirOptions, Defaulted>>;

export function withDefaults(given: GivenFhirOptions): FhirOptions {
  return { ...DEFAULTS, ...given };
}
