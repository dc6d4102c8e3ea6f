import type { Principal } from '../../options/authenticator';

/** What is said of whoever shows a token: the payload of a JWT, or the answer of an introspection. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * Who shows a token. Two issuers may call two clients the same: the id says whose word it is.
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

/** Most servers write one text, some a list. */
function wordsOf(scope: unknown): string[] {
  const texts: unknown[] = Array.isArray(scope) ? scope : [scope];
  return texts.flatMap((text) => (typeof text === 'string' ? text.split(' ') : [])).filter((word) => word !== '');
}
