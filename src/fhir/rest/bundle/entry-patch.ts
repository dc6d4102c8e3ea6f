import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import { decodeUtf8, parseJson, refuseTooManyValues, type JsonObject } from '../../json';
import { excerptOf, say } from '../../messages';
import type { PatchFunction } from '../../service/write-plan';
import { decodeXml } from '../../xml';
import { parseMediaRange } from '../formats/media-range';
import { requireUtf8 } from '../formats/negotiate';
import type { PatchReading } from '../patch-formats';
import { asking, fhirPathPatch, jsonPatch, xmlPatch } from '../patch-functions';

/** Patch formats by media type of the Binary. */
const OF_BINARIES: Readonly<Record<string, (data: Uint8Array) => PatchFunction>> = {
  'application/json-patch+json': (data) => {
    const text = decodeUtf8(data);
    refuseTooManyValues(text);
    const patch = parseJson(text, { wellFormed: true });
    return ofData(jsonPatch(patch));
  },
  'application/xml-patch+xml': (data) => {
    const text = decodeXml(data);
    return ofData(xmlPatch(text));
  },
};

/**
 * The patch of an entry: a FHIRPath Patch as the resource itself, other formats as the data of a Binary.
 * @throws FhirError `invalid-request`
 * @see https://hl7.org/fhir/R4/http.html#patch
 */
export function entryPatch(body: JsonObject, { handling, dialect }: PatchReading): PatchFunction {
  if (body['resourceType'] !== 'Binary') {
    return fhirPathPatch(body, { handling, ...(dialect && { dialect }) });
  }
  const { contentType, data } = body;
  const type = typeof contentType === 'string' ? contentType : '';
  const range = parseMediaRange(type);
  const read = OF_BINARIES[range.type];
  if (!read) {
    const text = say`A Binary of type ${excerptOf(type)} is not a patch`;
    const hint = say`Send a Parameters resource, or a Binary whose contentType is ${Object.keys(OF_BINARIES).join(', ')}.`;
    throw new FhirError('invalid-request', text, [
      { code: 'value', text, hint, expression: 'Binary.contentType', path: ['contentType'] },
    ]);
  }
  within('contentType', () => requireUtf8(range));
  return within('data', () => read(bytesOf(data)));
}

/** Reports errors of the patch at the data; their texts name the operation. */
function ofData(patch: PatchFunction): PatchFunction {
  return asking(
    async (resource) => {
      const result = await patch(resource);
      return result.ok ? result : { ...result, issues: result.issues.map((issue) => at('data', issue)) };
    },
    () => patch.asks === true,
  );
}

/** Line and column refer to the decoded data, so they move to the text; the issue gets those of the data. */
function at(member: string, { position, text, ...issue }: IssueDetail): IssueDetail {
  const place = { expression: `Binary.${member}`, path: [member] };
  if (!position) return { ...issue, text, ...place };
  return { ...issue, text: say`Line ${position.line}, column ${position.column} of the data: ${text}`, ...place };
}

/** Reports errors at a member of the Binary. */
function within<T>(member: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    const issues = error.issues.map((issue) => at(member, issue));
    throw new FhirError(error.kind, error.text, issues, { cause: error });
  }
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function bytesOf(data: unknown): Uint8Array {
  const packed = typeof data === 'string' ? data.replace(/\s+/g, '') : '';
  if (packed !== '' && BASE64.test(packed)) return Buffer.from(packed, 'base64');
  const text = say`The Binary has no data in base64`;
  throw new FhirError('invalid-request', text, [{ code: 'value', text, expression: 'Binary.data', path: ['data'] }]);
}
