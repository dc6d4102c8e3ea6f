import type { LanguageTag } from '../messages';
import type { Authenticator } from './authenticator';
import type { Throttle } from './throttle';
import type { JobOptions } from './job-options';

export const FHIR_OPTIONS = Symbol('FhirOptions');
/** Injects where the routes are, below the prefix of the application, without slashes around it. */
export const FHIR_PATH = Symbol('FhirPath');

/** `Prefer: handling`: whether what is unambiguous is mended. */
export type Handling = 'strict' | 'lenient';

/** A link at the top of pages for people. */
export interface PageLink {
  readonly label: string;
  /** Named by the server itself, never by a resource. */
  readonly url: string;
}

/** How searches are answered. */
export interface SearchOptions {
  /** Resources per page where a request does not say, 1,000 at most; default: 200. */
  readonly pageSize?: number;
  /** Resources that one search leads through, page by page; 0: all. Default: 10,000. */
  readonly mostResults?: number;
  /** For how long links to pages hold; default: 24. */
  readonly linkHours?: number;
  /** What links to pages are signed with, the same in all processes; default: a value that is kept in the database. */
  readonly linkKey?: string;
  /** `_explain=true` tells what searches come to: statements, plans, rows read. For those who run the server; default: off. */
  readonly explain?: boolean;
}

/** What a batch or transaction may ask of the server. */
export interface BundleOptions {
  /** Entries; default: 1,000. */
  readonly mostEntries?: number;
  /** Seconds that a Bundle may take; default: 20. A transaction that takes longer is taken back. */
  readonly seconds?: number;
  /** What to do with a file of many resources, a command: told to who sends one. */
  readonly importer?: string;
}

/** How strict the server is, and how it names itself. */
export interface FhirOptions {
  /** Address clients use, without a slash at the end: `https://example.org/fhir`. Its path is where the routes are. */
  readonly baseUrl: string;
  /** PUT on an unknown id creates it. Off: ids are given by the server alone. */
  readonly updateCreate: boolean;
  /** `required`: a write of an existing resource without `If-Match` is refused (400). */
  readonly ifMatch: 'optional' | 'required';
  /** Used where a request states no `Prefer: handling`. */
  readonly handling: Handling;
  /**
   * `structure`: what FHIR JSON may look like. `base`: invariants, required codes and reference targets of R4 too.
   * `profile`: and the profiles, which are otherwise a warning unless the client asks for strict handling.
   */
  readonly validationLevel: 'structure' | 'base' | 'profile';
  /**
   * Whether references to resources of this server must hold: `write` refuses (422) one to a resource that is not
   * there, `delete` refuses (409) to delete a resource others refer to, `on` both. Default: `delete`.
   */
  readonly referentialIntegrity?: 'off' | 'write' | 'delete' | 'on';
  /** How many resources a deletion by criteria may delete at once; default: 1. */
  readonly conditionalDelete?: number;
  /** What plugins' business rules do with a write that breaks one: refuse it (default), warn, or not look. */
  readonly businessRules?: 'on' | 'warn' | 'off';
  /**
   * When search indexes are made anew after their parameters changed: `boot` before the server serves (default), `beside` while it
   * does, `off` by somebody else.
   */
  readonly indexUpkeep?: 'boot' | 'beside' | 'off';
  /** Folder of FHIR packages (`*.tgz`) and loose definitions (`*.json`) to load when the server starts. */
  readonly packagesFolder?: string;
  /** Bytes that bodies, what is made of them, and answers may fill at once; default: no limit. */
  readonly memoryBudget?: number;
  /** Most bytes of a body, as it is announced and once it is decoded; default: 2 MiB. */
  readonly bodyLimit?: number;
  /** Says who asks; default: nobody is asked, and a host may say so by `setPrincipal`. */
  readonly authenticator?: Authenticator;
  /** Says whether a client may ask so often; default: it may. */
  readonly throttle?: Throttle;
  /** Work that goes on after its requests, such as exports. */
  readonly jobs?: JobOptions;
  /** What clients are told in when they ask for no language that is spoken; default: `en`. */
  readonly language?: LanguageTag;
  /** Links at the top of pages for people, beside the one to the CapabilityStatement. */
  readonly navigation?: readonly PageLink[];
  /** How searches are answered. */
  readonly search?: SearchOptions;
  /** Limits of batches and transactions. */
  readonly bundles?: BundleOptions;
  /** The product, as the CapabilityStatement names it. */
  readonly software: {
    readonly name: string;
    readonly version: string;
    /** What it serves here; default: its name. */
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

/** The options as they are given. Default: `updateCreate` false, `ifMatch` optional, `handling` lenient, `validationLevel` base. */
export type GivenFhirOptions = Omit<FhirOptions, Defaulted> & Partial<Pick<FhirOptions, Defaulted>>;

export function withDefaults(given: GivenFhirOptions): FhirOptions {
  return { ...DEFAULTS, ...given };
}
