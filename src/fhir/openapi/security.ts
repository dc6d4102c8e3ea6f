import type { SecurityDescription } from '../options/authenticator';
import { response, type Failure } from './failures';
import { eachOperation } from './each-operation';
import { type OpenAPIObject, ref } from './openapi-types';

/** Names of the security schemes in the document. */
const OAUTH = 'oauth';
const TOKEN = 'token';

const CHALLENGE = {
  description: 'What is missing, as defined by RFC 6750.',
  schema: { type: 'string' },
  example: 'Bearer realm="https://example.org/fhir", error="invalid_token"',
} as const;

/** Failures that may occur on any request when clients must authenticate. */
const FAILURES = {
  Unauthenticated: {
    kind: 'unauthenticated',
    description: 'The request has no token, or one that is not accepted.',
    examples: { 'An expired token': { text: 'The token has expired' } },
  },
  Forbidden: {
    kind: 'forbidden',
    description: 'The token does not allow this.',
    examples: { 'A missing scope': { text: 'This client is not allowed to do this' } },
  },
  Throttled: {
    kind: 'throttled',
    description: 'The client sends too many requests.',
    headers: ['Retry-After'],
    examples: { 'Too many requests': { text: 'This client has made as many requests as it may for now' } },
  },
} as const satisfies Record<string, Failure>;

/** Paths below the base that are public. */
const OPEN = ['/metadata'];

export function isOpen(path: string, base: string): boolean {
  return OPEN.some((open) => path === `${base}${open}`);
}

/**
 * Adds the security schemes, and the failures of authentication, to the paths of a server.
 * @param base path of the server, `/fhir`
 */
export function securedPaths(
  paths: OpenAPIObject['paths'],
  base: string,
  description: SecurityDescription,
): OpenAPIObject['paths'] {
  const security: Record<string, string[]>[] = [
    ...(description.tokenEndpoint === undefined ? [] : [{ [OAUTH]: [] }]),
    { [TOKEN]: [] },
  ];
  const responses = {
    401: ref('responses', 'Unauthenticated'),
    403: ref('responses', 'Forbidden'),
    429: ref('responses', 'Throttled'),
  };
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => {
      if (isOpen(path, base)) return [path, item];
      return [path, eachOperation(item, (operation) => ({ ...operation, security, responses: { ...responses, ...operation.responses } }))];
    }),
  ); // prettier-ignore
}

/** The components that these paths refer to. */
export function securityComponents(
  description: SecurityDescription,
): Required<Pick<NonNullable<OpenAPIObject['components']>, 'securitySchemes' | 'responses'>> {
  const { tokenEndpoint, scopes, certificates } = description;
  const responses = Object.entries(FAILURES).map(([name, failure]) => [name, withChallenge(name, response(failure))]);
  return {
    securitySchemes: {
      ...(tokenEndpoint !== undefined && {
        [OAUTH]: {
          type: 'oauth2' as const,
          description: 'SMART backend services: a client gets a token with its own credentials.',
          flows: {
            clientCredentials: {
              tokenUrl: tokenEndpoint,
              scopes: Object.fromEntries(scopes.map((scope) => [scope, meaningOf(scope)])),
            },
          },
        },
      }),
      [TOKEN]: {
        type: 'http',
        scheme: 'bearer',
        description: `An access token of ${description.issuers.join(', ')}.${certificates ? ' A token that is bound to a client certificate (RFC 8705) is accepted only over a connection with that certificate.' : ''}`,
      },
    },
    responses: Object.fromEntries(responses) as Record<string, ReturnType<typeof response>>,
  };
}

function withChallenge(name: string, { headers, ...rest }: ReturnType<typeof response>) {
  return name === 'Throttled'
    ? { headers, ...rest }
    : { ...rest, headers: { ...headers, 'WWW-Authenticate': CHALLENGE } };
}

function meaningOf(scope: string): string {
  const [, type, letters = ''] = /^system\/([^.]+)\.([cruds]+)/.exec(scope) ?? [];
  if (type === undefined) return scope;
  const words = { c: 'create', r: 'read', u: 'update and patch', d: 'delete', s: 'search' };
  const may = [...letters].map((letter) => words[letter as keyof typeof words]).join(', ');
  return `${may}: ${type === '*' ? 'all types' : type}`;
}
