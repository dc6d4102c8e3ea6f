import type request from 'supertest';
import type { JsonObject } from '../../src/fhir';
import { JSON_FORMAT, XML_FORMAT, type Format } from '../../src/fhir/rest/formats/formats';
import { parseXml, writeXml } from '../../src/fhir/xml';
import { FHIR_JSON, FHIR_XML, type TestApp } from './test-app';

/** The format in which a client writes and reads resources. */
export interface WireFormat {
  readonly name: 'JSON' | 'XML';
  readonly mediaType: string;
  /** Content-Type of an answer in this format. */
  readonly contentType: string;
  /** Media types the server accepts for it in a Content-Type. */
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

/** XML with one element per line, so that rows can name the faulty line. */
export const XML_WIRE: WireFormat = {
  name: 'XML',
  mediaType: FHIR_XML,
  contentType: XML_FORMAT.contentType,
  mediaTypes: XML_FORMAT.mediaTypes,
  text: (resource) => writeXml(resource as JsonObject, { pretty: true }),
};

/** A client that writes in a format and asks for answers in it. A string body is sent as it is. */
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

/** The resource of an answer, in either format. Undefined without a body, and for an HTML page. */
export function resourceOf({ text, headers }: request.Response): JsonObject | undefined {
  if (!text) return undefined;
  const contentType = headers['content-type'];
  if (contentType === JSON_FORMAT.contentType) return JSON.parse(text) as JsonObject;
  return contentType === XML_FORMAT.contentType ? parseXml(text).resource : undefined;
}
