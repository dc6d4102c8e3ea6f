import { FhirError } from '../../src/fhir/errors/fhir-error';
import { parseXml } from '../../src/fhir/xml/parse-xml';

export const FHIR = 'xmlns="http://hl7.org/fhir"';

export const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';

export const organization = (content: string): string => `<Organization ${FHIR}>\n${content}\n</Organization>`;

export function failure(xml: string): FhirError {
  try {
    parseXml(xml);
  } catch (error) {
    if (error instanceof FhirError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

export const deep = (levels: number): string =>
  `${'<extension url="u">'.repeat(levels)}${'</extension>'.repeat(levels)}`;

export const narrative = (div: string): string => organization(`<text><status value="generated"/>${div}</text>`);
