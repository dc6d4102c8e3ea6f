import type { Request } from 'express';
import { FhirError } from '../errors/fhir-error';
import { requireObject, type JsonPath, type JsonValue } from '../json';
import type { PatchDialect } from '../patch';
import type { Handling } from '../options/fhir-options';
import type { PatchFunction } from '../service/write-plan';
import { FORMATS } from './formats/formats';
import { parseMediaRange } from './formats/media-range';
import { requireUtf8 } from './formats/negotiate';
import { fhirPathPatch, jsonPatch, xmlPatch } from './patch-functions';
import { readAny, readJson, readXmlText, type RequestBody } from './request-body';
import { say, type Text } from '../messages';

/** A patch as sent: its effect, and the positions of its parts in the text. */
export interface ReceivedPatch {
  readonly body: RequestBody;
  readonly apply: PatchFunction;
}

export interface PatchReading {
  readonly handling: Handling;
  /** Syntax accepted in FHIRPath Patch unless handling is strict. */
  readonly dialect: PatchDialect | undefined;
}

interface PatchFormat {
  readonly mediaTypes: readonly string[];
  read(request: Request, reading: PatchReading): ReceivedPatch | Promise<ReceivedPatch>;
}

/** @see https://hl7.org/fhir/R4/http.html#patch */
const PATCH_FORMATS: readonly PatchFormat[] = [
  {
    mediaTypes: FORMATS.filter(({ readable }) => readable).flatMap(({ mediaTypes }) => mediaTypes),
    async read(request, { handling, dialect }) {
      const body = await readAny(request, SEND_A_PATCH);
      refuseList(body.value);
      const options = { handling, ...(dialect && { dialect }) };
      return { body, apply: fhirPathPatch(body.value, options) };
    },
  },
  {
    mediaTypes: ['application/json-patch+json'],
    async read(request) {
      refuseEmpty(request, say`Send [ { "op": "replace", "path": "/name", "value": … } ].`);
      const body = await readJson(request);
      return { body, apply: jsonPatch(body.value) };
    },
  },
  {
    mediaTypes: ['application/xml-patch+xml'],
    read(request) {
      refuseEmpty(request, say`Send <diff><replace sel="/Organization/name/@value">…</replace></diff>.`);
      const text = readXmlText(request);
      // Issues of XML Patch already contain line and column.
      const body = { value: null, positionsOf: (paths: readonly JsonPath[]) => paths.map(() => undefined) };
      return { body, apply: xmlPatch(text) };
    },
  },
];

/** Value of `Accept-Patch`; also in the CapabilityStatement. */
export const ACCEPT_PATCH: readonly string[] = [
  'application/fhir+json',
  'application/fhir+xml',
  'application/json-patch+json',
  'application/xml-patch+xml',
];

const SEND_A_PATCH = say`Send a FHIRPath Patch (a Parameters resource, application/fhir+json or application/fhir+xml), a JSON Patch (application/json-patch+json) or an XML Patch (application/xml-patch+xml).`;

/** @throws FhirError `unsupported-media-type` (415), `invalid-request` with line and column */
export async function readPatch(request: Request, reading: PatchReading): Promise<ReceivedPatch> {
  const header = request.headers['content-type'];
  const range = parseMediaRange(header ?? '');
  const format = PATCH_FORMATS.find(({ mediaTypes }) => mediaTypes.includes(range.type));
  if (format) {
    requireUtf8(range);
    return format.read(request, reading);
  }
  const text = header
    ? say`A patch of type ${header.slice(0, 80)} is not understood here`
    : say`The request has no Content-Type`;
  throw new FhirError('unsupported-media-type', text, [{ text, hint: SEND_A_PATCH, expression: 'http.content-type' }]);
}

/** The parsers would ask for a resource. */
function refuseEmpty({ body }: { readonly body?: unknown }, hint: Text): void {
  if (body instanceof Uint8Array && body.length > 0) return;
  const text = say`The body is empty.`;
  throw new FhirError('invalid-request', text, [{ code: 'structure', text, hint }]);
}

/** Detects the most common mistake: a JSON Patch sent as FHIR. */
function refuseList(value: JsonValue): void {
  if (!Array.isArray(value)) return void requireObject(value);
  const text = say`A list is a JSON Patch, but this one was sent as a FHIR resource`;
  const hint = say`Send it with Content-Type: application/json-patch+json, or send a Parameters resource.`;
  throw new FhirError('invalid-request', text, [{ code: 'structure', text, hint, expression: '$this' }]);
}
