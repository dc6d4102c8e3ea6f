import { parseXml, stringifyJson, writeXml, type JsonObject } from '../../fhir';

/** The format in which a client writes resources and requests answers. */
export interface Wire {
  readonly name: 'JSON' | 'XML';
  readonly mediaType: string;
  text(resource: object): string;
  parse(text: string): JsonObject;
}

export const JSON_WIRE: Wire = {
  name: 'JSON',
  mediaType: 'application/fhir+json',
  text: (resource) => stringifyJson(resource),
  parse: (text) => JSON.parse(text) as JsonObject,
};

export const XML_WIRE: Wire = {
  name: 'XML',
  mediaType: 'application/fhir+xml',
  text: (resource) => writeXml(resource as JsonObject),
  parse: (text) => parseXml(text).resource,
};
