import { isUtf8 } from 'node:buffer';
import { LRUCache } from 'lru-cache';
import type { Claims } from './principal-of';

/** The content of a token whose signature has not been verified yet. */
export interface SignedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Claims;
  /** The text that was signed. */
  readonly signed: string;
  readonly signature: Buffer;
}

type Header = SignedJwt['header'];

/** The tokens of an issuer have only a few headers, so each is parsed once. Bounded by its characters. */
const headers = new LRUCache<string, Header>({ maxSize: 64 * 1024, maxEntrySize: 4 * 1024 });

const COMPACT = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]*)$/;

/**
 * Parses a JWS in compact serialization. The signature is verified over exactly the bytes parsed here.
 * @returns undefined for a token that is not a JWT; it may be an opaque token
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-7.1
 */
export function readJwt(token: string): SignedJwt | undefined {
  const [, head, payload, signature] = COMPACT.exec(token) ?? [];
  const header = headerOf(head);
  const claims = header && objectOf(payload);
  if (!claims || signature === undefined) return undefined;
  return {
    header,
    claims,
    signed: token.slice(0, token.length - signature.length - 1),
    signature: Buffer.from(signature, 'base64url'),
  };
}

function headerOf(coded: string | undefined): Header | undefined {
  const known = coded === undefined ? undefined : headers.get(coded);
  if (known || coded === undefined) return known;
  const header = objectOf(coded);
  if (header) headers.set(coded, Object.freeze(header), { size: coded.length });
  return header;
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
