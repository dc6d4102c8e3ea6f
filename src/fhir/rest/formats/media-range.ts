/** Value of the `fhirVersion` media type parameter for this server's FHIR version. */
export const FHIR_VERSION = '4.0';

/** An entry of an `Accept` header, or a `Content-Type`. */
export interface MediaRange {
  /** Lower case, without parameters: `application/fhir+json`, `application/*`. */
  readonly type: string;
  /** From 0 to 1; 0 means not acceptable. */
  readonly quality: number;
  /** False when another FHIR version is requested. */
  readonly sameVersion: boolean;
  /** Lower case; absent when it is not declared. */
  readonly charset?: string;
}

/** A separator within quotes separates nothing. */
const PARTS = /(?:"(?:\\.|[^"\\])*"|[^;])+/g;
const ELEMENTS = /(?:"(?:\\.|[^"\\])*"|[^,])+/g;
/** More digits than RFC 9110 allows are read, and a missing 0. */
const QUALITY = /^-?(?:\d+\.?\d*|\.\d+)$/;

/** The elements of an `Accept` header. */
export function mediaRanges(header: string): readonly string[] {
  return header.match(ELEMENTS) ?? [];
}

/** Parses a media type with its parameters. An unreadable quality counts as 1. */
export function parseMediaRange(text: string): MediaRange {
  const [type = '', ...parameters] = (text.match(PARTS) ?? []).map((part) => part.trim().toLowerCase());
  const valueOf = (name: string) =>
    parameters
      .find((parameter) => parameter.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .replace(/^"(.*)"$/, '$1');
  const quality = valueOf('q') ?? '';
  const charset = valueOf('charset');
  return {
    type,
    quality: QUALITY.test(quality) ? Math.min(Math.max(Number(quality), 0), 1) : 1,
    sameVersion: (valueOf('fhirversion') ?? FHIR_VERSION) === FHIR_VERSION,
    ...(charset !== undefined && { charset }),
  };
}
