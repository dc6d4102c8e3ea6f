import { isUtf8 } from 'node:buffer';
import type { Claims } from './principal-of';

/** The content of a token whose signature has not been verified yet. */
export interface SignedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Claims;
  /** The text that was signed. */
  readonly signed: string;
  readonly signature: Buffer;
}

const COMPACT = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]*)$/;

/**
 * Parses a JWS in compact serialization. The signature is verified over exactly the bytes parsed here.
 * @returns undefined for a token that is not a JWT; it may be an opaque token
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-7.1
 */
export function readJwt(token: string): SignedJwt | undefined {
  const [, head, payload, signature] = COMPACT.exec(token) ?? [];
  const header = objectOf(head);
  const claims = header && objectOf(payload);
  if (!claims || signature === undefined) return undefined;
  return {
    header,
    claims,
    signed: token.slice(0, token.length - signature.length - 1),
    signature: Buffer.from(signature, 'base64url'),
  };
}

function objectOf(coded: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (coded === undefined) return undefined;
  const bytes = Buffer.from(coded, 'base64url');
  if (!isUtf8(bytes)) return undefined;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Claims;
  } catch {
    // Not JSON: not a JWT.
  }
  return undefined;
}
