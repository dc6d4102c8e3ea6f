import type request from 'supertest';
import type { JsonObject } from '../../src/fhir';
import { JSON_FORMAT, XML_FORMAT, type Format } from '../../src/fhir/rest/formats/formats';
import { parseXml, writeXml } from '../../src/fhir/xml';
import { FHIR_JSON, FHIR_XML, type TestApp } from './test-app';

/** How a client writes resources and wants to read them. */
export interface WireFormat {
  readonly name: 'JSON' | 'XML';
  readonly mediaType: string;
  /** What the server calls an answer in it. */
  readonly contentType: string;
  /** Names the server takes for it in a Content-Type. */
  readonly mediaTypes: Format['mediaTypes'];
  text(resource: object): string;
}

export const JSON_WIRE: WireFormat = {
  name: 'JSON',
  mediaType: FHIR_JSON,
  contentType: JSON_FORMAT.contentType,
  mediaTypes: JSON_FORMAT.mediaTypes,
  text: (resource) => JSON.stringify(resource),
};

/** One element a line, so that rows can say which line is at fault. */
export const XML_WIRE: WireFormat = {
  name: 'XML',
  mediaType: FHIR_XML,
  contentType: XML_FORMAT.contentType,
  mediaTypes: XML_FORMAT.mediaTypes,
  text: (resource) => writeXml(resource as JsonObject, { pretty: true }),
};

/** A client that writes resources in a format and asks for answers in it; a body that is text goes as it is. */
export function speaking(server: TestApp, { mediaType, text }: WireFormat): TestApp {
  const send: TestApp['send'] = (method, path) => server.send(method, path).set('Accept', mediaType);
  return {
    ...server,
    send,
    write: (method, path, body, headers = {}) =>
      send(method, path)
        .set({ 'Content-Type': mediaType, ...headers })
        .send(typeof body === 'string' ? body : text(body)),
  };
}

/** The resource of an answer, in whatever format it came; undefined without a body, and for a page. */
export function resourceOf({ text, headers }: request.Response): JsonObject | undefined {
  if (!text) return undefined;
  const contentType = headers['content-type'];
  if (contentType === JSON_FORMAT.contentType) return JSON.parse(text) as JsonObject;
  return contentType === XML_FORMAT.contentType ? parseXml(text).resource : undefined;
}
