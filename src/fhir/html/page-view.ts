import type { JsonObject } from '../json/json-value';
import type { Language, Text } from '../messages';
import type { PageLink } from '../options/fhir-options';

/** What all pages of one server share. */
export interface Site {
  readonly name: string;
  readonly version: string;
  /** Absolute, without a trailing slash: `https://example.org/fhir`. */
  readonly baseUrl: string;
  /** The languages that pages are available in; when absent, only the language of the page. */
  readonly languages?: readonly Language[];
  /** The navigation at the top: documentation, metadata and others. */
  readonly nav: readonly PageLink[];
  /** Whether versions or histories of a type can be read; when absent, those of all types. */
  readonly serves?: (type: string, interaction: 'vread' | 'history-instance') => boolean;
}

/** The same answer in another format. */
export interface FormatLink extends PageLink {
  /** True for the format this page shows. */
  readonly current?: boolean;
}

interface SearchField {
  readonly name: string;
  readonly documentation?: Text;
  /** A value that finds something. */
  readonly example?: string;
}

export interface SearchForm {
  /** The resource type being searched. */
  readonly type: string;
  /** All searchable types. */
  readonly types: readonly string[];
  readonly parameters: readonly SearchField[];
  /** Parameters that control the answer rather than what is searched for. */
  readonly answer: readonly SearchField[];
  /**
   * The submitted values by parameter name, including other parameters. Absent when this is not a search; the form is
   * then folded.
   */
  readonly values?: Readonly<Record<string, string | readonly string[]>>;
}

/** A FHIR answer to be shown to a person. */
export interface PageView {
  readonly site: Site;
  readonly method: string;
  /** Path and query as requested: `/fhir/Organization/1234?_pretty=true`. */
  readonly path: string;
  readonly status: number;
  /** The FHIR headers of the answer: ETag, Last-Modified, Location and others. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The parsed `json`. */
  readonly body: JsonObject;
  /** The resource as FHIR JSON text; its digits are shown unchanged. */
  readonly json: string;
  /** The resource as FHIR XML; required when `format` is `xml`. */
  readonly xml?: string;
  readonly format: 'json' | 'xml';
  /** From `formatLinks`; empty for an answer that cannot be requested again, such as that of a PUT. */
  readonly formats: readonly FormatLink[];
  readonly searchForm?: SearchForm;
  /** The matching values of a search result, by criterion. */
  readonly matchedBy?: (
    resource: JsonObject,
  ) => readonly { readonly name: string; readonly values: readonly string[] }[];
  /** The language of the page, and of what the answer says. The content of a resource is in its own. */
  readonly language: Language;
  readonly requestId: string;
}

export interface SampleGroup {
  readonly type: string;
  readonly resources: readonly (readonly [title: string, url: string])[];
}

/** The page at `/`. */
export interface WelcomeView {
  readonly site: Site;
  readonly language: Language;
  /** What this server is, in a sentence or two. */
  readonly description: Text;
  /** Starting points: Swagger UI, OpenAPI, metadata, health. */
  readonly doors: readonly (PageLink & { readonly text: Text })[];
  /** A search by one parameter. */
  readonly search?: PageLink & { readonly parameter: string; readonly example?: string };
  /** A shell command to try. */
  readonly example?: { readonly text: Text; readonly command: string };
  /** Absent or empty when no sample data is loaded. */
  readonly samples?: readonly SampleGroup[];
}
