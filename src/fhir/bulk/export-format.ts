/** How resources are laid out in a file. */
export interface ExportFormat {
  readonly name: 'ndjson' | 'json';
  /** Media type in the manifest and of the files. */
  readonly mediaType: string;
  readonly extension: string;
  /** Before the first resource. */
  readonly head: string;
  /** Between two resources. */
  readonly between: string;
  /** After the last one. */
  readonly tail: string;
  /** @param line FHIR JSON of a resource. @param url URL of the resource; absent when it has none */
  entry(line: string, url: string | undefined): string;
}

const NDJSON: ExportFormat = {
  name: 'ndjson',
  mediaType: 'application/fhir+ndjson',
  extension: 'ndjson',
  head: '',
  between: '\n',
  tail: '\n',
  entry: (line) => line,
};

/** Each file is a Bundle, because plain JSON cannot hold several resources. */
const BUNDLES: ExportFormat = {
  name: 'json',
  mediaType: 'application/fhir+json',
  extension: 'json',
  head: '{"resourceType":"Bundle","type":"collection","entry":[\n',
  between: ',\n',
  tail: '\n]}\n',
  entry: (line, url) => (url === undefined ? `{"resource":${line}}` : `{"fullUrl":"${url}","resource":${line}}`),
};

/** Accepted values of `_outputFormat`. */
const NAMES: Readonly<Record<string, ExportFormat>> = {
  'application/fhir+ndjson': NDJSON,
  'application/ndjson': NDJSON,
  ndjson: NDJSON,
  'application/fhir+json': BUNDLES,
  'application/json': BUNDLES,
  json: BUNDLES,
};

export const OUTPUT_FORMATS = Object.keys(NAMES);
export const DEFAULT_FORMAT = NDJSON;

/**
 * @param name value of `_outputFormat`; a space is read as the `+` that URL decoding replaced.
 * @returns undefined when unsupported
 */
export function exportFormat(name: string): ExportFormat | undefined {
  const [wanted = ''] = name.trim().replaceAll(' ', '+').toLowerCase().split(';');
  return Object.hasOwn(NAMES, wanted) ? NAMES[wanted] : undefined;
}
