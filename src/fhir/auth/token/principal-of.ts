import type { Principal } from '../../options/authenticator';

/** Claims about the bearer of a token: the payload of a JWT, or an introspection response. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * The principal of a token. Its id contains the issuer because two issuers may use the same subject.
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-2.2
 */
export function principalOf(claims: Claims, issuer: string): Principal {
  const client = textOf(claims['client_id']) ?? textOf(claims['azp']) ?? textOf(claims['sub']);
  const subject = textOf(claims['sub']) ?? client ?? '';
  return {
    id: `${issuer}#${subject}`,
    issuer,
    scopes: Object.freeze(wordsOf(claims['scope'] ?? claims['scp'])),
    claims: Object.freeze(claims),
    ...(client !== undefined && { client }),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Most servers send one string, some send a list. */
function wordsOf(scope: unknown): string[] {
  const text: unknown = Array.isArray(scope) ? scope.filter((each) => typeof each === 'string').join(' ') : scope;
  return typeof text === 'string' ? text.split(' ').filter((word) => word !== '') : [];
}
