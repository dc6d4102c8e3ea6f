import { isUtf8 } from 'node:buffer';
import type { Claims } from './principal-of';

/** What a token says, before anybody has looked at its signature. */
export interface SignedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Claims;
  /** What the signature is made over. */
  readonly signed: string;
  readonly signature: Buffer;
}

const COMPACT = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]*)$/;

/**
 * Reads a JWS in its compact form, once: what is verified is what was read.
 * @returns undefined for a token that is no JWT: it may be an opaque one
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
    // It is something else.
  }
  return undefined;
}
