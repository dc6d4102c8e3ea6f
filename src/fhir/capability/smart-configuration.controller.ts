import { Controller, Get, Inject, Req } from '@nestjs/common';
import { Undocumented } from '../plugin/undocumented';
import type { Request } from 'express';
import { undecided } from '../auth';
import type { SecurityDescription } from '../options/authenticator';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { FileReply } from '../rest/file-reply';
import { FhirRoute } from '../rest/fhir-route';
import { FhirRoutes } from '../rest/fhir-routes';
import { Mount } from '../rest/mount';

/** Authentication at the token endpoint with the client's own private key. */
const ASYMMETRIC = 'private_key_jwt';

/**
 * `GET [base]/.well-known/smart-configuration`: always plain JSON, whatever the Accept header says.
 * @see https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html
 */
@Undocumented()
@FhirRoutes()
@Controller('.well-known/smart-configuration')
export class SmartConfigurationController {
  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly mount: Mount,
  ) {}

  @Get()
  @FhirRoute({ interaction: 'capabilities' })
  configuration(@Req() request: Request): FileReply {
    const description = this.options.authenticator?.describe?.();
    if (!description) throw this.mount.refusal(request);
    if (description.tokenEndpoint === undefined) throw undecided(new Error('no token endpoint is known'));
    return new FileReply(200, { 'Content-Type': 'application/json' }, JSON.stringify(configurationOf(description)));
  }
}

function configurationOf(description: SecurityDescription): object {
  const { tokenEndpoint, introspectionEndpoint, issuers, jwksUri, tokenAuthMethods = [], scopes } = description;
  return {
    ...(issuers[0] !== undefined && { issuer: issuers[0] }),
    ...(jwksUri !== undefined && { jwks_uri: jwksUri }),
    token_endpoint: tokenEndpoint,
    ...(introspectionEndpoint !== undefined && { introspection_endpoint: introspectionEndpoint }),
    ...(tokenAuthMethods.length > 0 && { token_endpoint_auth_methods_supported: tokenAuthMethods }),
    grant_types_supported: ['client_credentials'],
    scopes_supported: scopes,
    code_challenge_methods_supported: ['S256'],
    capabilities: [
      'client-confidential-symmetric',
      ...(tokenAuthMethods.includes(ASYMMETRIC) ? ['client-confidential-asymmetric'] : []),
      'permission-v2',
    ],
  };
}
