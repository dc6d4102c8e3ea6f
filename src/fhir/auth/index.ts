export { undecided } from './refusals';
export { ClientCertificates, type CertificateOptions } from './certificate/client-certificates';
export { ClientLimits, type ClientLimitsOptions } from './client-limits';
export { TrustedProxies } from './certificate/trusted-proxies';
export { hasPublicKeys } from './issuer/key-set';
export type { IntrospectionOptions, IssuerOptions } from './issuer/issuer';
export { TokenAuthenticator, type TokenAuthenticatorOptions } from './token-authenticator';
export type { TokenRules } from './token/token-rules';
