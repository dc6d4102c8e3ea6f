import { HTML_FORMAT, JSON_FORMAT, XML_FORMAT, type Format } from '../rest/formats/formats';
import { isJsonObject, type JsonValue } from '../json';
import { writeXml } from '../xml';
import type { Content, Media } from './openapi-types';

/** The media types a client should use; the server's own names for its formats. */
export const FHIR_JSON = officialName(JSON_FORMAT);
export const FHIR_XML = officialName(XML_FORMAT);
const HTML = officialName(HTML_FORMAT);

/** JSON is named first wherever a client can choose. JSON Schema cannot describe XML: there an example says what it is. */
export function fhirContent(json: Media, xml: Media['examples']): Content {
  return { [FHIR_JSON]: json, [FHIR_XML]: { schema: { type: 'string' }, ...(xml && { examples: xml }) } };
}

/** What a browser gets, and who asks for `_format=html`: any answer, whatever the method. */
export const pageContent: Content = {
  [HTML]: { schema: { type: 'string', description: 'A page that shows the resource, for people.' } },
};

/** A resource as the text of an XML example. */
export function xmlText(resource: object): string {
  // Through text, because examples are typed as what a client writes, and the converter takes what a parser reads.
  const value = JSON.parse(JSON.stringify(resource)) as JsonValue;
  return isJsonObject(value) ? writeXml(value, { pretty: true }) : '';
}

function officialName({ mediaTypes: [name = ''] }: Format): string {
  return name;
}
