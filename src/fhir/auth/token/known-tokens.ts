import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { FhirError } from '../../errors/fhir-error';
import type { Principal } from '../../options/authenticator';
import type { IssuerKeys } from '../issuer/issuer-keys';

/** What was found out about a token. */
export interface KnownToken {
  /** Whoever may show it, or why nobody may. */
  readonly finding: Principal | FhirError;
  /** Until when it counts, milliseconds of the clock. */
  readonly until: number;
  /** The certificate it is bound to: `cnf.x5t#S256`. */
  readonly boundTo?: string;
  /** Whose signature it bears: once a key of theirs is withdrawn, it is looked at anew. */
  readonly keys?: IssuerKeys;
  readonly generation?: number;
}

/** Room for some ten thousand tokens of usual length. */
const MOST_BYTES = 32 * 1024 ** 2;
/** What an entry takes beside what the token says, bytes. */
const ENTRY_BYTES = 600;

/** Tokens that were looked at, by a hash of them: a dump of the memory holds none that could be used. Bounded by what they weigh. */
export class KnownTokens {
  private readonly found = new LRUCache<string, KnownToken>({ maxSize: MOST_BYTES });

  constructor(private readonly now: () => number) {}

  /** What a token is kept under. */
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
