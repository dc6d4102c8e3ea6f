import type { CapabilityStatementRestSecurity } from 'fhir/r4';
import type { SecurityDescription } from '../options/authenticator';

const SERVICES = 'http://terminology.hl7.org/CodeSystem/restful-security-service';
/** @see https://hl7.org/fhir/smart-app-launch/1.0.0/StructureDefinition-oauth-uris.html */
const OAUTH_URIS = 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris';

/**
 * The security section of the CapabilityStatement.
 * @see https://hl7.org/fhir/R4/security.html
 */
export function toldSecurity(description: SecurityDescription): CapabilityStatementRestSecurity {
  const { tokenEndpoint, introspectionEndpoint, certificates, cors, issuers } = description;
  const uris = Object.entries({ token: tokenEndpoint, introspect: introspectionEndpoint }).flatMap(([url, valueUri]) =>
    valueUri === undefined ? [] : [{ url, valueUri }],
  );
  return {
    ...(uris.length > 0 && { extension: [{ url: OAUTH_URIS, extension: uris }] }),
    ...(cors !== undefined && { cors }),
    service: [
      service(
        'SMART-on-FHIR',
        'SMART backend services: OAuth 2 client credentials, scopes such as system/Organization.rs',
      ),
      service('OAuth', 'OAuth 2 access tokens (RFC 6750)'),
      ...(certificates ? [service('Certificates', 'Tokens may be bound to a client certificate (RFC 8705)')] : []),
    ],
    description: `Send an access token with every request: \`Authorization: Bearer …\`. Taken are those of ${issuers.join(', ')}. The CapabilityStatement and .well-known/smart-configuration need none.`,
  };
}

function service(code: string, text: string) {
  return { coding: [{ system: SERVICES, code }], text };
}
