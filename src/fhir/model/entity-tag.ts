import { FhirError } from '../errors/fhir-error';
import { excerptOf, say, type Text } from '../messages';

/**
 * Formats `meta.versionId` as an ETag: weak and quoted.
 * @see https://hl7.org/fhir/R4/http.html#versioning
 */
export function weakETag(versionId: string): string {
  return `W/"${versionId}"`;
}

const MAX_LENGTH = 1_000;
/** RFC 9110, 8.8.3: other servers write more characters than version ids have, and commas are among them. */
const TAG = String.raw`(?:W/)?"[!#-~\u0080-\uffff]+"`;
/** Empty elements of a list count for nothing (RFC 9110, 5.6.1). */
const LIST = new RegExp(String.raw`^[\s,]*${TAG}(?:\s*,[\s,]*${TAG})*[\s,]*$`);
const OPAQUE = /"([^"]+)"/g;

/**
 * The condition in an `If-Match` or `If-None-Match` header: `*`, or a list of tags of which one must match.
 * FHIR compares version ids, so `W/"3"` and `"3"` are the same tag (RFC 9110 alone would never match a weak one).
 * @see https://hl7.org/fhir/R4/http.html#concurrency
 */
export class EntityTagCondition {
  private constructor(private readonly versionIds: readonly string[] | '*') {}

  /**
   * Parses a condition for a write.
   * @param header name of the header, for the error
   * @param value the header's value; several lines are joined with commas, because they form one list (RFC 9110, 5.3)
   * @throws FhirError `invalid-request` (400) when it cannot be parsed; a condition is never ignored
   */
  static parse(header: string, value: string): EntityTagCondition {
    const condition = EntityTagCondition.read(value);
    if (!condition) throw unreadable(header, say`${header} is not an entity tag: ${excerptOf(value)}`);
    return condition;
  }

  /** Like `parse`, but for reads: undefined for a value that no version of this server can match. */
  static read(value: string): EntityTagCondition | undefined {
    if (value.trim() === '*') return new EntityTagCondition('*');
    if (value.length > MAX_LENGTH || !LIST.test(value)) return undefined;
    return new EntityTagCondition(Array.from(value.matchAll(OPAQUE), ([, versionId]) => versionId!));
  }

  /** @param versionId the current version; undefined when the resource does not exist */
  matches(versionId: string | undefined): boolean {
    if (versionId === undefined) return false;
    return this.versionIds === '*' || this.versionIds.includes(versionId);
  }

  toString(): string {
    return this.versionIds === '*' ? '*' : this.versionIds.map(weakETag).join(', ');
  }
}

function unreadable(header: string, text: Text): FhirError {
  const hint = say`Send the ETag of the version you read: ${header}: W/"3"`;
  return new FhirError('invalid-request', text, [
    { code: 'value', text, hint, expression: `http.${header.toLowerCase()}` },
  ]);
}
