import { KeyObject } from 'node:crypto';
import type * as Jose from 'jose';
import type { JSONWebKeySet, JWK } from 'jose';
import { say } from '../../messages';
import { badToken, undecided } from '../refusals';

type FindKey = ReturnType<typeof Jose.createLocalJWKSet>;
/** The part of a token's header that identifies a key. */
export type KeyHeader = Parameters<FindKey>[0] & { readonly alg: string };
type FoundKey = Awaited<ReturnType<FindKey>>;

/** Age at which keys are fetched again in the background while the cached ones stay in use, milliseconds. */
const FRESH_MS = 10 * 60_000;
/** Age up to which keys stay in use when they cannot be fetched again, milliseconds. */
const STALE_MS = 60 * 60_000;
/**
 * Minimum interval between two attempts, so that tokens with unknown keys do not cause a request each, milliseconds.
 */
const COOLDOWN_MS = 30_000;
const MOST_KEYS = 100;
/** Maximum number of keys tried for a token that names none. */
const MOST_TRIED = 4;

/**
 * The keys of an issuer. Concurrent callers share one request. Keys are fetched again when they get old, or when a
 * token names an unknown key. While the issuer does not answer, the cached keys stay in use.
 */
export class IssuerKeys {
  private find: FindKey | undefined;
  /** What was found in the current set, by {@link nameOf}; only for ids that it contains, so it stays small. */
  private readonly found = new Map<string | undefined, readonly KeyObject[]>();
  /** Identities of the keys, to notice when one is withdrawn. */
  private known: ReadonlySet<string> = new Set();
  private generation = 0;
  private fetchedAt = -Infinity;
  private triedAt = -Infinity;
  private loading: Promise<void> | undefined;
  private lastFailure: unknown;

  constructor(
    private readonly load: () => Promise<JSONWebKeySet>,
    private readonly now: () => number,
  ) {}

  /**
   * The keys that may have signed a token; at once when a token with the same header was checked before.
   * @throws FhirError `unauthenticated` when there is none; `unavailable` when that cannot be determined at the moment
   */
  candidates(header: KeyHeader): readonly KeyObject[] | Promise<readonly KeyObject[]> {
    const now = this.now();
    if (this.isStaleAt(now)) return this.looked(header, now);
    this.refreshAt(now);
    return this.found.get(nameOf(header)) ?? this.looked(header, now);
  }

  private async looked(header: KeyHeader, now: number): Promise<readonly KeyObject[]> {
    if (this.isStaleAt(now)) await this.required(now);
    const found = await this.look(header);
    if (found.length > 0) return found;
    if (now - this.triedAt > COOLDOWN_MS) await this.required(now);
    else if (this.lastFailure !== undefined) throw undecided(this.lastFailure);
    const later = await this.look(header);
    if (later.length > 0) return later;
    throw badToken(
      say`The token is signed with a key that its issuer does not have`,
      say`Get a new token from the authorization server.`,
    );
  }

  /** Why the last fetch failed; undefined when it succeeded. */
  get failure(): unknown {
    return this.lastFailure;
  }

  /** Increases when a key is withdrawn. Reading it also refreshes old keys in the background. */
  generationAt(now: number): number {
    this.refreshAt(now);
    return this.generation;
  }

  /** Fetches the keys, or joins a fetch in progress. Never rejects: see {@link failure}. */
  refresh(): Promise<void> {
    this.triedAt = this.now();
    this.loading ??= this.load()
      .then(
        (set) => this.take(set),
        (failure: unknown) => void (this.lastFailure = failure),
      )
      .finally(() => (this.loading = undefined));
    return this.loading;
  }

  private isStaleAt(now: number): boolean {
    return this.find === undefined || now - this.fetchedAt > STALE_MS;
  }

  private refreshAt(now: number): void {
    if (now - this.fetchedAt > FRESH_MS && now - this.triedAt > COOLDOWN_MS) void this.refresh();
  }

  /** @throws FhirError `unavailable` */
  private async required(now: number): Promise<void> {
    const isTooSoon = this.loading === undefined && this.lastFailure !== undefined && now - this.triedAt < COOLDOWN_MS;
    if (!isTooSoon) await this.refresh();
    if (this.lastFailure !== undefined) throw undecided(this.lastFailure);
  }

  private take(set: JSONWebKeySet): void {
    // Symmetric keys are dropped: a token must not be verifiable with a key that is published.
    const keys = set.keys.filter(({ kty }) => kty !== 'oct').slice(0, MOST_KEYS);
    const known = new Set(keys.map(identityOf));
    if ([...this.known].some((key) => !known.has(key))) this.generation += 1;
    this.find = late().createLocalJWKSet({ keys });
    this.found.clear();
    this.known = known;
    this.fetchedAt = this.now();
    this.lastFailure = undefined;
  }

  private async look(header: KeyHeader): Promise<readonly KeyObject[]> {
    const { find } = this;
    const keys = (await findIn(find!, header)).map((key) => KeyObject.from(key));
    if (keys.length > 0 && find === this.find) this.found.set(nameOf(header), keys);
    return keys;
  }
}

/** A key id that is not a string matches no key, so that nothing is found by it. */
function nameOf({ alg, kid }: KeyHeader): string | undefined {
  if (kid === undefined) return alg;
  return typeof kid === 'string' ? `${alg} ${kid}` : undefined;
}

/** Loaded with the first keys, because a server that checks no tokens does not need it. */
function late(): typeof Jose {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a synchronous import, later
  return require('jose') as typeof Jose;
}

async function findIn(find: FindKey, header: KeyHeader): Promise<readonly FoundKey[]> {
  try {
    return [await find(header)];
  } catch (error) {
    if (!(error instanceof late().errors.JWKSMultipleMatchingKeys)) return []; // An unusable key counts as no key.
    const several: FoundKey[] = [];
    for await (const key of error) if (several.push(key) === MOST_TRIED) break;
    return several;
  }
}

/** The public members that define a key. */
function identityOf({ kid, kty, crv, n, e, x, y }: JWK): string {
  return JSON.stringify([kid, kty, crv, n, e, x, y]);
}
