import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { FhirError } from '../../errors/fhir-error';
import type { Principal } from '../../options/authenticator';
import type { IssuerKeys } from '../issuer/issuer-keys';

/** The result of checking a token. */
export interface KnownToken {
  /** The principal, or the error to answer with. */
  readonly finding: Principal | FhirError;
  /** When the result expires, milliseconds since 1970. */
  readonly until: number;
  /** The certificate it is bound to: `cnf.x5t#S256`. */
  readonly boundTo?: string;
  /** Keys of the issuer that signed it. When one of them is withdrawn, the token is checked again. */
  readonly keys?: IssuerKeys;
  readonly generation?: number;
}

/** Enough for some ten thousand tokens of usual length. */
const MOST_BYTES = 32 * 1024 ** 2;
/** Size of an entry without the token, bytes. */
const ENTRY_BYTES = 600;

/** Checked tokens, keyed by a hash so that a memory dump of the cache yields no usable token. Bounded by size. */
export class KnownTokens {
  private readonly found = new LRUCache<string, KnownToken>({ maxSize: MOST_BYTES });

  constructor(private readonly now: () => number) {}

  /** The cache key of a token. */
  keyOf(token: string): string {
    return hash('sha256', token, 'base64');
  }

  get(key: string): KnownToken | undefined {
    const known = this.found.get(key);
    if (known === undefined) return undefined;
    const now = this.now();
    if (now < known.until && (known.keys === undefined || known.keys.generationAt(now) === known.generation))
      return known;
    this.found.delete(key);
    return undefined;
  }

  keep(key: string, token: string, known: KnownToken): void {
    if (known.until > this.now()) this.found.set(key, known, { size: 2 * token.length + ENTRY_BYTES });
  }

  get size(): number {
    return this.found.size;
  }
}
