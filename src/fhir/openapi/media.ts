import { HTML_FORMAT, JSON_FORMAT, XML_FORMAT, type Format } from '../rest/formats/formats';
import { isJsonObject, type JsonValue } from '../json';
import { writeXml } from '../xml';
import type { Content, Media } from './openapi-types';

/** The media types that clients should use; also the server's own names of its formats. */
export const FHIR_JSON = officialName(JSON_FORMAT);
export const FHIR_XML = officialName(XML_FORMAT);
const HTML = officialName(HTML_FORMAT);

/**
 * JSON comes first wherever a client can choose. JSON Schema cannot describe XML, so XML is documented by an example.
 */
export function fhirContent(json: Media, xml: Media['examples']): Content {
  return { [FHIR_JSON]: json, [FHIR_XML]: { schema: { type: 'string' }, ...(xml && { examples: xml }) } };
}

/** The page returned to browsers, and for `_format=html`: any answer to any method. */
export const pageContent: Content = {
  [HTML]: { schema: { type: 'string', description: 'A page that shows the resource, for people.' } },
};

/** A resource as an XML example. */
export function xmlText(resource: object): string {
  // Goes through JSON text because examples have client-side types, while the converter takes parsed JSON.
  const value = JSON.parse(JSON.stringify(resource)) as JsonValue;
  return isJsonObject(value) ? writeXml(value, { pretty: true }) : '';
}

function officialName({ mediaTypes: [name = ''] }: Format): string {
  return name;
}
