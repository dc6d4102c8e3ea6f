import type { JsonObject } from '../json/json-value';
import type { PageLink } from '../options/fhir-options';

/** What all pages of one server share. */
export interface Site {
  readonly name: string;
  readonly version: string;
  /** Absolute, without a slash at the end: `https://example.org/fhir`. */
  readonly baseUrl: string;
  /** The bar at the top: documentation, metadata …. */
  readonly nav: readonly PageLink[];
  /** Whether versions, or histories, of a type can be read; absent: of all types. */
  readonly serves?: (type: string, interaction: 'vread' | 'history-instance') => boolean;
}

/** The same answer in another format. */
export interface FormatLink extends PageLink {
  /** The one this page shows. */
  readonly current?: boolean;
}

interface SearchField {
  readonly name: string;
  readonly documentation?: string;
  /** A value that finds something. */
  readonly example?: string;
}

export interface SearchForm {
  /** The resource type that is searched. */
  readonly type: string;
  /** All that can be searched. */
  readonly types: readonly string[];
  readonly parameters: readonly SearchField[];
  /** What is said of the answer, and not of what is looked for. */
  readonly answer: readonly SearchField[];
  /** What was asked, by parameter name, other names included; absent: this is not a search, and the form waits until it is opened. */
  readonly values?: Readonly<Record<string, string | readonly string[]>>;
}

/** One FHIR answer, to be shown to a person. */
export interface PageView {
  readonly site: Site;
  /** Instead of the name that the page finds in the resource. */
  readonly title?: string;
  readonly method: string;
  /** Path and query as requested: `/fhir/Organization/1234?_pretty=true`. */
  readonly path: string;
  readonly status: number;
  /** The FHIR headers of the answer: ETag, Last-Modified, Location …. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** `json`, parsed. */
  readonly body: JsonObject;
  /** The resource as FHIR JSON text; it is shown with its digits as they are. */
  readonly json: string;
  /** The same as FHIR XML; needed when `format` is `xml`. */
  readonly xml?: string;
  readonly format: 'json' | 'xml';
  /** See `formatLinks`; none for an answer that cannot be asked for again, such as that of a PUT. */
  readonly formats: readonly FormatLink[];
  readonly searchForm?: SearchForm;
  /** Of what a search found: what of it fits, by criterion. */
  readonly matchedBy?: (
    resource: JsonObject,
  ) => readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly requestId: string;
}

export interface SampleGroup {
  readonly type: string;
  readonly resources: readonly (readonly [title: string, url: string])[];
}

/** The page at `/`. */
export interface WelcomeView {
  readonly site: Site;
  /** What this server is, in a sentence or two. */
  readonly description: string;
  /** The doors: Swagger UI, OpenAPI, metadata, health. */
  readonly doors: readonly (PageLink & { readonly text: string })[];
  /** A command to try, as a person would paste it into a shell. */
  readonly example?: { readonly text: string; readonly command: string };
  /** Absent or empty: no sample directory is loaded. */
  readonly samples?: readonly SampleGroup[];
}
