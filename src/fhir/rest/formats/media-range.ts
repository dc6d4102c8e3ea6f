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

/** Parses a media type with its parameters. An unreadable quality counts as 1. */
export function parseMediaRange(text: string): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const valueOf = (name: string) =>
    parameters
      .find((parameter) => parameter.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .replace(/^"(.*)"$/, '$1');
  const quality = Number(valueOf('q') ?? 1);
  const charset = valueOf('charset');
  return {
    type,
    quality: Number.isNaN(quality) ? 1 : Math.min(Math.max(quality, 0), 1),
    sameVersion: (valueOf('fhirversion') ?? FHIR_VERSION) === FHIR_VERSION,
    ...(charset !== undefined && { charset }),
  };
}
