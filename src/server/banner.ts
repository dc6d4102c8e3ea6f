import type { Settings } from '../config/settings';
import { describeAddress, parseDatabaseUrl } from '../persistence';

/** What a person who has just started the server wants to know. */
export function banner({ BASE_URL, DATABASE_URL, SAMPLE_DATA }: Settings): string {
  const origin = new URL(BASE_URL).origin;
  const database = describeAddress(parseDatabaseUrl(DATABASE_URL));
  return `
  ROR FHIR facade
    start page   ${origin}/
    FHIR R4      ${BASE_URL}
    metadata     ${BASE_URL}/metadata
    Swagger UI   ${origin}/docs
    OpenAPI      ${origin}/openapi.json
    database     ${database}
${SAMPLE_DATA ? tryThis(BASE_URL) : ''}`;
}

function tryThis(baseUrl: string): string {
  return `
  The sample directory is loaded. Rename an organization:

${exampleCommand(baseUrl).replace(/^/gm, '    ')}
`;
}

/** A PATCH of the sample directory, as a person would paste it into a shell. */
export function exampleCommand(baseUrl: string): string {
  return `curl -i -X PATCH ${baseUrl}/Organization/789 -H 'Content-Type: application/fhir+json' -d '
  { "resourceType": "Parameters", "parameter": [ { "name": "operation", "part": [
    { "name": "type",  "valueCode":   "replace" },
    { "name": "path",  "valueString": "Organization.name" },
    { "name": "value", "valueString": "TECOTRO (Tête, cou et tronc)" } ] } ] }'`;
}
