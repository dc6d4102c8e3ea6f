import type { Settings } from '../config/settings';
import { describeAddress, parseDatabaseUrl } from '../persistence/database-url';

/** The text printed when the server has started. */
export function banner(settings: Settings): string {
  const { BASE_URL, DATABASE_URL, SAMPLE_DATA } = settings;
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
    access       ${accessOf(settings)}
${settings.AUTH === 'demo' ? tryDemo(BASE_URL) : SAMPLE_DATA ? tryThis(BASE_URL) : ''}`;
}

function accessOf({ AUTH, OAUTH_ISSUERS, OAUTH_ISSUERS_FILE }: Settings): string {
  if (AUTH === 'oauth') return `tokens of ${OAUTH_ISSUERS.join(', ') || `the issuers in ${OAUTH_ISSUERS_FILE}`}`;
  if (AUTH === 'demo') return 'DEMO: anybody can get a token here. Never for real data.';
  return 'open: everybody who reaches this server may read and write';
}

function tryDemo(baseUrl: string): string {
  const { origin } = new URL(baseUrl);
  return `
  Get a token, and use it (clients: demo-0 … demo-5 by access profile, demo-supplier; the secret is the name):

    TOKEN=$(curl -s -u demo-1:demo-1 -d grant_type=client_credentials ${origin}/demo/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
    curl -i ${baseUrl}/Organization/789 -H "Authorization: Bearer $TOKEN"

  In Swagger UI, press Authorize.
`;
}

function tryThis(baseUrl: string): string {
  return `
  The sample directory is loaded. Rename an organization:

${exampleCommand(baseUrl).replace(/^/gm, '    ')}
`;
}

/** A PATCH of the sample directory, ready to paste into a shell. */
export function exampleCommand(baseUrl: string): string {
  return `curl -i -X PATCH ${baseUrl}/Organization/789 -H 'Content-Type: application/fhir+json' -d '
  { "resourceType": "Parameters", "parameter": [ { "name": "operation", "part": [
    { "name": "type",  "valueCode":   "replace" },
    { "name": "path",  "valueString": "Organization.name" },
    { "name": "value", "valueString": "TECOTRO (Tête, cou et tronc)" } ] } ] }'`;
}
